"""How the watched lists do: which is silent, short or failing."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from communique.ledger import Ledger
from communique.ledger.progress import PollState

Health = Literal["well", "new", "failing", "short", "silent"]
_FAILURES = 3  # in a row, before a list counts as failing


@dataclass(frozen=True, slots=True)
class Watched:
    """One watched list; times are ISO 8601 in UTC, empty where it never was so."""

    publisher: str
    url: str
    health: Health
    why: str
    good: str  # when it last answered
    fresh: str  # when it last named something new
    next: str  # when it is looked at next
    listed: int  # releases it named last
    at_least: int
    failures: int


def watched(ledger: Ledger, now: float) -> list[Watched]:
    """Return how each list does at `now`, in seconds since 1970; by publisher and address."""
    return [_watched(state, now) for state in ledger.progress.polls()]


def item_counts(ledger: Ledger) -> dict[tuple[str, str], int]:
    """Return how many releases that lists named wait, are read or refused, by publisher and state."""
    return ledger.progress.counts()


def is_ill(one: Watched) -> bool:
    """Tell whether a person should look at a list."""
    return one.health not in ("well", "new")


def _watched(state: PollState, now: float) -> Watched:
    health, why = _health(state, now)
    return Watched(
        publisher=state.publisher,
        url=state.url,
        health=health,
        why=why,
        good=_told(state.good),
        fresh=_told(state.fresh),
        next=_told(state.due),
        listed=state.listed,
        at_least=state.at_least,
        failures=state.failures,
    )


def _health(state: PollState, now: float) -> tuple[Health, str]:
    last = state.good or state.begun
    if state.failures >= _FAILURES or (state.failures and now - last > state.cadence):
        return "failing", state.why
    if now > max(state.due, last) + 3 * state.every + 3600:
        return "failing", "nobody looks: is `watch` running?"
    if not state.good:
        return "new", state.why
    if state.listed < state.at_least:
        return "short", f"it names {state.listed} releases, at least {state.at_least} are usual"
    since = now - (state.fresh or state.begun)
    if since > state.cadence:
        return "silent", f"nothing new for {since / 86_400:.0f} days, {state.cadence / 86_400:.0f} are usual"
    return "well", ""


def seconds_of(told: str) -> float:
    """Return the seconds since 1970 of a time as `Watched` tells it, 0 for never."""
    return datetime.fromisoformat(told).timestamp() if told else 0.0


def _told(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds") if at else ""
