"""What a new version changed, told by what it means to a reader."""

from datetime import date
from decimal import Decimal

import pytest

from communique.records import AmountSlot
from communique.resolve.versions.told import Version, told
from tests.made import actor, commitment, make_entry, make_release, span, when

TEXT = (
    "Minister Ana Röst hailed the economic cooperation with Belmark on April 22. "
    "Exports rose to USD 80 million in 2020. It was a fine day, from the start."
)


def version(body: str) -> Version:
    """Return a version whose one entry holds what of actor, day and amount it names."""
    release = make_release(body=body)
    days = {"April 22": date(2024, 4, 22), "April 23": date(2024, 4, 23)}
    named = next((words for words in days if words in body), None)
    sums = next((words for words in ("80 million", "58 million") if words in body), None)
    names = [name for name in ("Ana Röst", "Ana Rost", "Ana Roest", "Eva Lund") if name in body]
    figure = make_entry(
        release,
        "figure",
        "Exports rose",
        attribute="result",
        actors=tuple(actor(release, name) for name in names),
        when=when(release, named, days[named]) if named else None,
        amounts=(AmountSlot(Decimal(1), "USD", "=", *span(release, sums)),) if sums else (),
    )
    return Version(release, [figure])


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("economic cooperation", "econmic cooperation", "typo"),
        ("economic cooperation", "Economic Cooperation", "typo"),
        ("cooperation", "co-operation", "typo"),
        ("from the start", "form the start", "typo"),
        ("Ana Röst", "Ana Rost", "typo"),
        ("Ana Röst", "Ana Roest", "actor"),
        ("Ana Röst", "Eva Lund", "actor"),
        ("with Belmark", "with Ardia", "actor"),
        ("April 22", "April 23", "date"),
        ("on April 22", "on June 22", "date"),
        ("in 2020", "in 2021", "date"),
        ("80 million", "58 million", "number"),
        ("80 million", "80 billion", "number"),
        ("a fine day", "a grand day", "wording"),
        ("It was a fine day, from the start.", "", "wording"),
        ("hailed", "failed", "wording"),
    ],
)
def test_what_changed(old: str, new: str, what: str) -> None:
    assert old in TEXT
    found = told(version(TEXT), version(TEXT.replace(old, new)))
    assert [one.what for one in found] == [what]


def test_an_undertaking_goes_before_the_words_it_lost() -> None:
    release = make_release()
    words = "agreed to open a joint smelter by June 30"
    weaker = make_release(body=release.text.split("\n")[1].replace("agreed to open", "spoke of opening"))
    found = told(Version(release, [commitment(release)]), Version(weaker, []))
    assert [one.what for one in found] == ["undertaking dropped", "wording"]
    assert release.text[found[0].old.start : found[0].old.end] == words
    assert [one.what for one in told(Version(weaker, []), Version(release, [commitment(release)]))] == [
        "undertaking added",
        "wording",
    ]


def test_what_another_reading_finds_in_the_same_words_is_no_change() -> None:
    release = make_release()
    other = make_release(body=release.text.split("\n")[1] + " Tea was had.")
    found = told(Version(release, []), Version(other, [commitment(other)]))
    assert [one.what for one in found] == ["wording"]
