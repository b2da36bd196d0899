"""Lines of `communique show` for the raw file that a release was read from, and where values lie in it."""

import sys
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.errors import LedgerError
from communique.faces.cli.output import indented
from communique.faces.words import count
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


def write_raw(key: str, found: Sequence[Origin], wanted: str | None = None) -> None:
    """Write the raw bytes of the first file, or of that whose hash begins as `wanted`, to standard output.

    Raise LedgerError where none were kept.
    """
    if not found:
        raise LedgerError(f"{key}: no raw file was kept; releases of listings and JSON lines have none")
    chosen = next((one for one in found if one.hash.startswith(wanted or "")), None)
    if chosen is None:
        known = ", ".join(one.hash[:16] for one in found)
        raise LedgerError(f"--sha256 {wanted}: no raw file of {key}; there are {known}")
    sys.stdout.buffer.write(chosen.raw)
    sys.stdout.flush()


def origin_lines(shown: Shown, found: Sequence[Origin]) -> Iterator[RenderableType]:
    """Yield what the release was read from and, of an entry, where its values lie there."""
    if not found:
        return
    files = {one.url: one for one in reversed(found)}  # of each address the oldest
    for one in reversed(files.values()):
        yield Text("raw file", "bold")
        yield indented(Text(f"{_file(one)}, read by {one.reader}"))
        if one.url or one.fetched:
            when = f"fetched {one.fetched}" if one.fetched else ""
            yield indented(Text(", ".join(part for part in (one.url, when) if part), "dim"))
        if isinstance(shown, Listed):
            places = raw_places(one, shown.release.text, shown.entry)
            placed = [place for place in places if place.span or place.boxes or len(files) == 1]
            yield indented(_places(shown.release.text, placed))
    if len(found) > len(files):
        again = count(len(found) - len(files), "more file", "more files")
        yield indented(Text(f"the same text was read again from {again}", "dim"))


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
