"""What the ledger holds, at a glance."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from communique import __version__
from communique.faces.api import shapes
from communique.faces.api.asked import AsOf, Ledger
from communique.query import summarise

router = APIRouter(tags=["overview"])


@router.get("/", response_model=shapes.Overview, response_model_exclude_unset=True)
def overview(book: Ledger, as_of: AsOf = None) -> dict[str, Any]:
    """Count what the ledger holds."""
    with book.at(as_of) as moment:
        revision = moment.revision
    return {"program": f"communique {__version__}", "revision": revision, **asdict(summarise(book, as_of))}
