"""Which entries undertake something still to come, and by which day."""

from datetime import date

from communique.records.entry import Entry

# The attribute values under which an entry speaks of something still to come.
_AHEAD = frozenset(
    {"requested", "proposed", "intended", "agreed", "pledged", "planned", "target", "forecast"}
)


def is_undertaking(entry: Entry) -> bool:
    """Tell whether an entry can fall due: a commitment, or another kind at a stage still ahead."""
    return entry.kind == "commitment" or (entry.attribute or "") in _AHEAD


def deadline(entry: Entry, published: date) -> date | None:
    """Return the last day an undertaking has, None where it names none.

    A day that had passed when the release came out is that of the act ("pledged on April 22"), and "since"
    opens a time without an end: neither can be missed.
    """
    when = entry.when
    return when.last if when and when.bound != "since" and when.last > published else None
