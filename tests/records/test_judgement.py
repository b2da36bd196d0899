"""Which of several decisions on one pair stands."""

import pytest

from communique.records.judgement import Judgement, standing


def said(decision: str, who: str) -> Judgement:
    return Judgement("follow-up", "ent-1", decision, who, "told", object="ent-2")


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ([("accepted", "rule:x")], "accepted"),
        ([("proposed", "rule:x"), ("accepted", "rule:x")], "accepted"),
        ([("accepted", "rule:x"), ("denied", "ada")], "denied"),
        ([("denied", "ada"), ("accepted", "rule:x")], "denied"),
        ([("denied", "ada"), ("accepted", "ben")], "accepted"),
        ([("accepted", "rule:x"), ("denied", "ada"), ("undone", "ada")], "accepted"),
    ],
    ids=str,
)
def test_a_person_stands_before_a_rule_and_the_latest_before_the_earlier(
    told: list[tuple[str, str]], stands: str
) -> None:
    (one,) = standing(said(*each) for each in told).values()
    assert one.decision == stands


def test_what_was_only_said_and_taken_back_is_gone() -> None:
    assert standing([said("accepted", "ada"), said("undone", "ada")]) == {}
