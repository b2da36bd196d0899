"""Words a second: our whole reading beside the bare pipeline of spaCy, on the same text in the same run."""

import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from communique.records import Release
from communique.runs.reading import read_release

_MODEL = "en_core_web_sm"


def compare(releases: Sequence[Release]) -> dict[str, float]:
    """Return words a second of each, one process and one release at a time, and our share of spaCy's.

    spaCy is left out where it or its small English model is not installed.
    """
    words = sum(len(release.text.split()) for release in releases)
    read_release(releases[0])  # loads the weights
    found = {"communique": round(words / _seconds(lambda: [read_release(one) for one in releases]), 1)}
    if find_spec("spacy") and find_spec(_MODEL):
        pipeline = import_module(_MODEL).load()
        found["spaCy"] = round(words / _seconds(lambda: [pipeline(one.text) for one in releases]), 1)
        found["share of spaCy"] = round(found["communique"] / found["spaCy"], 2)
    return found


def _seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start
