"""Measures times on news paragraphs of our own with TIMEX3 gold, as TempEval-3 does."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from communique.mentions.time import find_times
from communique.records import Release
from communique.text import read_document

NEWS = Path(__file__).parent / "news.yaml"
_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\|([^|\]]+)\]")


class Timex(NamedTuple):
    """A time expression: its span in the text, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


class Paragraph(NamedTuple):
    """A paragraph of news with its gold."""

    day: date
    text: str
    gold: list[Timex]


def paragraphs(part: str) -> list[Paragraph]:
    """Return the paragraphs of a part of the file, `made_from` or `aside`."""
    rows = yaml.safe_load(NEWS.read_text(encoding="utf-8"))[part]
    return [unmarked(row["day"], row["text"].strip()) for row in rows]


def unmarked(day: date, marked: str) -> Paragraph:
    """Return a paragraph without its marks, and what they said."""
    text, gold, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        words, kind, value = match.groups()
        gold.append(Timex(len(text), len(text) + len(words), kind, value))
        text, at = text + words, match.end()
    return Paragraph(day, text + marked[at:], gold)


def read(paragraph: Paragraph) -> list[Timex]:
    """Return the times that the program finds in a paragraph."""
    head = "News\n"
    release = Release("news", "news", "News", paragraph.day, head + paragraph.text)
    found = find_times(read_document(release))
    return [Timex(m.start - len(head), m.end - len(head), m.type, m.timex) for m in found]


def pairs(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Return each gold time with the first found that overlaps it, each used once."""
    left, out = list(found), []
    for one in gold:
        match = next((other for other in left if other.start < one.end and one.start < other.end), None)
        if match:
            left.remove(match)
            out.append((one, match))
    return out


def scores(part: str) -> dict[str, float]:
    """Return F1 by strict span, relaxed span, value and type; the last two over relaxed spans."""
    wanted = told = 0
    right = dict.fromkeys(("strict", "relaxed", "value", "type"), 0)
    for paragraph in paragraphs(part):
        found = read(paragraph)
        wanted, told = wanted + len(paragraph.gold), told + len(found)
        for gold, one in pairs(paragraph.gold, found):
            right["relaxed"] += 1
            right["strict"] += gold[:2] == one[:2]
            right["value"] += gold.value == one.value
            right["type"] += gold.type == one.type
    return {"times": wanted} | {name: 2 * count / (wanted + told) for name, count in right.items()}


def differences(part: str) -> list[str]:
    """Return a line for each time that is missing, too much, or of another value or type."""
    lines = []
    for paragraph in paragraphs(part):
        found = read(paragraph)
        paired = pairs(paragraph.gold, found)
        for gold, one in paired:
            if (gold.value, gold.type) != (one.value, one.type):
                words = paragraph.text[one.start : one.end]
                lines.append(f"{words!r}: {one.type} {one.value}, not {gold.type} {gold.value}")
        lines += [
            f"missing: {paragraph.text[g.start : g.end]!r} {g.value}"
            for g in paragraph.gold
            if g not in dict(paired)
        ]
        taken = [one for _, one in paired]
        lines += [f"too much: {paragraph.text[o.start : o.end]!r} {o.value}" for o in found if o not in taken]
    return lines


def main(arguments: list[str]) -> int:
    """Print the figures of both parts; with `--differences`, also what differs in the part made from."""
    for part in ("made_from", "aside"):
        told = scores(part)
        count = int(told.pop("times"))
        print(f"{part}: {count} times  " + "  ".join(f"{name} {value:.3f}" for name, value in told.items()))
    if "--differences" in arguments:
        print("\n".join(differences("made_from")))
    return 0
