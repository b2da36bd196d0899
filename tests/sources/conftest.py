"""Short ways to read what a test writes."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from communique.errors import BadInputError
from communique.records import Release
from communique.sources import read_input

Parted = tuple[list[Release], list[BadInputError]]
Read = Callable[..., Parted]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that writes content to a file, reads it and gives its releases and its errors."""

    def read_content(
        content: str | bytes, name: str = "news", reader: str | None = None, publisher: str | None = None
    ) -> Parted:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return parted(read_input(str(path), reader, publisher))

    return read_content


def parted(items: Iterable[Release | BadInputError]) -> Parted:
    """Return the releases and the errors among `items`, each in order."""
    everything = list(items)
    releases = [item for item in everything if isinstance(item, Release)]
    return releases, [item for item in everything if isinstance(item, BadInputError)]
