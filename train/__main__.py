"""`make train`: scores the recipe on publishers not seen, then fits the shipped weights on all the gold."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import torch
from bench.figures import figures_of, table
from bench.score import score_all

from communique.entries.limits import Limits
from communique.entries.network import WEIGHTS
from train.export import write
from train.fit import Plan, fit
from train.folds import publisher
from train.gold import ROOT, Sample, load_samples
from train.targets import lessons
from train.tune import calibrate, tune
from train.validate import Held, hold_out

OUT = ROOT / "out" / "train"
UNSEEN = ROOT / "bench" / "unseen.json"


def _validated(samples: list[Sample], plan: Plan, only: list[int] | None) -> tuple[list[Held], Limits]:
    held = hold_out(samples, plan, OUT, only)
    limits = tune(held)
    return held, replace(limits, calibration=calibrate(held, limits))


def _record(held: list[Held], limits: Limits, plan: Plan) -> None:
    """Write the figures on publishers not seen: what the README prints and CI holds."""
    tallies = score_all((h.sample, h.reading(limits)) for h in held)
    publishers = len({publisher(h.sample) for h in held})
    figures = {"releases": len(held), "publishers": publishers, "plan": vars(plan), **figures_of(tallies)}
    UNSEEN.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(table(tallies["all"]))


def main() -> None:
    """Validate, tune, fit on everything and write the weights; `--quick` skips the validation."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="keep the limits there are; only fit and write")
    options.add_argument("--name", default="reader", help="the name that entries and revisions carry")
    given = options.parse_args()
    torch.set_num_threads(2)
    plan, samples = Plan(), load_samples()
    if given.quick:
        stored = json.loads((WEIGHTS / "limits.json").read_text(encoding="utf-8"))
        stored.pop("name")
        limits = Limits(**stored)
    else:
        held, limits = _validated(samples, plan, None)
        _record(held, limits, plan)
    network = fit([lesson for sample in samples for lesson in lessons(sample)], plan)
    write(network, limits, given.name, Path(WEIGHTS))
    print(f"weights written to {Path(WEIGHTS).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
