"""How fast each reader is and what it takes, beside trafilatura and feedparser alone; and a simulated day.

Prints a table and writes bench/sources.json. The day: many sources on loopback, polled through the real
client with faults thrown in; it ends by counting what is lost and what is there twice.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import feedparser
import trafilatura
from fuzz.kinds import PROFILED
from tests.sources.documents import SENTENCES, docx, hwp, hwpx, page, pdf
from tests.sources.formats.test_feed import RSS
from tests.sources.formats.test_office import mail

from bench.watched_day import watched_day
from communique.records import Release
from communique.sources.documents import read_raw
from communique.sources.raw import Raw

OUT = Path(__file__).parent / "sources.json"
_WORDS = [sentence for _ in range(12) for sentence in SENTENCES]
_PROFILED = PROFILED.replace("<p>They met &amp; closed.", "".join(f"<p>{words}</p>" for words in _WORDS))
_ITEM = RSS[RSS.index("<item>") : RSS.index("</channel>")]
_FEED = RSS.replace(_ITEM, "".join(_ITEM.replace("/1?", f"/{n}?") for n in range(30)))


def _ours(data: bytes) -> Callable[[], int]:
    return lambda: sum(isinstance(item, Release) for item in read_raw(Raw("bench", data)))


CASES: dict[str, Callable[[], int]] = {
    "html by selectors": _ours(_PROFILED.encode()),
    "html without": _ours(page(sentences=_WORDS).encode()),
    "  trafilatura alone": lambda: int(bool(trafilatura.extract(page(sentences=_WORDS)))),
    "feed of 30": _ours(_FEED.encode()),
    "  feedparser alone": lambda: len(feedparser.parse(_FEED.encode()).entries),
    "pdf": _ours(pdf([["Talks close", "3 May 2024", *_WORDS]])),
    "docx": _ours(docx(["Talks close", "3 May 2024", *_WORDS])),
    "hwpx": _ours(hwpx(["Talks close", "3 May 2024", *_WORDS])),
    "hwp": _ours(hwp(["Talks close", "3 May 2024", *_WORDS])),
    "eml": _ours(mail()),
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
    return speed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def in_a_process(name: str, seconds: float) -> tuple[float, int]:
    """Return what `measured` gives in a process of its own, so that no case bears another's memory."""
    command = [sys.executable, "-m", "bench.sources", "--case", name, "--seconds", str(seconds)]
    speed, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return speed, peak


def main() -> int:
    """Print and write the figures; return 1 where the day lost something or has it twice."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    options.add_argument("--seconds", type=float, default=2.0, help="how long each reader is measured")
    options.add_argument("--sources", type=int, default=1000, help="how many sources the day has")
    given = options.parse_args()
    if given.case:
        print(json.dumps(measured(given.case, given.seconds)))
        return 0
    figures = {name: in_a_process(name, given.seconds) for name in CASES}
    print(f"{'reader':<22}{'releases/s':>12}{'peak MB':>10}")
    for name, (speed, peak) in figures.items():
        print(f"{name:<22}{speed:>12,.0f}{peak:>10}")
    with tempfile.TemporaryDirectory() as folder:
        day = watched_day(Path(folder) / "day.db", given.sources, random.Random(20240503))
    print(", ".join(f"{name} {value}" for name, value in day.items()))
    readers = {
        name.strip(): {"releases_per_second": round(s, 1), "peak_mb": p} for name, (s, p) in figures.items()
    }
    OUT.write_text(json.dumps({"readers": readers, "day": day}, indent=1) + "\n", encoding="utf-8")
    return 1 if day["lost"] or day["twice"] else 0


if __name__ == "__main__":
    sys.exit(main())
