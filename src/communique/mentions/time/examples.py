"""The rules of time with the examples that hold them."""

from datetime import date

from communique.packs import Pack, load_pack


class TimeExample(Pack):
    """A sentence and the times it holds, each as "bound first/last" or by its TIMEX3 type and value."""

    text: str
    on: date = date(2024, 4, 23)
    country: str | None = None
    times: tuple[str, ...] = ()


class TimeRule(Pack):
    """One rule with its examples."""

    name: str
    means: str
    examples: tuple[TimeExample, ...]


class TimeExamples(Pack):
    """`en/time_examples`."""

    rules: tuple[TimeRule, ...]


def time_rules() -> tuple[TimeRule, ...]:
    """Return the rules that find times, with their examples."""
    pack: TimeExamples = load_pack("en/time_examples", TimeExamples)
    return pack.rules
