"""ZIP archives of which only so much is unpacked."""

import io
import lzma
import zipfile
import zlib
from typing import IO

from communique.sources.caps import MOST_MEMBERS, MOST_UNPACKED

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


class Archive:
    """An open archive; what is read of it in all is capped. Every fault of it is a ValueError."""

    def __init__(self, stream: IO[bytes] | bytes) -> None:
        """Open the archive of a seekable stream or of bytes."""
        self._left = MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(stream) if isinstance(stream, bytes) else stream)
            self.names = self._zip.namelist()
        except (*BROKEN, ValueError, UnicodeDecodeError, MemoryError) as error:
            raise ValueError(f"a broken ZIP file: {error}") from error
        if len(self.names) > MOST_MEMBERS:
            raise ValueError(f"a ZIP file of more than {MOST_MEMBERS} files")

    def read(self, name: str) -> bytes:
        """Return the bytes of a file within; raise ValueError where it is broken, locked or too large."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(self._left + 1)
        except (*BROKEN, KeyError, ValueError) as error:
            raise ValueError(f"{name} in it cannot be unpacked: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise ValueError(f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
        return data

    def open(self, name: str) -> IO[bytes]:
        """Return a file within as a stream, for its reader to cap; raise ValueError where it cannot be."""
        try:
            return self._zip.open(name)
        except (*BROKEN, KeyError, ValueError) as error:
            raise ValueError(f"{name} in it cannot be unpacked: {error}") from error
