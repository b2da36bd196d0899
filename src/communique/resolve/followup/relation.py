"""What a later entry does to an earlier one, from their steps, days, sums and cues; None for nothing."""

from decimal import Decimal
from typing import Literal, get_args

from communique.records.kinds import Kind
from communique.resolve.followup.case import Case

_ENDS = frozenset(("launched", "in_force", "delivered"))  # acts of which any verb ends what any promised
_PAID = frozenset(("delivered", "completed", "in_force"))  # stages at which money is set aside no more
_SOON = 60  # days between two reports of one deed of which one names no day
Relation = Literal["advance", "fulfil", "postpone", "restate", "supersede", "withdraw"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
# Which kinds may follow up which; what is not here never does.
_FOLLOWS: dict[Kind, frozenset[Kind]] = {
    "commitment": frozenset({"commitment", "agreement", "measure", "milestone", "meeting", "figure"}),
    "agreement": frozenset({"agreement", "commitment", "milestone", "measure"}),
    "measure": frozenset({"measure", "commitment", "milestone", "agreement"}),
    "milestone": frozenset({"milestone", "commitment", "agreement"}),
    "figure": frozenset({"figure", "commitment"}),
    "meeting": frozenset({"meeting", "commitment"}),
}


def relation_of(earlier: Case, later: Case) -> Relation | None:
    """Return what `later` does to `earlier`, provided they are about one thing."""
    if later.entry.kind not in _FOLLOWS[earlier.entry.kind]:
        return None
    if later.is_ahead or _is_misread(later):
        return _said_again(earlier, later)
    if not earlier.is_ahead and earlier.rank >= later.rank:
        return "restate" if _same_deed(earlier, later) else None
    if _happened_before(earlier, later) or "withdraw" in later.cues:
        return None
    if earlier.is_ahead and earlier.entry.kind != "figure" and _raises(earlier, later):
        return "supersede"
    return _done(earlier, later)


def _is_misread(case: Case) -> bool:
    """Tell whether a step told as taken lies ahead: by its days, or by a word that moves or ends it."""
    when = case.entry.when
    if when is not None and when.first > case.published:
        return True
    return case.rank < 4 and bool(case.cues & {"postpone", "withdraw"})


def _same_deed(earlier: Case, later: Case) -> bool:
    """Tell whether two reports can be of one deed: the same step on days that agree."""
    if earlier.entry.kind != later.entry.kind or earlier.rank != later.rank:
        return False
    if not _no_sum_against(earlier, later):
        return False
    if _is_the_money(earlier, later) and "restate" in later.cues:
        return True
    a, b = earlier.entry.when, later.entry.when
    if a is None or b is None:
        soon = (later.published - earlier.published).days <= _SOON
        return soon and earlier.entry.kind != "meeting"
    return a.first <= b.last and b.first <= a.last


def _happened_before(earlier: Case, later: Case) -> bool:
    """Tell whether what is reported had ended when the promise was made."""
    when = later.entry.when
    return when is not None and when.last < earlier.published and later.entry.kind != "figure"


def _said_again(earlier: Case, later: Case) -> Relation | None:
    """Return what another entry of things to come does to one: a cue, a moved day, or the same words."""
    if not earlier.is_ahead:
        return _said_of_a_step(earlier, later)
    moved = _moves(earlier, later)
    if "postpone" in later.cues and moved is not False:
        return "postpone"
    if later.cues & {"supersede", "swap"} or _raises(earlier, later):
        return "supersede"
    if "withdraw" in later.cues:
        return "withdraw"
    if "postpone" in later.cues:
        return None
    if "fresh" in later.cues and "restate" not in later.cues:
        return None
    if moved:
        return "postpone" if earlier.entry.kind == later.entry.kind else None
    return "restate" if _no_sum_against(earlier, later) else None


def _said_of_a_step(earlier: Case, later: Case) -> Relation | None:
    """Return what a promise does to a step already taken: a start whose end is now due later, or given up."""
    if _is_the_money(earlier, later) and not later.cues & {"fresh", "withdraw", "postpone"}:
        return "restate"
    if earlier.rank == 4 or earlier.entry.kind != later.entry.kind:
        return None
    return "withdraw" if "withdraw" in later.cues else None


def _is_the_money(earlier: Case, later: Case) -> bool:
    """Tell whether both speak of one sum of money set aside: "announced" by one, "pledged" by the other."""
    kinds = {earlier.entry.kind, later.entry.kind}
    if not kinds <= {"measure", "agreement", "commitment"} or "adopted" not in (earlier.stage, later.stage):
        return False
    if _PAID & {earlier.stage, later.stage}:
        return False
    ours, theirs = earlier.money, later.money
    return bool(ours) and ours == theirs


def _moves(earlier: Case, later: Case) -> bool | None:
    """Tell whether the later deadline lies after the earlier one; None where one of them has none."""
    a, b = earlier.deadline, later.deadline
    if a is None or b is None:
        return None
    told = "postpone" in later.cues  # "moved from May to June" names both days
    return b > a and (told or not (later.entry.when and later.entry.when.first <= a))


def _raises(earlier: Case, later: Case) -> bool:
    """Tell whether the later puts another sum in place of the earlier one: "from 120 to 200"."""
    if "from" not in later.sentence.split():
        return False
    told = earlier.by_unit.items()
    return any((unit, value) in later.sums and _of(later, unit) - _of(earlier, unit) for unit, value in told)


def _of(case: Case, unit: str) -> set[Decimal]:
    return {value for own, value in case.sums if own == unit}


def _no_sum_against(earlier: Case, later: Case) -> bool:
    """Tell whether two tellings can be of one thing: no sum speaks against it."""
    units = earlier.by_unit.keys() & later.by_unit.keys()
    return all({s for s in earlier.sums if s[0] == unit} & later.sums for unit in units)


def _done(earlier: Case, later: Case) -> Relation:
    """Return whether a step ends what was promised, or brings it on."""
    if earlier.entry.kind == "figure" or later.entry.kind == "figure":
        return "fulfil" if _reaches(earlier, later) else "advance"
    stage = later.stage
    if _in_part(earlier, later):
        return "advance"
    if stage == "signed" and later.ends_when_signed:
        return "fulfil"
    if later.rank == 4 or stage in earlier.acts or _is_the_deed(earlier, later):
        return "fulfil"
    if stage == "launched" and "delivered" not in earlier.acts:
        return "fulfil"
    return "fulfil" if _is_in_effect(earlier, later) else "advance"


def _is_in_effect(earlier: Case, later: Case) -> bool:
    """Tell whether a planned act of policy is done; one that was to take effect is not by its adoption."""
    adopted = later.entry.kind == "measure" and later.stage == "adopted"
    return adopted and later.does_what(earlier) and "in_force" not in earlier.acts


def _is_the_deed(earlier: Case, later: Case) -> bool:
    """Tell whether what was promised is done: to set up, and was opened; its start is no end."""
    if later.phase == "start" and earlier.phase != "start":
        return False
    return bool(earlier.acts & later.acts & _ENDS or earlier.verbs & later.verbs)


def _in_part(earlier: Case, later: Case) -> bool:
    """Tell whether only a part is reported: in words, or by a smaller amount of the same unit."""
    ours, theirs = earlier.by_unit, later.by_unit
    return "part" in later.cues or any(theirs[unit] < ours[unit] for unit in ours.keys() & theirs.keys())


def _reaches(earlier: Case, later: Case) -> bool:
    """Tell whether a result reaches a target of the same unit, in the direction the target lies."""
    ours, theirs = earlier.by_unit, later.by_unit
    units = ours.keys() & theirs.keys()
    bounds = {a.unit: a.bound for a in reversed(earlier.entry.amounts)}
    if not units and earlier.entry.kind != "figure":
        return any(f"{value:f}" in earlier.sentence.split() for value in theirs.values())
    return bool(units) and all(
        theirs[unit] <= ours[unit] if bounds.get(unit) in ("<", "<=") else theirs[unit] >= ours[unit]
        for unit in units
    )
