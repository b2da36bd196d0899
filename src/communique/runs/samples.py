"""The sample releases that ship with the program; all of them are invented (see docs/samples.md)."""

from importlib import resources


def sample_folder() -> str:
    """Return the folder of the sample releases, an input like any other."""
    return str(resources.files("communique") / "samples")
