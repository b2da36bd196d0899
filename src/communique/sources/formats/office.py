"""What word processors' documents share: paragraphs in, a release out."""

from collections.abc import Iterator, Sequence

from communique.errors import BadInputError, DamagedInputError
from communique.sources.build import UNKNOWN_PUBLISHER, Parts, build_release
from communique.sources.caps import LONGEST_TEXT
from communique.sources.dates import dateline
from communique.sources.manifest import manifests, publisher_at
from communique.sources.raw import Item, Raw
from communique.text import normal_form

NO_DATE = "no line of it is a date, and none is guessed: say it with --published"


def release_of_lines(
    raw: Raw, lines: Sequence[str], reader: str, media: str, title: str = ""
) -> Iterator[Item]:
    """Yield the release of a document's lines; its title is the one given, else the hint's, else a line."""
    lines = [line for line in (" ".join(normal_form(line).split(" ")).strip() for line in lines) if line]
    size = 0
    for number, line in enumerate(lines):
        size += len(line)
        if size > LONGEST_TEXT:
            yield DamagedInputError(raw.place, f"cut after {LONGEST_TEXT // 1_000_000} million characters")
            lines = lines[:number]
            break
    day = dateline(lines)
    published = str(day) if day else raw.hint.published
    if not lines:
        yield BadInputError(raw.place, "it holds no text")
        return
    if not published:
        yield BadInputError(raw.place, NO_DATE)
        return
    slug = publisher_at(raw.url, raw.publisher)
    manifest = manifests().get(slug or "")
    told = title or raw.hint.title
    yield from build_release(
        Parts(
            place=raw.place,
            title=told or lines[0],
            published=published,
            body="\n".join(lines if told and told != lines[0] else lines[1:]),
            publisher=slug or raw.publisher or UNKNOWN_PUBLISHER,
            key=raw.hint.key or raw.url,
            url=raw.url,
            lang=manifest.language if manifest and manifest.language != "mul" else None,
            origin=raw.origin(reader, media),
        )
    )
