"""Memory over a web archive of any size: what comes through a pipe is never whole anywhere."""

import io
import os
import random
import resource
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from tests.sources.documents import SENTENCES, page, warc

from communique.records import Release
from communique.sources import read_input

_PICTURE = 900_000  # bytes of a record that is passed over, between two pages


def archive(megabytes: int) -> Iterator[bytes]:
    """Yield the members of a packed archive of so many megabytes: pages, and pictures between them."""
    noise = random.Random(5).randbytes(_PICTURE)
    picture = warc({"https://ore.example/a.png": noise}, packed=True, media="image/png")
    pages = [
        warc({f"https://ore.example/{n}": page(f"Talks no. {n} close", SENTENCES * 20).encode()}, packed=True)
        for n in range(50)
    ]
    size, number = 0, 0
    while size < megabytes * 1_000_000:
        member = picture + pages[number % len(pages)]
        size, number = size + len(member), number + 1
        yield member


def read_archive(megabytes: int) -> dict[str, Any]:
    """Read an archive from standard input; return the releases, the seconds and the peak of memory."""
    out, into = os.pipe()
    writer = threading.Thread(target=_write, args=(into, megabytes))
    writer.start()
    sys.stdin = io.TextIOWrapper(os.fdopen(out, "rb"))
    begun = time.perf_counter()
    releases = sum(isinstance(item, Release) for item in read_input("-"))
    seconds = time.perf_counter() - begun
    writer.join()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"mb": megabytes, "releases": releases, "seconds": round(seconds), "peak_mb": peak}


def _write(into: int, megabytes: int) -> None:
    with os.fdopen(into, "wb") as pipe:
        for member in archive(megabytes):
            pipe.write(member)
