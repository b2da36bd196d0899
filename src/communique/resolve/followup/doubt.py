"""Why a person must decide: what keeps a rule from accepting a link however much two entries share."""

from collections.abc import Iterator

from communique.resolve.followup.about import About, left_over
from communique.resolve.followup.case import Case
from communique.resolve.followup.relation import Relation
from communique.text import fold, stem

_LAST = frozenset(("in_force", "delivered", "completed"))  # stages after which nothing is to come
SURELY_READ = 0.7  # confidence of an entry from which a rule may rest on it
_ALIKE = 0.5  # share of words in common that is as good as a name
_SOME = 0.25  # and that a name or a sum in common needs beside it
_RUN = 4  # words in a row that are as good as a name


def doubt(about: About, relation: Relation) -> str | None:
    """Return why a person must decide however much two entries have in common, None where a rule may."""
    return next(_doubts(about, relation), None)


def _doubts(about: About, relation: Relation) -> Iterator[str]:
    earlier, later = about.earlier, about.later
    surely = min(earlier.entry.confidence, later.entry.confidence) >= SURELY_READ
    if not surely and not (earlier.ordinal and later.ordinal and _is_one_meeting(about)):
        yield "one of the two is not surely read"
    if relation == "postpone" and "postpone" not in later.cues:
        yield "another day, and no word that it was moved"
    if relation in ("restate", "postpone") and {earlier.phase, later.phase} == {"start", "end"}:
        yield "one tells of its start, the other of its end"
    if "figure" in (earlier.entry.kind, later.entry.kind) and not _count_one_thing(earlier, later):
        yield "a figure, and nothing counted in both"
    if earlier.is_of_other_states(later):
        yield "each names a state that the other does not"
    if relation in ("restate", "fulfil", "advance") and "denied" in later.cues:
        yield "it says what is not so"
    if _is_of_another(about):
        yield "each says what the other does not, and no name or sum of money joins them"
    if relation == "restate" and later.entry.kind == "figure" and "reached" in later.cues:
        yield "a target told beside what was reached"
    if relation == "restate" and "change" in later.cues and {"from", "to"} <= set(later.sentence.split()):
        yield "told as changed"
    if relation == "supersede" and "supersede" not in later.cues and "change" not in later.cues:
        yield "one thing instead of another, and no word which"
    if relation == "advance" and earlier.phase == "start":
        yield "a start is made or is not"
    if relation == "fulfil" and _is_uncounted(about):
        yield "a sum was promised, and the later tells none of it"
    if relation == "fulfil" and not _is_told_as_done(earlier, later):
        yield "no word that says it is done"
    if relation == "advance" and not _is_told_as_begun(earlier, later):
        yield "no word that says how far it has come"
    if not _is_anchored(about):
        yield "no name, sum or series in common, and few words"


def _is_of_another(about: About) -> bool:
    """Tell whether both say something rare of their own, and have but words and a place in common."""
    earlier, later = about.earlier, about.later
    if later.entry.kind == "meeting" or not any(share < 0 for _, share in left_over(about)):
        return False
    money = earlier.money & later.money
    places = {stem(word) for case in (earlier, later) for word in fold(case.where).split()}
    return not (money or about.things or about.persons or set(about.names) - places)


def _count_one_thing(earlier: Case, later: Case) -> bool:
    """Tell whether two entries count in one unit, or one tells the sum of the other in words."""
    if earlier.by_unit.keys() & later.by_unit.keys() or later.names_sum_of(earlier):
        return True
    return any(f"{value:f}" in earlier.sentence.split() for value in later.by_unit.values())


def _is_uncounted(about: About) -> bool:
    """Tell whether the earlier promises a sum for a purpose, and the later tells of the purpose alone."""
    earlier, later = about.earlier, about.later
    if not earlier.sums or earlier.sums & later.sums or later.names_sum_of(earlier):
        return False
    if earlier.entry.kind == "figure" or later.entry.kind == "meeting" or about.things:
        return False
    return not earlier.organisations.keys() & later.organisations.keys()


def _is_told_as_done(earlier: Case, later: Case) -> bool:
    """Tell whether words say that what was promised is done, whatever stage was read."""
    if later.entry.kind in ("meeting", "figure") or later.phase == "end":
        return True
    if later.stage == "signed" and later.ends_when_signed:
        return True
    if later.stage in later.acts and (later.stage in _LAST or not earlier.is_ahead):
        return True
    return bool(earlier.acts & later.acts) or later.does_what(earlier)


def _is_told_as_begun(earlier: Case, later: Case) -> bool:
    """Tell whether words or a smaller sum say that what was promised is begun and not done."""
    if later.cues & {"advance", "part"} or later.phase == "start" or later.stage == "signed":
        return True
    if later.stage == "adopted" and "adopted" in later.acts:
        return True
    units = earlier.by_unit.keys() & later.by_unit.keys()
    return any(later.by_unit[unit] < earlier.by_unit[unit] for unit in units)


def _is_anchored(about: About) -> bool:
    """Tell whether something more than common words joins the two: only then a rule may accept."""
    earlier, later = about.earlier, about.later
    if earlier.entry.kind == later.entry.kind == "meeting":
        return _is_one_meeting(about)
    same_series = bool(earlier.series) and earlier.series == later.series
    if later.entry.kind == "meeting":
        return same_series and (earlier.ordinal == later.ordinal or about.days_agree)
    if earlier.ordinal and later.ordinal and earlier.ordinal != later.ordinal:
        return False
    if about.alike >= _ALIKE and about.mass >= 1:
        return True
    some = about.alike >= _SOME
    if about.alike >= _ALIKE and about.earlier.implied & about.later.implied:
        return True
    same_sum = bool(earlier.sums & later.sums) or bool(later.names_sum_of(earlier))
    if about.things and (some or not any(share < 0 for _, share in left_over(about))):
        return True
    return some and (bool(about.names) or same_sum or same_series or len(about.run) >= _RUN)


def _is_one_meeting(about: About) -> bool:
    """Tell whether two entries speak of one meeting: its number, or its days with those who meet."""
    earlier, later = about.earlier, about.later
    if earlier.ordinal and later.ordinal:
        return earlier.series == later.series and earlier.ordinal == later.ordinal
    if earlier.series and earlier.series == later.series:
        return about.days_agree or (later.is_ahead and "postpone" in later.cues) or "withdraw" in later.cues
    same = earlier.parties == later.parties and len(earlier.parties) > 1
    return about.days_agree and not about.strangers and (about.persons > 1 or (same and about.persons > 0))
