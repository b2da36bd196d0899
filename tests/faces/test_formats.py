"""Every format as a newcomer meets it: a file is ingested, listed, shown, and its bytes come back."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.faces.conftest import Run
from tests.sources.documents import docx, hwp, hwpx, page, pdf, warc, zipped
from tests.sources.formats.test_feed import ATOM, JSON, RDF, RSS
from tests.sources.formats.test_office import mail

TITLE = "Ardia and Belmark close tin talks"
SIGNED = (
    "The Ministry of Ore of Ardia and Belmark signed a memorandum of understanding on tin on May 2, 2024."
)
LINES = (TITLE, "3 May 2024", SIGNED)
PAGE = page(TITLE, [SIGNED, "The signing in Vessby followed talks of two days between both sides."]).encode()
USTR = (
    f'<html><body><h1>{TITLE}</h1><div class="field--name-field-date">05/03/2024</div>'
    f'<div class="field--name-body"><p>{SIGNED}</p></div></body></html>'
).encode()
RECORD = {"title": TITLE, "published": "2024-05-03", "text": SIGNED, "publisher": "xa-ore"}
ANSWER = json.dumps(
    {"title": TITLE, "first_published_at": "2024-05-03", "details": {"body": SIGNED}, "base_path": "/1"}
).encode()
ARCHIVE = warc({"https://ore.example/1": PAGE}, packed=True)


def fed(feed: str) -> bytes:
    """Return a feed whose one item tells of the signing."""
    return feed.replace("Röst spoke.", SIGNED).replace("R\\u00f6st spoke.", SIGNED).encode()


def table(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([RECORD]), path)


# the reader that `show` names, the file, and what of it comes back: all where it says nothing else
KEPT: dict[str, tuple[str, bytes, bytes | None]] = {
    "html by selectors": ("html:us-ustr", USTR, None),
    "html without": ("html:trafilatura", PAGE, None),
    "rss": ("feed", fed(RSS), None),
    "atom": ("feed", fed(ATOM), None),
    "rdf": ("feed", fed(RDF), None),
    "json feed": ("feed", fed(JSON), None),
    "api": ("api:uk-govuk", ANSWER, None),
    "pdf": ("pdf", pdf([LINES]), None),
    "docx": ("docx", docx(LINES), None),
    "hwpx": ("hwpx", hwpx(LINES), None),
    "hwp": ("hwp", hwp(LINES), None),
    "eml": ("eml", mail([SIGNED]), None),
    "gzipped": ("html:trafilatura", gzip.compress(PAGE, mtime=0), PAGE),
    "warc": ("html:trafilatura", warc({"https://ore.example/1": PAGE}), PAGE),
    "packed warc": ("html:trafilatura", ARCHIVE, PAGE),
    "wacz": ("html:trafilatura", zipped({"datapackage.json": "{}", "archive/a.warc.gz": ARCHIVE}), PAGE),
}
TOLD = {"html by selectors": "us-ustr", "api": "uk-govuk"}
MAPPED = ("html", "rss", "atom", "gzipped", "warc", "packed warc", "wacz")


def shown(run: Run, *words: str) -> dict[str, Any]:
    """Ingest a file and return its one release as `show` has it."""
    told = run("ingest", "a.file", "--ledger", "f.db", *words)
    assert told.exit_code == 0, told.stderr
    [line] = run("list", "releases", "--ledger", "f.db", "--format", "jsonl").stdout.splitlines()
    row: dict[str, Any] = json.loads(
        run("show", json.loads(line)["id"], "--ledger", "f.db", "--format", "json").stdout
    )
    assert SIGNED in row["text"]
    assert (row["lang"], row["published"]) == ("en", "2024-05-03")
    return row


@pytest.mark.parametrize(
    ("name", "reader", "content", "raw"), [(name, *one) for name, one in KEPT.items()], ids=KEPT
)
def test_what_is_read_comes_back_to_the_byte(
    run: Run, here: Path, name: str, reader: str, content: bytes, raw: bytes | None
) -> None:
    (here / "a.file").write_bytes(content)
    told = ("--publisher", TOLD[name]) if name in TOLD else ()
    row = shown(run, *told)
    [origin] = row["origins"]
    assert origin["reader"] == reader
    kept = run("show", row["id"], "--raw", "--ledger", "f.db").stdout_bytes
    assert kept == (raw or content)
    if name.startswith(MAPPED):
        [agreed] = run("list", "agreements", "--ledger", "f.db", "--format", "jsonl").stdout.splitlines()
        entry = json.loads(
            run("show", json.loads(agreed)["id"], "--ledger", "f.db", "--format", "json").stdout
        )
        places = {place["slot"]: place["bytes"] for place in entry["origins"][0]["places"]}
        assert kept[slice(*places["when"])].decode() == entry["when"]["quote"]
    if name == "pdf":
        assert {box["page"] for box in origin["boxes"]} == {1}


BARE: dict[str, Callable[[Path], object]] = {
    "listing": lambda path: path.write_text(f"-\nTrade\n{TITLE}\n{SIGNED} date2024-05-03"),
    "jsonl": lambda path: path.write_text(json.dumps(RECORD) + "\n"),
    "jsonl.gz": lambda path: path.write_bytes(gzip.compress(json.dumps(RECORD).encode())),
    "parquet": table,
}


@pytest.mark.parametrize("name", BARE)
def test_what_is_text_by_itself_is_read_whole(run: Run, here: Path, name: str) -> None:
    BARE[name](here / "a.file")
    row = shown(run)
    assert row["title"] == TITLE
    assert "origins" not in row


def test_a_sitemap_is_told_to_hold_no_release(run: Run, here: Path) -> None:
    (here / "a.file").write_text("<urlset><url><loc>https://ore.example/1</loc></url></urlset>")
    told = run("ingest", "a.file", "--ledger", "f.db")
    assert told.exit_code == 1
    assert "a sitemap: it names 1 pages and holds no release; `watch` follows it" in told.stderr


@pytest.mark.parametrize("content", [hwp(LINES, 5), hwp(LINES, 3)], ids=["distribution", "password"])
def test_a_locked_document_is_named_and_not_guessed(run: Run, here: Path, content: bytes) -> None:
    (here / "a.file").write_bytes(content)
    told = run("ingest", "a.file", "--ledger", "f.db")
    assert told.exit_code == 1
    assert "ask its publisher for one that is not" in told.stderr


def test_what_no_pack_reads_is_kept_marked_and_found(run: Run, here: Path) -> None:
    words = "산업통상자원부는 양국 장관이 철강 협력을 논의하였다고 발표하였다"
    (here / "a.file").write_text(json.dumps({**RECORD, "text": words}))
    assert run("ingest", "a.file", "--ledger", "f.db").exit_code == 0
    [row] = map(
        json.loads, run("list", "releases", "--ledger", "f.db", "--format", "jsonl").stdout.splitlines()
    )
    assert row["lang"] == "ko"
    assert "not read" in run("show", row["id"], "--ledger", "f.db").stdout
    assert row["id"] in run("search", "철강", "--ledger", "f.db").stdout
