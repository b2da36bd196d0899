"""The step that looks for what later releases say of earlier undertakings, among what came in last."""

from collections.abc import Iterable

from communique.ledger import Ledger, Versions
from communique.ledger.clues import Clues, Stated
from communique.ledger.names import Names
from communique.ledger.ties import STEP
from communique.records import Judgement
from communique.records.judgement import RULE, Pair
from communique.resolve.followup import Case, Link, clues_of, judge
from communique.runs.resolved import rejoined, with_entities

BATCH = 200  # entries in one transaction
DROPPED = "dropped"  # what a rule said and no longer says, since the words have changed
_WHO = f"{RULE}follow-up"


def follow_up(ledger: Ledger) -> int:
    """Judge what came since the last run against what shares its clues; return the number of judgements."""
    written, more = 0, True
    while more:
        with ledger.database.writing() as connection:
            clues, names = Clues(connection, Versions()), Names(connection, Versions())
            fresh = clues.fresh(BATCH)
            again = clues.stated(rejoined(names, clues.revision, clues.seen))
            if fresh or again:
                written += _judge(clues, names, fresh, again)
                clues.finish(fresh[-1].row if fresh else clues.seen)
        more = len(fresh) == BATCH
    return written


def _judge(clues: Clues, names: Names, fresh: list[Stated], again: list[Stated]) -> int:
    cases = _cases(names, [*fresh, *again])
    words = {row: clues_of(case) for row, case in cases.items()}
    clues.add({one.row: words[one.row] for one in fresh})
    near = clues.near(words)
    others = {row for some in near.values() for row in some} - cases.keys()
    cases |= _cases(names, clues.stated(others))
    pairs = {(min(a, b), max(a, b)) for a, some in near.items() for b in some if a in cases and b in cases}
    links = [link for a, b in sorted(pairs) if (link := judge(cases[a], cases[b]))]
    return _write(clues, [one.entry.id for one in (*fresh, *again)], links)


def _cases(names: Names, stated: Iterable[Stated]) -> dict[int, Case]:
    return {one.row: Case(one.entry, one.release) for one in with_entities(names, stated)}


def _write(clues: Clues, ids: list[str], links: Iterable[Link]) -> int:
    """Write what is new of the links, and drop what rules said of these entries and say no more."""
    before = {one.pair: one for one in clues.judged(ids)}
    now = {one.pair: one for one in map(_judgement, links)}
    changed = [one for pair, one in now.items() if not _same(before.get(pair), one)]
    changed += [_dropped(pair) for pair, one in before.items() if pair not in now and one.decision != DROPPED]
    for one in sorted(changed, key=lambda j: (j.subject, j.object or "")):
        clues.judge(one)
    return len(changed)


def _judgement(link: Link) -> Judgement:
    reasons = [words for words, share in link.features if share > 0]
    return Judgement(
        kind=STEP,
        subject=link.earlier,
        object=link.later,
        decision=link.decision,
        who=_WHO,
        why=f"{link.relation}: {'; '.join(reasons)}",
        relation=link.relation,
        score=link.score,
        features=link.features,
    )


def _same(before: Judgement | None, now: Judgement) -> bool:
    """Tell whether a rule says the same still, for the same reasons: whatever the order, the same stands."""
    return before is not None and (before.decision, before.why, before.score) == (
        now.decision,
        now.why,
        now.score,
    )


def _dropped(pair: Pair) -> Judgement:
    kind, subject, other = pair
    return Judgement(kind, subject, DROPPED, _WHO, "the words it rested on have changed", object=other)
