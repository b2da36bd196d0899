"""What a host's robots.txt lets us fetch, after RFC 9309: the longest rule that fits decides."""

from dataclasses import dataclass

_MOST_RULES = 2_000
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one agent: (allowed, pattern), and the seconds to wait between two fetches."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Tell whether a path with its query may be fetched; of equal rules the one that allows counts."""
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


def read_robots(text: str, agent: str) -> Robots:
    """Return the rules of the groups that name `agent`, else of those for all."""
    groups: dict[str, tuple[list[tuple[bool, str]], list[float]]] = {}
    named, open_group = [""], False
    for line in text.splitlines()[:20_000]:
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            name = value.partition("/")[0].strip().lower()
            named = [*named, name] if open_group else [name]
            open_group = True
            groups.setdefault(name, ([], []))
            continue
        if field in ("allow", "disallow", "crawl-delay"):
            open_group = False
        for name in named:
            rules, delays = groups.setdefault(name, ([], []))
            if field in ("allow", "disallow") and value and len(rules) < _MOST_RULES:
                rules.append((field == "allow", value[:2000]))
            elif field == "crawl-delay" and value.replace(".", "", 1).isdigit():
                delays.append(float(value))
    product = agent.partition("/")[0].lower()
    mine = product if product in groups else "*"
    rules, delays = groups.get(mine, ([], []))
    return Robots(tuple(rules), min(max(delays, default=0.0), _LONGEST_DELAY))


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path begins as a pattern says; `*` is any run, `$` at its end the end of the path."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(rest):
        if ends and number == len(rest) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= at
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not ends or at == len(path)
