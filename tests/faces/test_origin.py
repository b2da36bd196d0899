"""`show` leads from a value to the raw file it was read from."""

import json
from pathlib import Path
from typing import Any

import pytest

from communique.records import Release
from communique.runs.ingest import ingest
from communique.runs.reading import read_release
from communique.sources import read_input
from communique.sources.fetch.clock import Clock
from tests.faces.conftest import Run
from tests.sources.documents import pdf
from tests.sources.server import Answer, serving

SENTENCE = (
    "The Ministry of Ore of Ardia and Belmark signed a memorandum of understanding on tin on May 2, 2024."
)
OTHER = "Corland and Dunmark signed a free trade agreement in Vessby on April 29, 2024."
PAGE = (
    '<html><head><link rel="canonical" href="https://ustr.gov/press-office/press-releases/2024/tin"></head>'
    '<body><h1>Ardia &amp; Belmark</h1><div class="submitted">May 3, 2024</div>'
    f'<div class="field--name-body"><p>Röst spoke.</p><p>{SENTENCE}</p></div></body></html>'
)
FILES = {"page.html": PAGE.encode(), "note.pdf": pdf([["Ardia and Belmark", "3 May 2024", OTHER]])}


@pytest.fixture
def ledger(here: Path) -> str:
    """Return the name of a ledger of one page and one PDF file."""
    (here / "in").mkdir()
    for name, content in FILES.items():
        (here / "in" / name).write_bytes(content)
    found = [item for item in read_input("in") if isinstance(item, Release)]
    ingest(map(read_release, found), "o.db")
    return "o.db"


def rows(run: Run, ledger: str, reader: str) -> dict[str, Any]:
    """Return the JSON of the entry on the memorandum that `reader` led to."""
    listed = run("list", "agreements", "--ledger", ledger, "--format", "jsonl").stdout
    for line in listed.splitlines():
        key = json.loads(line)["id"]
        row: dict[str, Any] = json.loads(run("show", key, "--ledger", ledger, "--format", "json").stdout)
        if row["origins"][0]["reader"] == reader:
            return row
    raise AssertionError(f"no entry read by {reader}")


def test_a_value_of_a_page_leads_to_its_bytes(run: Run, ledger: str) -> None:
    row = rows(run, ledger, "html:us-ustr")
    [origin] = row["origins"]
    assert origin["size"] == len(FILES["page.html"])
    lit = {p["slot"]: FILES["page.html"][slice(*p["bytes"])].decode() for p in origin["places"]}
    assert lit["when"] == row["when"]["quote"]
    assert lit["evidence"] == row["evidence"][0]["quote"]


def test_a_value_of_a_pdf_leads_to_page_and_box(run: Run, ledger: str) -> None:
    [origin] = rows(run, ledger, "pdf")["origins"]
    [box] = next(p["boxes"] for p in origin["places"] if p["slot"] == "when")
    assert box["page"] == 1
    assert 0 < box["left"] < box["right"] < 612
    assert 0 < box["bottom"] < box["top"] < 792


def test_a_person_sees_the_file_and_the_places(run: Run, ledger: str) -> None:
    told = run("show", rows(run, ledger, "html:us-ustr")["id"], "--ledger", ledger).stdout
    start = FILES["page.html"].index(SENTENCE.encode())
    assert "read by html:us-ustr" in told
    assert f"bytes {start}" in told
    assert "page 1, " in run("show", rows(run, ledger, "pdf")["id"], "--ledger", ledger).stdout


def test_a_release_has_its_whole_map_and_its_file(run: Run, ledger: str) -> None:
    key = rows(run, ledger, "html:us-ustr")["release"]["id"]
    row = json.loads(run("show", key, "--ledger", ledger, "--format", "json").stdout)
    [origin] = row["origins"]
    for start, end, low, high in origin["stretches"]:
        raw = FILES["page.html"][low:high].decode().replace("&amp;", "&")
        assert raw == row["text"][start:end]
    assert run("show", key, "--raw", "--ledger", ledger).stdout_bytes == FILES["page.html"]


def test_what_has_no_file_is_told(run: Run) -> None:
    key = json.loads(run("list", "releases", "--format", "jsonl").stdout.splitlines()[0])["id"]
    assert "no raw file was kept" in str(run("show", key, "--raw").exception)
    assert "raw file" not in run("show", key).stdout


PRESS = (
    '<html><body><div class="board-detail"><h3 class="title">Talks on tin close</h3>'
    '<p class="date">2024-05-03</p>'
    '<a href="/attach/down/1/2/3">release.pdf</a></div><div class="detail-cont"></div></body></html>'
)


def test_a_page_and_its_attachment_are_both_told_and_written(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clock, "wait", lambda clock, seconds: None)  # the host is our own
    file = pdf([["Talks on tin close", "Talks ended on May 2, 2024.", SENTENCE]])
    with serving({"/a/view": Answer(PRESS.encode()), "/attach/down/1/2/3": Answer(file)}) as site:
        url = site.url("/a/view")
        told = run("ingest", url, "--publisher", "kr-motie", "--allow", "127.0.0.1", "--ledger", "p.db")
        assert told.exit_code == 0, told.stderr
    row = rows(run, "p.db", "html:kr-motie")
    page, attached = row["origins"]
    assert attached["reader"] == "pdf"
    assert {place["slot"] for place in attached["places"] if place.get("boxes")} >= {"evidence", "when"}
    assert not any("bytes" in place for place in page["places"])
    text = run("show", row["id"], "--ledger", "p.db").stdout
    assert "read by html:kr-motie" in text
    assert "page 1, " in text
    key = row["release"]["id"]
    assert run("show", key, "--raw", "--ledger", "p.db").stdout_bytes == PRESS.encode()
    chosen = run("show", key, "--sha256", attached["sha256"][:12], "--ledger", "p.db")
    assert chosen.stdout_bytes == file
    assert "there are" in str(run("show", key, "--sha256", "zz", "--ledger", "p.db").exception)
