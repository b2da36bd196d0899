"""A release in a language that no pack reads, from the page to the search, as a user meets it."""

import json
from pathlib import Path

from tests.faces.conftest import Run

KOREAN = (
    "<html lang='en'><head><link rel='canonical' href='https://ustr.gov/press-office/press-releases/2024/ore'>"
    "</head><body><h1>장관 회담</h1><div class='submitted'>May 3, 2024</div><div class='field--name-body'>"
    "<p>양국 장관은 서울에서 만나 공동 제련소를 열기로 합의했다. USD 120 million.</p></div></body></html>"
)


def test_it_is_kept_marked_and_found(run: Run, here: Path) -> None:
    (here / "a.html").write_text(KOREAN)
    assert "1 new" in run("ingest", "a.html", "--ledger", "k.db").stdout
    [row] = map(
        json.loads, run("list", "releases", "--ledger", "k.db", "--format", "jsonl").stdout.splitlines()
    )
    assert (row["lang"], row["entries"]) == ("ko", 0)  # whatever its publisher's manifest says
    assert "ko" in run("list", "releases", "--ledger", "k.db").stdout.split("\n")[1].split()
    assert "no pack reads the language ko" in run("show", row["id"], "--ledger", "k.db").stdout
    assert row["id"] in run("search", "제련소", "--ledger", "k.db").stdout
