"""How fast each reader is and what it takes, beside trafilatura and feedparser alone; and a simulated day.

Prints a table and writes bench/sources.json. Then web archives of two sizes, which must take the same memory.
The day: many sources on loopback, polled through the real client, with faults thrown in and the watch
killed; it ends by counting what is lost and what is there twice.
"""

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from fuzz.kinds import PROFILED, RELEASE
from tests.sources.documents import SENTENCES, docx, hwp, hwpx, page, pdf, warc
from tests.sources.formats.test_feed import RSS
from tests.sources.formats.test_office import mail

from bench.large_archive import read_archive
from bench.watched_day import watched_day
from communique.records import Release
from communique.sources import read_input
from communique.sources.documents import read_raw
from communique.sources.formats import pdf_process
from communique.sources.raw import Raw

OUT = Path(__file__).parent / "sources.json"
_WORDS = [sentence for _ in range(12) for sentence in SENTENCES]
_PROFILED = PROFILED.replace("<p>They met &amp; closed.", "".join(f"<p>{words}</p>" for words in _WORDS))
_ITEM = RSS[RSS.index("<item>") : RSS.index("</channel>")]
_FEED = RSS.replace(_ITEM, "".join(_ITEM.replace("/1?", f"/{n}?") for n in range(30)))


_TEXT = " ".join(_WORDS)
_LISTING = "".join(f"-\nTalks no. {n} close\n{_TEXT} date2024-05-03\n" for n in range(30))
_RECORDS = "".join(
    json.dumps({"title": f"Talks no. {n} close", "published": "2024-05-03", "text": _TEXT}) + "\n"
    for n in range(30)
)
_ANSWER = json.dumps(
    {
        "docuLanguageResource": {"title": "Talks close", "htmlContent": _TEXT},
        "eventDate": "2024-05-03",
    }
)
_ARCHIVE = warc({f"{RELEASE}-{n}": _PROFILED.encode() for n in range(30)}, packed=True)


def _ours(data: bytes, publisher: str | None = None) -> Callable[[], int]:
    raw = Raw("bench", data, publisher=publisher)
    return lambda: sum(isinstance(item, Release) for item in read_raw(raw))


def _by_lines(data: bytes) -> Callable[[], int]:
    """Return what reads data as the command line does, from standard input."""

    def read() -> int:
        sys.stdin = io.TextIOWrapper(io.BytesIO(data))
        return sum(isinstance(item, Release) for item in read_input("-"))

    return read


def _peer(name: str) -> Any:  # noqa: ANN401  # a library that only its own case loads
    return import_module(name)


CASES: dict[str, Callable[[], int]] = {
    "html by selectors": _ours(_PROFILED.encode()),
    "html without": _ours(page(sentences=_WORDS).encode()),
    "  trafilatura alone": lambda: int(bool(_peer("trafilatura").extract(page(sentences=_WORDS)))),
    "feed of 30": _ours(_FEED.encode()),
    "  feedparser alone": lambda: len(_peer("feedparser").parse(_FEED.encode()).entries),
    "api": _ours(_ANSWER.encode(), "eu-commission"),
    "pdf": _ours(pdf([["Talks close", "3 May 2024", *_WORDS]])),
    "docx": _ours(docx(["Talks close", "3 May 2024", *_WORDS])),
    "hwpx": _ours(hwpx(["Talks close", "3 May 2024", *_WORDS])),
    "hwp": _ours(hwp(["Talks close", "3 May 2024", *_WORDS])),
    "eml": _ours(mail(_WORDS)),
    "listing": _by_lines(_LISTING.encode()),
    "jsonl": _by_lines(_RECORDS.encode()),
    "warc of 30": _by_lines(_ARCHIVE),
}


def measured(name: str, seconds: float) -> tuple[float, int]:
    """Return the releases a second that a case reads and the peak of its process, in MB."""
    case = CASES[name]
    if not case():
        raise SystemExit(f"{name.strip()}: reads nothing")
    found, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        found += case()
    speed = found / (time.perf_counter() - begun)
    pdf_process.end()  # its memory counts once it has ended
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return speed, sum(peaks) // 1024


def in_a_process(name: str, seconds: float) -> tuple[float, int]:
    """Return what `measured` gives in a process of its own, so that no case bears another's memory."""
    speed, peak = _answer_of("--case", name, "--seconds", str(seconds))
    return speed, peak


def _answer_of(*words: str) -> Any:  # noqa: ANN401  # what JSON holds
    command = [sys.executable, "-m", "bench.sources", *words]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    """Print and write the figures; return 1 where the day lost something or has it twice."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    options.add_argument("--seconds", type=float, default=2.0, help="how long each reader is measured")
    options.add_argument("--archive", type=int, help=argparse.SUPPRESS)
    options.add_argument(
        "--archives", type=int, nargs=2, default=[20, 200], help="sizes of two web archives, in MB"
    )
    options.add_argument("--sources", type=int, default=1000, help="how many sources the day has")
    given = options.parse_args()
    if given.case:
        print(json.dumps(measured(given.case, given.seconds)))
        return 0
    if given.archive:
        print(json.dumps(read_archive(given.archive)))
        return 0
    figures = {name: in_a_process(name, given.seconds) for name in CASES}
    print(f"{'reader':<22}{'releases/s':>12}{'peak MB':>10}")
    for name, (speed, peak) in figures.items():
        print(f"{name:<22}{speed:>12,.0f}{peak:>10}")
    archives = [_answer_of("--archive", str(size)) for size in given.archives]
    for one in archives:
        print(", ".join(f"{name} {value}" for name, value in one.items()))
    with tempfile.TemporaryDirectory() as folder:
        day = watched_day(Path(folder) / "day.db", given.sources, random.Random(20240503))
    print(", ".join(f"{name} {value}" for name, value in day.items()))
    readers = {
        name.strip(): {"releases_per_second": round(s, 1), "peak_mb": p} for name, (s, p) in figures.items()
    }
    told = {"readers": readers, "archives": archives, "day": day}
    OUT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    grown = archives[1]["peak_mb"] > 1.2 * archives[0]["peak_mb"]
    wrong = day["lost"] or day["left"] or day["twice"] or day["unsound"]
    return 1 if wrong or grown else 0


if __name__ == "__main__":
    sys.exit(main())
