"""Lines of a byte stream, one at a time and each capped, so that no input can fill the memory."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from communique.errors import BadInputError

LONGEST_LINE = 8_000_000  # bytes; the longest release we know has a twentieth of that
_SKIP = 65_536
_REPLACEMENT = "\ufffd".encode()


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; broken bytes are U+FFFD in `text` and counted in `broken`."""

    number: int
    text: str
    broken: int = 0


def read_lines(stream: BufferedReader, place: str, first: int = 1) -> Iterator[Line | BadInputError]:
    """Yield the lines of `stream`; an error stands in for a line too long or the rest that cannot be read.

    `first` is the number of the first line.
    """
    number = first - 1
    while True:
        number += 1
        try:
            raw = stream.readline(LONGEST_LINE + 1)
            too_long = len(raw) > LONGEST_LINE
            while too_long and not raw.endswith(b"\n") and (more := stream.readline(_SKIP)):
                raw = more
        except (OSError, EOFError, zlib.error) as error:
            yield BadInputError(f"{place}:{number}", f"cannot be read on from here: {_reason(error)}")
            return
        if not raw:
            return
        if too_long:
            limit = LONGEST_LINE // 1_000_000
            yield BadInputError(f"{place}:{number}", f"a line of more than {limit} MB, left out")
        else:
            yield _decoded(number, raw)


def _decoded(number: int, raw: bytes) -> Line:
    text = raw.decode("utf-8", "replace").rstrip("\r\n")
    broken = text.count("\ufffd") - raw.count(_REPLACEMENT)
    return Line(number, text.removeprefix("\ufeff") if number == 1 else text, broken)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
