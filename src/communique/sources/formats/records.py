"""The records of a WARC file, one at a time: in constant memory, and on past what is broken.

Our own because the libraries there are do not hold up: one aborts on a file that ends early, the other reads
a header without end into memory.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader

_LONGEST_LINE = 65_536
_MOST_HEADERS = 500
_AT_ONCE = 262_144


@dataclass(slots=True)
class Record:
    """A record: its number from 1, its headers by lower-case name, its block, of which `left` is unread."""

    number: int
    headers: Mapping[str, str]
    stream: BufferedReader
    left: int

    def read(self, most: int) -> bytes:
        """Return the next bytes of the block, at most `most`; fewer at its end."""
        data = self.stream.read(min(most, self.left))
        self.left -= len(data)
        return data

    def skip(self) -> None:
        """Pass over what is left of the block; raise EOFError where the file ends before it."""
        while self.left:
            if not self.read(_AT_ONCE):
                raise EOFError("it ends within a record")


def records(stream: BufferedReader) -> Iterator[Record]:
    """Yield the records of a file; each is read, or passed over, before the next one comes.

    Raises what the stream raises, and EOFError where it ends within a record.
    """
    number = 0
    while _found_start(stream):
        number += 1
        headers = read_headers(stream)
        length = headers.get("content-length", "").strip()
        if length.isdecimal() and len(length) < 16:
            record = Record(number, headers, stream, int(length))
            yield record
            record.skip()


def read_headers(stream: BufferedReader) -> dict[str, str]:
    """Return header lines up to the blank one, the first of each name; lines that go on are joined."""
    found: dict[str, str] = {}
    last = ""
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            break
        name, colon, value = text.partition(":")
        if text[0] in " \t" and last and len(found[last]) < _LONGEST_LINE:
            found[last] += f" {text.strip()}"
        elif colon:
            last = name.strip().lower()
            found.setdefault(last, value.strip())
    return found


def _found_start(stream: BufferedReader) -> bool:
    """Go to the end of the next line that opens a record; return False where there is none."""
    fresh = True
    while line := stream.readline(_LONGEST_LINE):
        if fresh and line.startswith(b"WARC/") and len(line) < 20:
            return True
        fresh = line.endswith(b"\n")
    return False
