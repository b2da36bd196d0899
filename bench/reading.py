"""`make bench-reading`: accuracy on what the reader was made from, beside that on releases it had not seen.

The second is of releases annotated since, before anybody had looked at what the program says of them
(bench/since.json). The others come from the last `make train`: one network a fold, fitted without the fold's
publishers (bench/unseen.json), and one without the publishers set aside, by which nothing was chosen
(bench/aside.json). Floors in bench/floors.json must hold for all; they only rise, and are set anew when the
gold has grown.
"""

import argparse
import json
import sys
from typing import Any

from train.gold import FRESH, ROOT, Sample, load_samples, own_samples

from bench.figures import NAMES, figures_of
from bench.score import score_all
from communique.runs.reading import read_release

SEEN = ROOT / "bench" / "seen.json"
SINCE = ROOT / "bench" / "since.json"
UNSEEN = ROOT / "bench" / "unseen.json"
ASIDE = ROOT / "bench" / "aside.json"
FLOORS = ROOT / "bench" / "floors.json"
SLACK = 0.002  # figures are rounded


def measure(samples: list[Sample]) -> dict[str, Any]:
    """Read annotated releases with the shipped weights and return the figures."""
    tallies = score_all((sample, read_release(sample.release)) for sample in samples)
    return {"releases": len(samples), **figures_of(tallies)}


def stored() -> dict[str, Any]:
    """Return the figures as they were last written, by this command and by the last training run."""
    paths = {"made from": SEEN, "written since": SINCE, "not seen": UNSEEN, "set aside": ASIDE}
    return {name: json.loads(path.read_text(encoding="utf-8")) for name, path in paths.items()}


def side_by_side(measured: dict[str, Any]) -> str:
    """Return all sets of figures as a table, a column a set."""
    lines = [f"{'F1 (precision / recall)':<18}" + "".join(f"{which:>24}" for which in measured)]
    for name in NAMES:
        rows = [figures["all"][name] for figures in measured.values()]
        lines.append(f"{name:<18}" + "".join(f"{f'{f:.3f} ({p:.2f} / {r:.2f})':>24}" for p, r, f in rows))
    lines.append(f"{'releases':<18}" + "".join(f"{figures['releases']:>24}" for figures in measured.values()))
    return "\n".join(lines)


def sunk(measured: dict[str, dict[str, Any]], floors: dict[str, dict[str, float]]) -> list[str]:
    """Return a line for each figure that lies below its floor."""
    return [
        f"{which} {name}: F1 {measured[which]['all'][name][2]:.3f} is below its floor {floor:.3f}"
        for which, wanted in floors.items()
        for name, floor in wanted.items()
        if measured[which]["all"][name][2] < floor - SLACK
    ]


def main() -> int:
    """Print the table and each publisher; write the figures; return 1 when a floor does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--raise-floors", action="store_true", help="lift the floors to what is measured")
    given = options.parse_args()
    for path, samples in ((SEEN, load_samples()), (SINCE, own_samples(FRESH))):
        path.write_text(json.dumps(measure(samples), indent=1) + "\n", encoding="utf-8")
    measured = stored()
    print(side_by_side(measured))
    print(f"\n{'publisher, not seen':<28}{'entry F1':>10}{'fact F1':>10}")
    for name, (entry, fact) in measured["not seen"]["publishers"].items():
        print(f"{name:<28}{entry:>10.3f}{fact:>10.3f}")
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if given.raise_floors:
        floors = {
            which: {
                n: max(floors.get(which, {}).get(n, 0.0), figures["all"][n][2]) for n in ("entry", "fact")
            }
            for which, figures in measured.items()
        }
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    below = sunk(measured, floors)
    print("\n".join(below) or "every floor holds")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
