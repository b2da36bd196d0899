"""`make fuzz`: reads a million broken documents, goes on where it was stopped, and files what fails."""

import argparse
import sys
import time
from pathlib import Path

from fuzz.campaign import Campaign, State, load, save
from fuzz.kinds import KINDS

_DONE = Path(__file__).parent / "done.json"
_EVERY = 30.0  # seconds between two lines


def main() -> int:
    """Run the campaign and print how it went; return 1 where a document failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=1_000_000, help="documents to read, with those before")
    options.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    options.add_argument("--state", type=Path, default=_DONE, help="the file that says how far it is")
    options.add_argument("--failures", type=Path, default=Path("out/fuzz"), help="the folder for what fails")
    given = options.parse_args()
    state, said = load(given.state), [0.0]

    def told(state: State) -> None:
        save(state, given.state)
        if time.monotonic() - said[0] > _EVERY:
            said[0] = time.monotonic()
            print(f"{state.total:,} read, {state.failures} failed", flush=True)

    Campaign(KINDS, given.failures, state, given.inputs, told).run(60 * given.minutes)
    for name in KINDS:
        read, releases = state.read.get(name, 0), state.releases.get(name, 0)
        print(
            f"{name:<12}{read:>10,} read{releases:>10,} releases{len(state.failed.get(name, [])):>6} failed"
        )
    print(f"{state.total:,} read, {state.failures} failed: see {given.failures}")
    return 1 if state.failures else 0


if __name__ == "__main__":
    sys.exit(main())
