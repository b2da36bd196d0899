"""The limits of growth and speed, in bench/limits.json: they may be tightened, never loosened."""

import json
from pathlib import Path

LIMITS = Path(__file__).parents[1] / "limits.json"


def passed(grown: dict[str, float], speed: dict[str, float]) -> list[str]:
    """Return a line for each exponent above its limit and speed below its floor; what is missing holds."""
    limits = json.loads(LIMITS.read_text(encoding="utf-8"))
    steep = [
        f"{name}: grows with n^{grown[name]}, the limit is n^{most}"
        for name, most in limits["exponents, at most"].items()
        if name in grown and grown[name] > most
    ]
    slow = [
        f"{name}: {speed[name]}, the floor is {least}"
        for name, least in limits["speed, at least"].items()
        if name in speed and speed[name] < least
    ]
    return steep + slow
