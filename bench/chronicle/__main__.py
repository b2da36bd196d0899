"""`python -m bench.chronicle`: chronicles of three years, end to end; `--tell` names each fault."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.chronicle.expected import CHRONICLES
from bench.chronicle.score import score
from bench.chronicle.told import tell


def main() -> int:
    """Print the measures of each chronicle; return 0."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tell", choices=CHRONICLES, help="name each fault of one")
    options.add_argument("--only", choices=CHRONICLES, help="measure one alone")
    given = options.parse_args()
    names = [given.only] if given.only else CHRONICLES
    with tempfile.TemporaryDirectory() as folder:
        found = {name: score(tell(name, Path(folder))) for name in names}
    print(f"{'':<40}" + "".join(f"{name:>18}" for name in names))
    for measure in found[names[0]]:
        parts = [found[name][measure] for name in names]
        print(f"{measure:<40}" + "".join(f"{p.right:>8} of {p.of:<3}{p.share:>4.2f}" for p in parts))
    if given.tell:
        for measure, part in found[given.tell].items():
            print(
                "\n".join((f"\n{measure}", *(f"  {fault}" for fault in part.faults))) if part.faults else ""
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
