"""Opens what the user names: a file, a folder, standard input; plain or gzipped."""

import gzip
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from communique.errors import BadInputError

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


class Source(NamedTuple):
    """An open stream of plain bytes and the place by which the user knows it."""

    place: str
    stream: BufferedReader


def open_inputs(name: str) -> Iterator[Source | BadInputError]:
    """Yield a source for each file that `name` stands for, and an error for each that cannot be opened.

    A folder gives its files and those of its folders, sorted by name; hidden ones are left out.
    Each stream is closed when the next one is asked for.
    """
    if name == "-":
        yield from _standard_input()
    elif _URL.match(name):
        yield BadInputError(shown(name), "a URL: fetching comes with `watch`; save it and name the file")
    else:
        yield from _walk(name)


def shown(path: str) -> str:
    """Return a path as one line that can be printed."""
    readable = os.fsencode(path).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in readable)


def _standard_input() -> Iterator[Source | BadInputError]:
    if sys.stdin is None or sys.stdin.closed:
        yield BadInputError("-", "standard input is closed")
        return
    stream: BufferedReader = io.BufferedReader(sys.stdin.buffer)  # type: ignore[arg-type]  # it reads into
    try:
        yield _unzipped("-", stream)
    except OSError as error:
        yield BadInputError("-", _reason(error))
    finally:
        stream.detach()  # so that standard input itself stays open


def _walk(name: str) -> Iterator[Source | BadInputError]:
    """Yield the sources under a path, files and folders in the order of their names."""
    waiting = [Path(name)]
    top = True
    while waiting:
        path = waiting.pop()
        try:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode) and (top or not path.is_symlink()):
                children = sorted(child for child in path.iterdir() if not child.name.startswith("."))
                waiting.extend(reversed(children))
                if not children:
                    yield BadInputError(shown(str(path)), "an empty folder")
            elif top or stat.S_ISREG(mode):
                yield from _file(path)
            else:
                kind = "a link to a folder, not followed" if stat.S_ISDIR(mode) else "not a regular file"
                yield BadInputError(shown(str(path)), kind)
        except (OSError, ValueError) as error:
            yield BadInputError(shown(str(path)), _reason(error))
        top = False


def _file(path: Path) -> Iterator[Source]:
    with path.open("rb") as stream:
        yield _unzipped(shown(str(path)), stream)


def _unzipped(place: str, stream: BufferedReader) -> Source:
    """Return the source of a stream, unpacked where its first bytes say that it is gzipped."""
    if stream.peek(2)[:2] != _GZIP:
        return Source(place, stream)
    return Source(place, io.BufferedReader(gzip.GzipFile(fileobj=stream)))


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
