"""What persons judged comes out as gold that the measuring of the reader takes."""

import json
from pathlib import Path

from communique.ledger import open_ledger
from communique.query import open_book
from communique.query.gold import export_gold
from communique.runs.judge import Judge
from tests.made import TITLE, commitment, make_reading, make_release, meeting


def test_what_was_judged_is_gold_and_the_rest_is_optional(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.db", create=True)
    ledger.write([make_reading(), make_reading(make_release("aside", title=f"Aside: {TITLE}"))])
    judge = Judge(ledger, "ada")
    judge.fix(commitment(make_release()).id, "when", "by 2024-12-31")
    texts, golds = export_gold(open_book(tmp_path / "a.db"), tmp_path / "gold")
    (text,) = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    assert (text["title"], text["published"]) == (TITLE, "2024-04-23")
    talks, pledge = [json.loads(line) for line in golds.read_text(encoding="utf-8").splitlines()]
    assert pledge == {
        "release": TITLE,
        "kind": "commitment",
        "anchor": "agreed to open a joint smelter by June 30",
        "actors": ["Ardia"],
        "when": "2024-12-31/2024-12-31",
        "amounts": ["1500000 USD"],
        "attribute": "agreed",
    }
    assert talks["optional"]
    assert talks["mechanism"] == "Tin Dialogue#4"
    assert meeting(make_release()).evidence[0].quote.startswith(talks["anchor"])
