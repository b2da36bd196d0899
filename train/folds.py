"""Splits samples by publisher, so that nothing of a publisher helps to score it."""

from collections import Counter

from train.gold import OWN, Sample

# One publisher under two names in the gold.
SAME = {"The White House": "us-white-house", "US Department of State": "us-state"}


def publisher(sample: Sample) -> str:
    """Return the publisher of a sample under one name."""
    return SAME.get(sample.release.publisher, sample.release.publisher)


def assign(samples: list[Sample], folds: int) -> dict[str, int]:
    """Return publisher -> fold, folds of like size; large publishers are placed first."""
    counts = Counter(publisher(s) for s in samples)
    sizes, placed = [0] * folds, {}
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        smallest = sizes.index(min(sizes))
        placed[name] = smallest
        sizes[smallest] += count
    return placed


def set_aside() -> frozenset[str]:
    """Return the publishers, with a sixth of the releases, that only the last score sees."""
    return frozenset((OWN / "set-aside.txt").read_text(encoding="utf-8").split())
