"""Evidence as W3C Web Annotations: each passage an entry rests on, by its place and by its words."""

import json
from datetime import date
from pathlib import Path

from communique.query.book import Book
from communique.query.entries import Filters, Listed
from communique.query.lists import list_tellings
from communique.records import Evidence
from communique.records.contract import Json

_AROUND = 32  # characters of prefix and suffix


def write_annotations(book: Book, folder: Path, as_of: date | None) -> list[Path]:
    """Write `annotations.jsonld`, a page of annotations; positions count in the text of `releases`."""
    path = folder / "annotations.jsonld"
    found = list_tellings(book, Filters(as_of=as_of, min_confidence=0))
    items = [_annotation(one, at, part) for one in found for at, part in enumerate(one.entry.evidence)]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:communique:annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    path.write_text(json.dumps(page, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path]


def _annotation(one: Listed, at: int, part: Evidence) -> Json:
    text = one.release.text
    return {
        "id": f"urn:communique:{one.entry.id}:{at}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": one.entry.kind},
            {"type": "TextualBody", "purpose": "describing", "value": one.entry.summary},
        ],
        "target": {
            "source": f"urn:communique:{one.release.id}",
            "selector": [
                {"type": "TextPositionSelector", "start": part.start, "end": part.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": part.quote,
                    "prefix": text[max(0, part.start - _AROUND) : part.start],
                    "suffix": text[part.end : part.end + _AROUND],
                },
            ],
        },
    }
