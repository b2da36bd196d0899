"""The door check: what does not match its words, or is not of the contract's vocabulary, cannot enter."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

from communique.errors import LedgerError
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Reading,
    Release,
    WhenSlot,
    WhereSlot,
)
from communique.records.kinds import ATTRIBUTES, KINDS, ActorType, AmountBound, Role, TimeBound

_ROLES, _ACTOR_TYPES = frozenset(get_args(Role)), frozenset(get_args(ActorType))
_TIME_BOUNDS, _AMOUNT_BOUNDS = frozenset(get_args(TimeBound)), frozenset(get_args(AmountBound))
_COUNTRY = re.compile(r"[A-Z]{2}")
_EDTF = re.compile(r"[0-9XYTZ?~%./:+-]{4,64}")
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")  # no database takes NUL and lone surrogates alike


def check_reading(reading: Reading) -> None:
    """Return if the reading may enter; else raise a LedgerError that names release, entry and span."""
    for fault in faults(reading):
        raise LedgerError(f"{reading.release.id}: {fault}")


def faults(reading: Reading) -> Iterator[str]:
    """Yield what keeps a reading out, each fault with its entry and span."""
    release = reading.release
    yield from _release_faults(release)
    seen = set()
    for entry in reading.entries:
        if entry.id in seen:
            yield f"{entry.id}: twice in one reading"
        seen.add(entry.id)
        yield from (f"{entry.id}: {fault}" for fault in entry_faults(entry, release.text))
    for unread in reading.unread:
        yield from _span_faults("unread", unread.start, unread.end, release.text)
    for naming in reading.namings:
        yield from _span_faults(f"naming {naming.told!r}", naming.start, naming.end, release.text)


def _release_faults(release: Release) -> Iterator[str]:
    if not (release.id and release.publisher and release.title.strip()):
        yield "release without id, publisher or title"
    if not release.text.startswith(f"{release.title}\n"):
        yield "text does not open with the title and a newline"
    if "\r" in release.text or not unicodedata.is_normalized("NFC", release.text):
        yield "text is not in its normal form"
    if _NOT_STORABLE.search(release.text):
        yield "text holds a character that no database keeps"
    if release.country is not None:
        yield from _country_faults(release.country)


def entry_faults(entry: Entry, text: str) -> Iterator[str]:
    """Yield what keeps an entry out of a release with this text."""
    if entry.kind not in KINDS:
        yield f"kind {entry.kind!r} is not of the contract"
        return
    yield from _attribute_faults(entry)
    if not 0 <= entry.confidence <= 1:
        yield f"confidence {entry.confidence} is not between 0 and 1"
    if not entry.evidence:
        yield "no evidence"
    for span in entry.evidence:
        yield from _quote_faults("evidence", span, text)
    for actor in entry.actors:
        yield from _actor_faults(actor, text)
    for amount in entry.amounts:
        yield from _amount_faults(amount, text)
    if entry.when:
        yield from _when_faults(entry.when, text)
    if entry.where:
        yield from _where_faults(entry.where, text)
    if entry.mechanism:
        yield from _mechanism_faults(entry.mechanism, text)
    if len(set(entry.topics)) < len(entry.topics):
        yield "a topic twice"


def _attribute_faults(entry: Entry) -> Iterator[str]:
    key, allowed = ATTRIBUTES[entry.kind]
    if entry.attribute is None and key:
        yield f"{entry.kind} without {key}"
    elif entry.attribute is not None and entry.attribute not in allowed:
        yield f"{key or 'attribute'} {entry.attribute!r} is not one of a {entry.kind}"


def _actor_faults(actor: ActorSlot, text: str) -> Iterator[str]:
    yield from _span_faults("actor", actor.start, actor.end, text)
    if not actor.name.strip():
        yield f"actor without name at {actor.start}-{actor.end}"
    if actor.role not in _ROLES or actor.type not in _ACTOR_TYPES:
        yield f"actor {actor.name!r}: role {actor.role!r} or type {actor.type!r} is not of the contract"
    if actor.country is not None:
        yield from _country_faults(actor.country)


def _amount_faults(amount: AmountSlot, text: str) -> Iterator[str]:
    yield from _span_faults("amount", amount.start, amount.end, text)
    place = f"amount at {amount.start}-{amount.end}"
    if not isinstance(amount.value, Decimal) or not amount.value.is_finite():
        yield f"{place}: value {amount.value!r} is not an exact decimal"
    if not amount.unit or amount.unit != " ".join(amount.unit.split()):
        yield f"{place}: unit {amount.unit!r} is empty or padded"
    if amount.bound not in _AMOUNT_BOUNDS:
        yield f"{place}: bound {amount.bound!r} is not of the contract"


def _when_faults(when: WhenSlot, text: str) -> Iterator[str]:
    yield from _quote_faults("when", Evidence(when.start, when.end, when.quote), text)
    place = f"when at {when.start}-{when.end}"
    if when.first > when.last:
        yield f"{place}: {when.first} is after {when.last}"
    if when.bound not in _TIME_BOUNDS:
        yield f"{place}: bound {when.bound!r} is not of the contract"
    if not _EDTF.fullmatch(when.edtf):
        yield f"{place}: {when.edtf!r} is not EDTF"


def _where_faults(where: WhereSlot, text: str) -> Iterator[str]:
    yield from _span_faults("where", where.start, where.end, text)
    if where.country is not None:
        yield from _country_faults(where.country)


def _mechanism_faults(mechanism: MechanismSlot, text: str) -> Iterator[str]:
    yield from _span_faults("mechanism", mechanism.start, mechanism.end, text)
    if not mechanism.name.strip():
        yield f"mechanism without name at {mechanism.start}-{mechanism.end}"
    if mechanism.ordinal is not None and mechanism.ordinal < 1:
        yield f"mechanism {mechanism.name!r}: ordinal {mechanism.ordinal}"


def _country_faults(country: str) -> Iterator[str]:
    if not _COUNTRY.fullmatch(country):
        yield f"country {country!r} is not an ISO 3166 alpha-2 code"


def _quote_faults(slot: str, span: Evidence, text: str) -> Iterator[str]:
    yield from _span_faults(slot, span.start, span.end, text)
    words = text[max(span.start, 0) : max(span.end, 0)]
    if words != span.quote:
        yield f"{slot} at {span.start}-{span.end}: the text has {words[:60]!r}, the quote {span.quote[:60]!r}"


def _span_faults(slot: str, start: int, end: int, text: str) -> Iterator[str]:
    if not 0 <= start < end <= len(text):
        yield f"{slot} at {start}-{end}: not in a text of {len(text)} characters"
