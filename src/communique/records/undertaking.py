"""Which entries undertake something still to come, and by which day."""

from datetime import date

from communique.records.entry import Entry

# The attribute values under which an entry speaks of something still to come.
_AHEAD = frozenset(
    {"requested", "proposed", "intended", "agreed", "pledged", "planned", "target", "forecast"}
)


def is_undertaking(entry: Entry) -> bool:
    """Tell whether an entry can fall due: a commitment, or another kind at a stage still ahead."""
    return undertakes(entry.kind, entry.attribute)


def undertakes(kind: str, attribute: str | None) -> bool:
    """Tell whether entries of this kind and attribute can fall due."""
    return kind == "commitment" or (attribute or "") in _AHEAD


def is_ahead(entry: Entry, published: date) -> bool:
    """Tell whether an entry was still to come when it was told: an undertaking, or a step on a later day."""
    return was_ahead(entry.kind, entry.attribute, entry.when.first if entry.when else None, published)


def was_ahead(kind: str, attribute: str | None, first: date | None, published: date) -> bool:
    """Tell the same of the parts of an entry; `first` is the first day it names.

    "The decree enters into force on 1 April" is still to come in March, whatever stage it names.
    """
    announced = kind != "figure" and first is not None and first > published
    return announced or undertakes(kind, attribute)


def deadline(entry: Entry, published: date) -> date | None:
    """Return the last day an undertaking has, None where it names none.

    A day that had passed when the release came out is that of the act ("pledged on April 22"), and "since"
    opens a time without an end: neither can be missed.
    """
    when = entry.when
    return last_day(when.last, when.bound, published) if when else None


def last_day(last: date | None, bound: str | None, published: date) -> date | None:
    """Return `last` where it can be missed by what was told on the day `published`, else None."""
    return last if last and bound != "since" and last > published else None
