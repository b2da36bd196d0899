"""`make bench`: speed and growth in one table and one JSON file, then every measurement of accuracy."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from bench.scale.grow import corpus, releases, seeds
from bench.scale.limits import passed
from bench.scale.measure import Size, exponents, measure
from bench.scale.speed import compare

OTHERS = (
    "bench.reading",
    "bench.identity",
    "bench.followup",
    "bench.chronicle",
    "bench.sources",
    "bench.agreement",
)


def main() -> int:
    """Print the table, write the JSON, run the others; return 1 where a limit or a floor does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="releases in a ledger")
    options.add_argument("--large", action="store_true", help="also 100,000 releases")
    options.add_argument("--seeds", type=int, default=200, help="real releases to grow from")
    options.add_argument("--json", type=Path, default=Path("out/bench.json"), help="the file to write")
    options.add_argument("--only-scale", action="store_true", help="leave accuracy out")
    given = options.parse_args()
    speed = compare(releases(min(60, given.seeds)))
    sizes = _sizes(given.seeds, given.sizes + [100_000] * given.large)
    grown = exponents(sizes)
    print(_table(sizes, grown))
    print("words read a second:", ", ".join(f"{name} {value:,}" for name, value in speed.items()))
    above = passed(grown, speed)
    print("\n".join(above) or "every limit holds")
    figures = {
        "grown from": Path(corpus()).name,
        "speed": speed,
        "sizes": [size.as_json() for size in sizes],
        "exponents": grown,
    }
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    failed = [] if given.only_scale else _run_others()
    return 1 if above or failed else 0


def _sizes(count: int, wanted: Sequence[int]) -> list[Size]:
    seed = seeds(count)
    with tempfile.TemporaryDirectory() as folder:
        return [measure(seed, size, Path(folder)) for size in sorted(wanted)]


def _run_others() -> list[str]:
    """Run each measurement of accuracy that is here; return the names of those that fail."""
    failed = []
    for name in OTHERS:
        if find_spec(name):
            print(f"\n{name}", flush=True)
            if subprocess.run([sys.executable, "-m", name], check=False).returncode:
                failed.append(name)
    return failed


def _table(sizes: Sequence[Size], grown: dict[str, float]) -> str:
    """Return one line a cost: its value at each size, and the exponent with which it grows."""
    lines = [["", *(f"{size.releases:,} releases" for size in sizes), "grows with"]]
    lines.append(["releases written a second", *(f"{s.releases / s.write:,.0f}" for s in sizes)])
    lines.append(["releases indexed a second", *(f"{s.releases / s.index:,.0f}" for s in sizes)])
    lines.append(["releases joined a second", *(f"{s.releases / s.join:,.0f}" for s in sizes)])
    lines.append(["one more release, ms", *(f"{1000 * s.add:,.0f}" for s in sizes)])
    lines.append(["one more release, steps", *(f"{s.add_steps:,}" for s in sizes)])
    lines.append(["bytes a release", *(f"{s.bytes / s.releases:,.0f}" for s in sizes)])
    for line, name in zip(lines[1:], ("write", "index", "join", "", "add", "bytes"), strict=True):
        line.append(f"n^{grown[name]:.2f}" if name else "")
    for name in sizes[0].reads:
        costs = [f"{s.reads[name].p50:.1f} / {s.reads[name].p95:.1f}" for s in sizes]
        lines.append([f"{name}, ms p50 / p95", *costs, f"n^{grown[name]:.2f}"])
    return "\n".join(f"{line[0]:<36}" + "".join(f"{cell:>20}" for cell in line[1:]) for line in lines)


if __name__ == "__main__":
    sys.exit(main())
