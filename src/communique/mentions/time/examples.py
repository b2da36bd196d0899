"""The examples beside the rules of time: what each must read, and what none may read."""

from communique.packs import Pack, load_pack


class Example(Pack):
    """A text, its publication day, and the days of each time in it ("-" where none can be told)."""

    text: str
    means: list[str]
    rule: str | None = None
    on: str = "2024-04-23"
    country: str | None = None


class Examples(Pack):
    """All examples of time."""

    examples: list[Example]


def examples() -> list[Example]:
    """Return the examples of time in the order of the pack."""
    pack: Examples = load_pack("en/time_examples", Examples)
    return pack.examples
