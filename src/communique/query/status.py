"""Where an undertaking stands, as far as its own words and the calendar tell.

Whether a later release kept, moved or withdrew it needs judgements across releases, which are not made yet:
until then nothing is called fulfilled, and what passed its day without word is overdue.
"""

from datetime import date
from typing import Literal, get_args

from communique.records import Entry
from communique.records.undertaking import deadline, is_undertaking

Status = Literal["open", "advanced", "fulfilled", "postponed", "overdue", "silent", "superseded", "withdrawn"]
STATUSES: tuple[Status, ...] = get_args(Status)


def status_of(entry: Entry, published: date, today: date) -> Status | None:
    """Return open or overdue for an undertaking, None for what is done; a vague day falls due at its end."""
    if not is_undertaking(entry):
        return None
    last = deadline(entry, published)
    return "overdue" if last and last < today else "open"
