"""The clues of an entry: by them alone entries find those they may belong with."""

from communique.resolve.followup.about import says
from communique.resolve.followup.case import Case

_SAYS = 0.6  # how much a word must say to be a clue
_MOST = 12  # words of one entry
_PEOPLE = 6  # of a meeting


def clues_of(case: Case) -> frozenset[str]:
    """Return the rare words, the series, the sums, the things and, of a meeting, the days with who met."""
    words = sorted((word for word in case.words if says(word) >= _SAYS), key=lambda w: (-says(w), -len(w), w))
    found = set(words[:_MOST])
    if case.series:
        found.add(f"series {case.series}")
    found |= {f"thing {name}" for name in case.implied}
    found |= {f"sum {value:f} {unit}" for unit, value in case.sums if unit.isupper()}
    when = case.entry.when
    if case.entry.kind == "meeting" and when:
        found.add(f"met {when.first} {' '.join(sorted(case.parties))}")
        found |= {f"met {when.first} {name}" for name in sorted(case.persons.values())[:_PEOPLE]}
    return frozenset(found)
