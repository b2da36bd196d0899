"""The publishers we know: a folder each under `publishers/`, found by its manifest."""

from functools import cache
from pathlib import Path
from typing import Literal

from communique.packs import Pack, read_yaml

_ROOT = Path(__file__).parent / "publishers"


class Manifest(Pack):
    """What a publisher's folder says of it."""

    name: str
    country: str | None
    language: str
    reader: Literal["listing", "jsonl"]
    topics: frozenset[str] = frozenset()


@cache
def manifests() -> dict[str, Manifest]:
    """Return the manifests by slug; the folder `kr/motie` is the publisher `kr-motie`."""
    paths = sorted(_ROOT.glob("*/*/manifest.yaml"))
    return {f"{path.parts[-3]}-{path.parts[-2]}": read_yaml(path, Manifest) for path in paths}
