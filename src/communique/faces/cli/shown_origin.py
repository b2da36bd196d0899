"""Lines of `communique show` for the raw file that a release was read from, and where values lie in it."""

import sys
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.errors import LedgerError
from communique.faces.cli.output import indented
from communique.query import Listed, RawPlace, Shown, ShownRelease, raw_places
from communique.records import Box, Origin, Release


def release_shown(shown: Shown) -> Release | None:
    """Return the release of what is shown, None for an actor or a mechanism."""
    match shown:
        case Listed():
            return shown.release
        case ShownRelease():
            return shown.release.release
    return None


def write_raw(key: str, found: Sequence[Origin]) -> None:
    """Write the raw bytes to standard output; raise LedgerError where none were kept."""
    if not found:
        raise LedgerError(f"{key}: no raw file was kept; releases of listings and JSON lines have none")
    sys.stdout.buffer.write(found[0].raw)
    sys.stdout.flush()


def origin_lines(shown: Shown, found: Sequence[Origin]) -> Iterator[RenderableType]:
    """Yield what the release was read from and, of an entry, where its values lie there."""
    if not found:
        return
    first, *others = found
    yield Text("raw file", "bold")
    yield indented(Text(f"{_file(first)}, read by {first.reader}"))
    if first.url or first.fetched:
        when = f"fetched {first.fetched}" if first.fetched else ""
        yield indented(Text(", ".join(part for part in (first.url, when) if part), "dim"))
    if others:
        yield indented(Text(f"the same text was read again from {len(others)} more", "dim"))
    if isinstance(shown, Listed):
        yield indented(_places(shown.release.text, raw_places(first, shown.release.text, shown.entry)))


def _file(origin: Origin) -> str:
    media = " ".join(part for part in (origin.media, origin.encoding) if part)
    return f"{media or 'bytes'}, {len(origin.raw):,} bytes, sha256 {origin.hash[:16]}…"


def _places(text: str, places: Sequence[RawPlace]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for place in places:
        words = " ".join(text[place.start : place.end].split())
        shown = words if len(words) <= 60 else f"{words[:59]}…"
        table.add_row(place.slot, Text(_where(place)), Text(f"“{shown}”"))
    return table


def _where(place: RawPlace) -> str:
    if place.span:
        return f"bytes {place.span[0]} to {place.span[1]}"
    return "; ".join(map(_box, place.boxes)) or "not placed"


def _box(box: Box) -> str:
    return f"page {box.page}, {box.left:g} {box.bottom:g} to {box.right:g} {box.top:g}"
