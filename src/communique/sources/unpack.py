"""Undoes the encodings in which HTTP carries bodies, and never beyond a cap."""

import zlib

_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Unpacker:
    """Unpacks a body piece by piece; every fault is a ValueError."""

    def __init__(self, encoding: str, most: int) -> None:
        """Take the value of Content-Encoding and the bytes that may come out in all."""
        self._left, self._name = most, encoding.strip().lower()
        if self._name not in ("", "identity", *_WINDOWS):
            raise ValueError(f"an encoding that is not read: {encoding[:40]!r}")
        self._packed = zlib.decompressobj(_WINDOWS[self._name]) if self._name in _WINDOWS else None
        self._begun = False

    def feed(self, data: bytes) -> bytes:
        """Return what a piece unpacks to."""
        found = self._unpacked(data) if self._packed else data
        self._left -= len(found)
        if self._left < 0:
            raise ValueError("more bytes than are taken in")
        return found

    def _unpacked(self, data: bytes) -> bytes:
        assert self._packed is not None
        if self._name == "deflate" and not self._begun and data[:1] and data[0] & 0x0F != 8:
            self._packed = zlib.decompressobj(-15)  # what some servers send for deflate
        self._begun = self._begun or bool(data)
        found = bytearray()
        try:
            while data and len(found) <= self._left:
                found += self._packed.decompress(data, self._left - len(found) + 1)
                data = self._packed.unconsumed_tail
                if self._packed.eof:
                    data = self._packed.unused_data.lstrip(b"\0")
                    if data:
                        self._packed = zlib.decompressobj(_WINDOWS[self._name])
        except zlib.error as error:
            raise ValueError(f"broken {self._name}: {error}") from error
        return bytes(found)

    def finish(self) -> None:
        """Raise ValueError where the body broke off."""
        if self._packed and self._begun and not self._packed.eof:
            raise ValueError(f"broken {self._name}: it ends too early")


def unpack(data: bytes, encoding: str, most: int) -> bytes:
    """Return what a whole body unpacks to, at most `most` bytes; raise ValueError otherwise."""
    unpacker = Unpacker(encoding, most)
    found = unpacker.feed(data)
    unpacker.finish()
    return found
