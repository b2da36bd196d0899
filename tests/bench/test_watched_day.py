"""A small day of watching: killed and begun again, with faults, it loses nothing and has nothing twice."""

import random
from pathlib import Path

from bench.watched_day import watched_day


def test_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    day = watched_day(tmp_path / "day.db", 10, random.Random(3), hours=2, share=0.3)
    assert (day["lost"], day["twice"], day["unsound"]) == (0, 0, 0)
    assert day["read"] == day["published"] == 2
    assert day["left"] == []
    assert day["faults"] > 0
