"""Finds the amounts of a document: money, percentages, measures, counts, fractions."""

from communique.mentions.amount.after import read_after, read_scale
from communique.mentions.amount.antecedent import find_antecedents
from communique.mentions.amount.before import read_before
from communique.mentions.amount.currencies import Currencies, currencies
from communique.mentions.amount.fractions import find_fractions
from communique.mentions.amount.governing import bound_of, clause_before, is_time, read_role
from communique.mentions.amount.numerals import Numeral, find_numerals
from communique.mentions.amount.reading import Reading
from communique.mentions.amount.refuse import is_code, is_no_amount, is_torn, link_spans
from communique.mentions.amount.scan import scan_words
from communique.mentions.amount.share import carry_units, join_parts, link_between, read_points, share_units
from communique.records import AmountMention, Document


def find_amounts(document: Document) -> list[AmountMention]:
    """Return the amounts of a document in order, none overlapping another; a doubtful size is left out."""
    soft = _part_at_dashes(document.soft, document.text)
    words = scan_words(soft)
    numerals = find_numerals(soft, document.text, words)
    table = currencies(document.release.country)
    numerals = _outside(numerals, link_spans(soft))
    readings = [reading for numeral in numerals if (reading := _start(soft, numeral, table))]
    readings = join_parts(soft, readings)
    for reading in readings:
        read_after(soft, reading, table)
    share_units(soft, readings)
    find_antecedents(soft, readings)
    carry_units(soft, readings)
    read_points(soft, readings)
    kept = [r for r in readings if not r.bare and not is_no_amount(soft, r, document.title_end)]
    _read_context(soft, kept)
    return _without_overlap(find_fractions(soft, words) + [_mention(reading) for reading in kept])


def _part_at_dashes(soft: str, text: str) -> str:
    """Return the text with long dashes as marks of a clause, where the softened copy has hyphens."""
    if "—" not in text:
        return soft
    pieces, at = [], 0
    for part in text.split("—"):
        pieces.append(soft[at : at + len(part)])
        at += len(part) + 1
    return ";".join(pieces)


def _outside(numerals: list[Numeral], spans: list[tuple[int, int]]) -> list[Numeral]:
    """Return the numerals that lie in none of the spans, both in order."""
    kept, at = [], 0
    for numeral in numerals:
        while at < len(spans) and spans[at][1] <= numeral.start:
            at += 1
        if at == len(spans) or numeral.start < spans[at][0]:
            kept.append(numeral)
    return kept


def _start(soft: str, numeral: Numeral, table: Currencies) -> Reading | None:
    """Return a number with its magnitude and the currency before it, or None where it is a code."""
    if numeral.value is None or is_torn(soft, numeral):
        return None
    reading = Reading(numeral, numeral.value, numeral.start, numeral.end)
    read_scale(soft, reading)
    if not numeral.in_words or reading.scale is not None:
        read_before(soft, reading, table)
    return None if is_code(soft, reading) else reading


def _read_context(soft: str, readings: list[Reading]) -> None:
    """Fill in bound, role and sign; the ends of a range and the items of a list share role and sign."""
    last: Reading | None = None
    for reading in readings:
        told = bound_of(soft, reading.start, reading.end, is_time(reading))
        reading.bound = reading.bound if told == "=" else told
        linked = last and last.unit == reading.unit and link_between(soft, last, reading)
        if last and linked and last.role == "change" and not _is_outcome(soft, last, reading):
            reading.role, reading.negative = last.role, last.negative
        else:
            earliest = last.end if last else 0
            read_role(soft, reading, clause_before(soft, reading.start, earliest))
        last = reading


def _is_outcome(soft: str, change: Reading, level: Reading) -> bool:
    """Tell whether a sum is what another changed it to: "fell by $2 to $10", not "fell by $2 to 3"."""
    lent = change.scale is not None and change.end == change.numeral.end  # the magnitude stands once
    own = level.money and not (change.shared or level.shared or lent)
    return (
        own
        and soft[change.end : level.start].strip() == "to"
        and soft.startswith("by ", max(0, change.start - 3))
    )


def _mention(reading: Reading) -> AmountMention:
    return AmountMention(
        start=reading.start,
        end=reading.end,
        rule=reading.rule,
        value=reading.exact(),
        unit=reading.unit or "",
        bound=reading.bound,
        role=reading.role,
        money=reading.money,
        per=reading.per,
    )


def _without_overlap(found: list[AmountMention]) -> list[AmountMention]:
    """Return the mentions in order; of two that overlap the earlier, the longer, the one listed first."""
    kept: list[AmountMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
