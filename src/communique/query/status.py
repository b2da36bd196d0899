"""Where an undertaking stands, as far as its own words and the calendar tell.

Whether a later release kept, moved or withdrew it needs judgements across releases, which are not made yet:
until then nothing is called fulfilled, and what passed its day without word is overdue.
"""

from datetime import date
from typing import Literal, get_args

from communique.records import Entry

Status = Literal["open", "advanced", "fulfilled", "postponed", "overdue", "silent", "superseded", "withdrawn"]
STATUSES: tuple[Status, ...] = get_args(Status)
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


def status_of(entry: Entry, published: date, today: date) -> Status | None:
    """Return open or overdue for an undertaking, None for what is done; a vague day falls due at its end."""
    if not is_undertaking(entry):
        return None
    last = deadline(entry, published)
    return "overdue" if last and last < today else "open"
