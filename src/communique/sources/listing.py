"""Reads the listing of a publisher's site: a line `-`, maybe a topic, title, body with its date glued on."""

import re
from collections.abc import Iterable, Iterator

from communique.errors import BadInputError
from communique.records import Release
from communique.sources.build import UNKNOWN_PUBLISHER, Parts, build_release
from communique.sources.lines import LONGEST_LINE, Line
from communique.sources.manifest import manifests

SEPARATOR = "-"
_DATE = re.compile(r"date(\d[\d./-]{3,11})\Z")  # glued to the end of the body
_FINISHED = re.compile(r"[.!?。][\"'”’)\]]{0,3}\Z")
_TOPIC = re.compile(r"[A-Z][\w/&-]{0,24}(?: (?:and |& )?[A-Z][\w/&-]{0,24}){0,2}")


def ends_record(text: str) -> bool:
    """Tell whether a line ends in the glued date that ends a record."""
    return _DATE.search(text.rstrip()[-20:]) is not None


def read_listing(
    lines: Iterable[Line | BadInputError], place: str, publisher: str | None
) -> Iterator[Release | BadInputError]:
    """Yield the release of each record; its publisher is the one known for such listings, unless told."""
    publisher = publisher or _known_publisher()
    manifest = manifests().get(publisher)
    topics = manifest.topics if manifest else frozenset()
    for record in _records(lines, place):
        if isinstance(record, BadInputError):
            yield record
        else:
            yield from build_release(_parts(record, place, publisher, topics))


def _known_publisher() -> str:
    """Return the one publisher whose manifest names this reader."""
    known = [slug for slug, manifest in manifests().items() if manifest.reader == "listing"]
    return known[0] if len(known) == 1 else UNKNOWN_PUBLISHER


def _records(lines: Iterable[Line | BadInputError], place: str) -> Iterator[list[Line] | BadInputError]:
    """Yield the lines of each record, which ends at its date or at the next separator."""
    record: list[Line] = []
    size, spoiled = 0, False
    for line in lines:
        if isinstance(line, BadInputError):
            yield line  # it names the place; what is left of the record is no release
            record, spoiled = [], True
        elif line.text.strip() == SEPARATOR:
            if record:
                yield record
            record, size, spoiled = [], 0, False
        elif line.text.strip() and not spoiled:
            record.append(line)
            size += len(line.text)
            if size > LONGEST_LINE:
                yield BadInputError(f"{place}:{record[0].number}", "a record that does not end, left out")
                record, spoiled = [], True
            elif ends_record(line.text):
                yield record
                record, size = [], 0
    if record:
        yield record


def _parts(record: list[Line], place: str, publisher: str, topics: frozenset[str]) -> Parts:
    """Return the parts of one record."""
    texts = [line.text.strip() for line in record]
    date = _DATE.search(texts[-1])
    if date:
        texts[-1] = texts[-1][: date.start()].rstrip()
    start = 1 if _has_topic(texts, topics) else 0
    body = "\n".join(texts[start + 1 :]).rstrip()
    return Parts(
        place=f"{place}:{record[start].number}",
        title=texts[start],
        published=date.group(1) if date else None,
        body=body,
        publisher=publisher,
        cut=_FINISHED.search(body) is None or body.endswith("..."),
        broken=sum(line.broken for line in record),
    )


def _has_topic(texts: list[str], topics: frozenset[str]) -> bool:
    """Tell whether the first line is a topic: a known one, or two or three names above a title."""
    if len(texts) < 2:
        return False
    if texts[0] in topics:
        return True
    title = texts[1]
    titled = len(title) < 200 and title.count(" ") >= 3 and not _FINISHED.search(title)
    return len(texts) > 2 and titled and _TOPIC.fullmatch(texts[0]) is not None
