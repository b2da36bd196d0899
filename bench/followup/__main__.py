"""`python -m bench.followup`: figures on the stories the rules were made from and on those put aside."""

import argparse
import sys

from bench.followup.score import cases_of, links_of, read_cases, score, score_read
from bench.followup.stories import SETS, load


def main() -> int:
    """Print the figures of each set, with `--tell` each fault; return 0."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tell", choices=SETS, help="name each fault of a set")
    options.add_argument("--read", action="store_true", help="also as the reader reads them")
    given = options.parse_args()
    print(f"{'':<12}{'stories':>8}{'links':>7}{'precision':>11}{'recall':>8}{'proposed':>10}{'statuses':>10}")
    for which in SETS:
        stories = load(which)
        cases = cases_of(stories)
        found = score(stories, links_of(cases), cases)
        print(
            f"{which:<12}{len(stories):>8}{found.right + found.missed:>7}{found.precision:>11.3f}"
            f"{found.recall:>8.3f}{found.asked:>10}{found.statuses:>10.3f}"
        )
        if given.read:
            cases = read_cases(stories)
            read = score_read(stories, links_of(cases), cases)
            links = read.right + read.missed
            print(f"{'  read':<12}{'':>8}{links:>7}{read.precision:>11.3f}{read.recall:>8.3f}")
        if given.tell == which:
            print("\n".join(found.lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
