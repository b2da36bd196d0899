"""`make train`: scores the recipe on publishers not seen, then fits the shipped weights on all the gold."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.figures import figures_of, table
from bench.score import score_all

from communique.entries.limits import Limits
from communique.entries.network import WEIGHTS
from train.export import write
from train.fit import Plan
from train.folds import publisher, set_aside
from train.gold import ROOT, SHARED, load_samples
from train.network import Network
from train.reliability import reliability
from train.tune import calibrate, tune
from train.validate import Fitted, Held, jobs, run

OUT = ROOT / "out" / "train"
UNSEEN = ROOT / "bench" / "unseen.json"
ASIDE = ROOT / "bench" / "aside.json"


def _figures(held: list[Held], limits: Limits, title: str) -> dict[str, Any]:
    """Print how well the releases were read; return the figures."""
    tallies = score_all((h.sample, h.reading(limits)) for h in held)
    publishers = len({publisher(h.sample) for h in held})
    print(f"\n{title}: {len(held)} releases of {publishers} publishers\n{table(tallies['all'])}")
    return {"releases": len(held), "publishers": publishers, **figures_of(tallies)}


def _held(fitted: dict[str, Fitted]) -> tuple[list[Held], list[Held]]:
    """Return what the folds held out, without the set aside and of the set aside."""
    held = [one for f in fitted.values() for one in f.held]
    kept = set_aside()
    return (
        [one for one in held if publisher(one.sample) not in kept],
        [one for one in held if publisher(one.sample) in kept],
    )


def _store(path: Path, figures: dict[str, Any]) -> None:
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Validate, tune, fit on everything, write the weights; a run that was broken off is taken up again."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--name", default="reader", help="the name that entries and revisions carry")
    options.add_argument("--only", nargs="+", help="do these fits and stop: all, fold-0 …")
    given = options.parse_args()
    if not SHARED.exists():
        sys.exit(f"train: no shared gold at {SHARED}: set COMMUNIQUE_SHARED to its folder")
    plan, todo = Plan(), jobs(load_samples(), set_aside())
    if given.only:
        run([job for job in todo if job.name in given.only], plan, OUT)
        return
    fitted = run(todo, plan, OUT)
    held, aside = _held(fitted)
    limits = tune(held)
    limits = replace(limits, calibration=calibrate(held, limits))
    _store(UNSEEN, {"plan": vars(plan), **_figures(held, limits, "Publishers not seen, by folds")})
    figures = _figures(aside, limits, "Publishers set aside")
    _store(ASIDE, {**figures, "reliability": reliability(aside, limits)})
    network = Network(plan.layers)
    network.load_state_dict(fitted["all"].weights)
    write(network.eval(), limits, given.name, Path(WEIGHTS))
    print(f"weights written to {Path(WEIGHTS).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
