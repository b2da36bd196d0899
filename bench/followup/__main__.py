"""`python -m bench.followup`: figures on the stories the rules were made from and on those put aside."""

import argparse
import sys

from bench.followup.pairs import by_relation, faults, judge_pairs, load_pairs, lower_bound
from bench.followup.score import cases_of, links_of, read_cases, score, score_read
from bench.followup.stories import SETS, load


def main() -> int:
    """Print the figures of each set, with `--tell` each fault; return 0."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tell", choices=SETS, help="name each fault of a set")
    options.add_argument("--pairs", action="store_true", help="name each fault of the labelled pairs")
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
    _tell_pairs(given.pairs)
    return 0


def _tell_pairs(each: bool) -> None:
    """Print how many accepted links of each relation are right between the labelled pairs of releases."""
    judged = judge_pairs(load_pairs())
    followed = [one for one in judged if one.pair.right]
    found = sum(one.is_found for one in followed)
    print(f"\n{len(judged)} labelled pairs as the reader reads them, {len(followed)} of one undertaking")
    print(f"accepted of these: {found}; accepted links that are right, and at least so many of a hundred:")
    rows = list(by_relation(judged))
    for name, of, right in [*rows, ("all", sum(r[1] for r in rows), sum(r[2] for r in rows))]:
        print(f"{name:<12}{right:>6} of {of:<6}{100 * lower_bound(right, of):>6.1f}")
    if each:
        print("\n".join(faults(judged)))


if __name__ == "__main__":
    sys.exit(main())
