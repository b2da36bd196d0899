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
    """Tell whether an entry was still to come when it was told: an undertaking, or an announced meeting."""
    announced = entry.kind == "meeting" and entry.when is not None and entry.when.first > published
    return announced or is_undertaking(entry)


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
