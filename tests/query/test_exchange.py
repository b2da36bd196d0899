"""Exports for other programs, each read by a library that is not ours or checked against a schema."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import openpyxl
import pytest
import rdflib
from prov.model import ProvDocument

from communique.ledger import open_ledger
from communique.query import open_book
from communique.query.export import FORMS, export
from communique.records import Judgement
from tests.faces.shelf import fill
from tests.faces.web import hostile
from tests.made import BODY, commitment, make_release

# the terms of the W3C context that an annotation of ours uses, so that no test asks the network
OA = "http://www.w3.org/ns/oa#"
TERMS = {
    "oa": OA,
    "id": "@id",
    "type": "@type",
    **{
        name: f"oa:{name}"
        for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector")
    },
    "body": {"@id": "oa:hasBody"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "start", "end")},
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
}
NAMES = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
FTM = {
    "type": "object",
    "required": ["id", "schema", "properties"],
    "properties": {
        "id": {"type": "string"},
        "schema": {"enum": ["Person", "Organization", "PublicBody"]},
        "properties": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": NAMES, "country": {**NAMES, "items": {"pattern": "^[a-z]{2}$"}}},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
PLOVER = {
    "type": "object",
    "required": ["id", "event_type", "published", "actor", "recipient", "quote", "publisher", "release"],
    "properties": {
        "event_type": {"enum": ["CONSULT", "AGREE", "REQUEST"]},
        "date": {"pattern": r"^\d{4}-\d\d-\d\d$"},
    },
    "if": {"properties": {"force": {"const": "requested"}}, "required": ["force"]},
    "then": {"properties": {"event_type": {"const": "REQUEST"}}},
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of all kinds with one decision."""
    path = tmp_path_factory.mktemp("exchange") / "shelf.db"
    fill(path, rounds=4)
    ledger = open_ledger(path)
    key = commitment(make_release()).id
    ledger.record_judgement(Judgement("review", key, "accept", "ada", "read it"))
    ledger.close()
    return path


def written(ledger: Path, to: str, folder: Path) -> list[Path]:
    book = open_book(ledger)
    paths = export(book, to, folder)
    book.close()
    return paths


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_data_package_describes_lines_of_csv(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(ledger, "csv", tmp_path / "out")
    monkeypatch.chdir(tmp_path / "out")
    report = frictionless.Package("datapackage.json").validate()
    assert report.flatten(["type", "message"]) == []
    assert sum(task.stats["rows"] for task in report.tasks if task.name == "releases") == 5


def test_the_data_package_describes_lines_of_json(ledger: Path, tmp_path: Path) -> None:
    written(ledger, "jsonl", tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        schema = frictionless.Schema.from_descriptor(resource["schema"])
        for row in lines(tmp_path / resource["path"]):
            assert set(row) <= set(schema.field_names)
            _, notes = schema.read_cells([row.get(name) for name in schema.field_names])
            assert not any(notes), (resource["name"], notes)


def test_a_workbook_holds_the_tables(ledger: Path, tmp_path: Path) -> None:
    (path,) = written(ledger, "xlsx", tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        *("releases", "entries", "evidence", "actors", "amounts", "unread", "judgements", "cut")
    ]
    head, *rows = book["amounts"].iter_rows(values_only=True)
    assert "1500000" in {row[head.index("value")] for row in rows}


def test_a_workbook_runs_no_formula_and_names_what_it_cuts(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    hostile.fill(path)
    (made,) = written(path, "xlsx", tmp_path)
    book = openpyxl.load_workbook(made)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(isinstance(cell.value, str) and cell.value.startswith("=") for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    assert [row[:3] for row in book["cut"].iter_rows(min_row=2, values_only=True)] == [
        ("releases", 2, "text")
    ]


def test_annotations_are_linked_data_with_place_and_words(ledger: Path, tmp_path: Path) -> None:
    (path,) = written(ledger, "annotations", tmp_path)
    page = json.loads(path.read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    graph = rdflib.Graph().parse(data=json.dumps({**page, "@context": TERMS}), format="json-ld")
    oa = rdflib.Namespace(OA)
    assert len(set(graph.subjects(rdflib.RDF.type, oa.Annotation))) == len(page["items"])
    assert len(list(graph.triples((None, oa.exact, None)))) == len(page["items"])
    text = f"{make_release().title}\n{BODY}"
    (item,) = [
        one
        for one in page["items"]
        if one["id"].startswith(f"urn:communique:{commitment(make_release()).id}")
    ]
    place, quote = item["target"]["selector"]
    assert (
        text[place["start"] : place["end"]] == quote["exact"] == "agreed to open a joint smelter by June 30"
    )
    assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text


def test_lineage_is_valid_and_leads_back_to_releases(ledger: Path, tmp_path: Path) -> None:
    (path,) = written(ledger, "prov", tmp_path)
    document = ProvDocument.deserialize(content=path.read_text(encoding="utf-8"), format="json")
    counts = Counter(type(record).__name__ for record in document.get_records())
    entries = 10
    assert counts["ProvDerivation"] == counts["ProvGeneration"] == entries
    assert counts["ProvEntity"] == entries + 5
    assert counts["ProvUsage"] == 1
    named = {str(one.identifier) for one in document.get_records() if one.is_element()}
    ends = {
        str(end)
        for one in document.get_records()
        if one.is_relation()
        for _, end in one.formal_attributes
        if end
    }
    assert {end for end in ends if end.startswith("c:")} <= named


def test_actors_are_followthemoney_entities(ledger: Path, tmp_path: Path) -> None:
    (path,) = written(ledger, "ftm", tmp_path)
    found = lines(path)
    for one in found:
        jsonschema.validate(one, FTM)
    assert {
        "id": found[0]["id"],
        "schema": "PublicBody",
        "properties": {"name": ["Ardia"], "country": ["xa"]},
    } in found
    assert len({one["id"] for one in found}) == len(found)


def test_a_request_is_never_counted_as_agreed(ledger: Path, tmp_path: Path) -> None:
    (path,) = written(ledger, "plover", tmp_path)
    found = lines(path)
    for one in found:
        jsonschema.validate(one, PLOVER)
    assert Counter(one["event_type"] for one in found) == {"CONSULT": 4, "AGREE": 2}
    (smelter,) = [one for one in found if one.get("force") == "agreed"]
    assert smelter["actor"] == [{"name": "Ardia", "type": "country", "country": "XA"}]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_ledger_gives_the_same_files(ledger: Path, tmp_path: Path, form: str) -> None:
    one, other = (written(ledger, form, tmp_path / name) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_ledger_can_be_exported(tmp_path: Path, form: str) -> None:
    open_ledger(tmp_path / "empty.db", create=True).close()
    assert written(tmp_path / "empty.db", form, tmp_path / "out")
