"""The page of a pair: facts, a timeline with its table and CSV, what is open by side."""

import csv
import io
import re
from pathlib import Path

from starlette.testclient import TestClient

from communique.faces.web.timeline import timeline
from communique.query import open_book, relation
from tests.faces.shelf import STEEL, TODAY

PAIR = "a=Ardia&b=Belmark&as-of=2024-06-01"


def test_the_page_shows_a_lane_for_each_series_with_its_numbers(client: TestClient) -> None:
    page = client.get(f"/pair?{PAIR}").text
    lanes = re.findall(r'<text class="lane"[^>]*>([^<]*)<', page)
    assert lanes[0].startswith(STEEL[:40])
    labels = re.findall(r'<text class="ordinal-label"[^>]*>(\d+)<', page)
    assert {"1", "2", "36", "4"} <= set(labels)


def test_every_dot_of_a_told_edition_leads_to_its_entry(client: TestClient) -> None:
    page = client.get(f"/pair?{PAIR}").text
    links = re.findall(r'<a href="(/entries/[^"]+)" aria-label="Ardia-Belmark Steel', page)
    assert len(links) == 35
    assert all(client.get(link).status_code == 200 for link in links[:2])


def test_the_csv_holds_every_edition_of_the_table(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/pair.csv?{PAIR}").text)))
    steel = [row for row in rows if row["series"] == STEEL]
    assert [int(row["ordinal"]) for row in steel] == list(range(1, 37))
    assert [row["state"] for row in steel][:3] == ["held", "missing", "held"]


def test_what_is_open_stands_under_the_side_that_undertook_it(client: TestClient) -> None:
    told = client.get(f"/pair.json?{PAIR}").json()
    assert [side["country"] for side in told["sides"]] == ["XA", "XB"]
    assert told["topics"]["critical-minerals"]
    assert told["open"]["Belmark"] == []


def test_without_two_parties_there_are_pairs_to_choose(client: TestClient) -> None:
    assert '/pair?a=Ardia&amp;b=Belmark"' in client.get("/pair").text
    assert client.get("/pair.json?a=Ardia").status_code == 400
    assert "No entry has both" in client.get("/pair?a=Ardia&b=Nowhere").text


def test_a_gap_is_drawn_as_a_gap_and_days_in_order(shelf: Path) -> None:
    drawn = timeline(relation(open_book(shelf), ["Ardia", "Belmark"], TODAY))
    assert drawn
    lane = drawn.lanes[0]
    gap = next(dot for dot in lane.dots if dot.state == "missing")
    assert all(not (start < gap.x < end) for start, end in lane.lines)
    assert [dot.x for dot in lane.dots] == sorted(dot.x for dot in lane.dots)
    assert all(0 <= dot.x <= drawn.width for dot in lane.dots)
