"""Opens what the user names: a file, a folder, standard input; plain or gzipped."""

import io
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple

from communique.errors import BadInputError

DONE = "_SUCCESS"  # the empty file by which a run that wrote a folder says that it is whole
UNDONE = "_temporary"  # the folder in which such a run keeps what it has, until then
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib's number for data with a gzip header
_AT_ONCE = 65_536


Heard = Callable[[int], None]  # is told how many bytes were read just now


def _unheard(_count: int) -> None:
    """Stand in where nobody asks how far reading is."""


class Source(NamedTuple):
    """An open stream of plain bytes and the place by which the user knows it."""

    place: str
    stream: BufferedReader


def open_inputs(name: str, heard: Heard = _unheard) -> Iterator[Source | BadInputError]:
    """Yield a source for each file that `name` stands for, and an error for each that cannot be opened.

    A folder gives its files and those of its folders, sorted by name; hidden ones are left out.
    Each stream is closed when the next one is asked for. `heard` is told the bytes read from files.
    """
    if name == "-":
        yield from _standard_input()
    else:
        for path in walk(name):
            yield from [path] if isinstance(path, BadInputError) else open_file(path, shown(str(path)), heard)


def size_of(name: str) -> int:
    """Return the bytes of all files that `name` stands for, as they lie on the disk."""
    found = 0
    for path in walk(name):
        with suppress(OSError):
            found += 0 if isinstance(path, BadInputError) else path.stat().st_size
    return found


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
        yield unzipped("-", stream)
    except OSError as error:
        yield BadInputError("-", _reason(error))
    finally:
        stream.detach()  # so that standard input itself stays open


def walk(name: str) -> Iterator[Path | BadInputError]:
    """Yield the files under a path in the order of their names, and an error for what is none."""
    waiting = [Path(name)]
    top = True
    while waiting:
        path = waiting.pop()
        try:
            mode = path.stat().st_mode
            if path.name == UNDONE and not top:
                yield BadInputError(shown(str(path)), "what a run wrote that has not ended, left out")
            elif stat.S_ISDIR(mode) and (top or not path.is_symlink()):
                children = sorted(child for child in path.iterdir() if not _hidden(child.name))
                waiting.extend(reversed(children))
                if not children:
                    yield BadInputError(shown(str(path)), "an empty folder")
            elif top or stat.S_ISREG(mode):
                yield path
            else:
                kind = "a link to a folder, not followed" if stat.S_ISDIR(mode) else "not a regular file"
                yield BadInputError(shown(str(path)), kind)
        except (OSError, ValueError) as error:
            yield BadInputError(shown(str(path)), _reason(error))
        top = False


def _hidden(name: str) -> bool:
    return name.startswith(".") or name == DONE


def open_file(path: Path, place: str, heard: Heard = _unheard) -> Iterator[Source | BadInputError]:
    """Yield the source of a file, known to the user as `place`, or why it cannot be opened."""
    try:
        stream: BufferedReader = io.BufferedReader(_Counted(path, heard))
        with stream:
            yield unzipped(place, stream)
    except (OSError, ValueError) as error:
        yield BadInputError(place, _reason(error))


def unzipped(place: str, stream: BufferedReader) -> Source:
    """Return the source of a stream, unpacked where its first bytes say that it is gzipped."""
    return Source(place, io.BufferedReader(_Unzipped(stream)) if is_zipped(stream) else stream)


def is_zipped(stream: BufferedReader) -> bool:
    """Tell whether the first bytes of a stream, which stay in it, say that it is gzipped."""
    return stream.peek(2)[:2] == _GZIP


class _Counted(io.FileIO):
    """The bytes of a file; says how many are read."""

    def __init__(self, path: Path, heard: Heard) -> None:
        super().__init__(path)
        self._heard = heard

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # any writable buffer
        """Fill some of the buffer; return the number of bytes, 0 at the end."""
        count: int = super().readinto(buffer)
        self._heard(count)
        return count


class _Unzipped(io.RawIOBase):
    """The plain bytes of a gzipped stream. All that comes before a break is given; only then it is told."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream, self._packed, self._waiting = stream, zlib.decompressobj(_GZIP_WINDOW), b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # any writable buffer
        """Fill some of the buffer; return the number of bytes, 0 at the end. Raise OSError at a break."""
        while True:
            if self._packed.eof and not self._next_member():
                return 0
            if not self._waiting:
                self._waiting = self._stream.read1(_AT_ONCE)
            if not self._waiting:
                raise OSError("the gzipped data end too early; fetch the file again")
            try:
                found = self._packed.decompress(self._waiting, len(buffer))
            except zlib.error as error:
                raise OSError(f"broken gzipped data: {error}") from error
            self._waiting = self._packed.unused_data if self._packed.eof else self._packed.unconsumed_tail
            if found:
                buffer[: len(found)] = found
                return len(found)

    def _next_member(self) -> bool:
        """Begin the next member of the stream, after what zeros pad it; return False where there is none."""
        self._waiting = self._waiting.lstrip(b"\0")
        while not self._waiting:
            more = self._stream.read1(_AT_ONCE)
            if not more:
                return False
            self._waiting = more.lstrip(b"\0")
        self._packed = zlib.decompressobj(_GZIP_WINDOW)
        return True


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
