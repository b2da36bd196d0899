"""What a release tells of names: the former ones of a body that was renamed."""

import pytest

from communique.records import ActorMention, Reading
from communique.resolve.identity.told import namings_of
from tests.made import make_release

OLD, NEW = "Ministry of Tides", "Ministry of the Open Sea"


@pytest.mark.parametrize(
    ("words", "renamed"),
    [
        (f"The {OLD} has become the {NEW}.", True),
        (f"The {OLD} was renamed as {NEW} in May.", True),
        (f"The {NEW} (formerly the {OLD}) met.", True),
        (f"The {NEW}, previously known as {OLD}, met.", True),
        (f"The {OLD} and the {NEW} met.", False),
        (f"The {NEW} wrote to the {OLD}.", False),
        (f"The {OLD} is now the {NEW}'s partner.", False),
        (f"The {OLD} today the {NEW} tomorrow.", False),
    ],
)
def test_a_renamed_body_has_a_former_name(words: str, renamed: bool) -> None:
    release = make_release("1", "News", words)
    mentions = tuple(
        ActorMention(at, at + len(name), "hand", name, "organisation")
        for name in (OLD, NEW)
        if (at := release.text.index(name)) >= 0
    )
    found = namings_of(Reading(release, (), (), mentions))
    assert [(n.kind, n.name, n.told) for n in found] == ([("former", NEW, OLD)] if renamed else [])
