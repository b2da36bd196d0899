"""Lineage as PROV-JSON: which entry was read of which release, by which program; who decided what."""

import json
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from communique.ledger.schema import entry, judgement, release, release_version, revision
from communique.query.book import Book, Moment
from communique.records.contract import Json

_PREFIX = {"c": "urn:communique:"}


def write_prov(book: Book, folder: Path, as_of: date | None) -> list[Path]:
    """Write `prov.json`: entities are releases and entries, activities are revisions and decisions."""
    path = folder / "prov.json"
    with book.at(as_of) as moment:
        document: Json = {"prefix": _PREFIX, "entity": {}, "activity": {}, "agent": {}}
        _revisions(moment, document)
        _releases(moment, document)
        _entries(moment, document)
        _decisions(moment, document)
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path]


def _revisions(moment: Moment, document: Json) -> None:
    for row in moment.rows(sa.select(revision).where(revision.c.number <= moment.revision)):
        program = f"c:program-{row['program']}"
        document["agent"][program] = {"prov:type": "prov:SoftwareAgent", "prov:label": row["program"]}
        name = f"c:revision-{row['number']}"
        document["activity"][name] = {"prov:startTime": row["at"], "prov:endTime": row["at"]}
        _relate(document, "wasAssociatedWith", {"prov:activity": name, "prov:agent": program})


def _releases(moment: Moment, document: Json) -> None:
    query = sa.select(release_version, release.c.publisher).select_from(release_version.join(release))
    for row in moment.rows(query.where(moment.holds(release_version)).order_by(release_version.c.version)):
        name, publisher = f"c:{row['release']}", f"c:publisher-{row['publisher']}"
        document["agent"][publisher] = {"prov:type": "prov:Organization", "prov:label": row["publisher"]}
        document["entity"][name] = {"prov:label": row["title"], "c:published": row["published"].isoformat()}
        _relate(document, "wasAttributedTo", {"prov:entity": name, "prov:agent": publisher})


def _entries(moment: Moment, document: Json) -> None:
    columns = (entry.c.id, entry.c.summary, entry.c.rule, entry.c.from_revision, release_version.c.release)
    query = sa.select(*columns).select_from(
        entry.join(release_version, entry.c.version == release_version.c.version)
    )
    held = query.where(moment.holds(entry), moment.holds(release_version))
    for row in moment.rows(held.order_by(entry.c.row)):
        name = f"c:{row['id']}"
        document["entity"][name] = {"prov:label": row["summary"], "c:rule": row["rule"]}
        source = {"prov:generatedEntity": name, "prov:usedEntity": f"c:{row['release']}"}
        _relate(document, "wasDerivedFrom", source)
        made = {"prov:entity": name, "prov:activity": f"c:revision-{row['from_revision']}"}
        _relate(document, "wasGeneratedBy", made)


def _decisions(moment: Moment, document: Json) -> None:
    """Tell who decided what of an entry; a decision about anything else is no part of its lineage."""
    known = sa.select(judgement).where(moment.knows(judgement)).order_by(judgement.c.number)
    agents: dict[str, str] = {}
    for row in moment.rows(known):
        subject = f"c:{row['subject']}"
        if subject not in document["entity"]:
            continue
        agent = agents.setdefault(row["who"], f"c:judge-{len(agents) + 1}")
        document["agent"][agent] = {"prov:label": row["who"]}
        name = f"c:decision-{row['number']}"
        document["activity"][name] = {"prov:label": row["decision"], "c:why": row["why"]}
        _relate(document, "used", {"prov:activity": name, "prov:entity": subject})
        _relate(document, "wasAssociatedWith", {"prov:activity": name, "prov:agent": agent})


def _relate(document: Json, relation: str, ends: Json) -> None:
    found = document.setdefault(relation, {})
    found[f"_:{relation}{len(found) + 1}"] = ends
