"""Asking in SQL: a statement that reads, fenced in."""

from typing import Annotated

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from communique.faces.api.asked import Ledger
from communique.query.sql import ask_sql
from communique.query.sql.ask import StatementError

router = APIRouter(tags=["sql"])


class Statement(BaseModel):
    """A statement in the SQL of SQLite, over the views that docs/sql.md names."""

    model_config = ConfigDict(extra="forbid")
    statement: Annotated[str, Field(min_length=1, max_length=20_000)]


class Table(BaseModel):
    """Rows, each as long as `columns`; `cut` where there would be more."""

    columns: list[str]
    rows: list[list[str | int | float | None]]
    cut: bool


@router.post("/sql")
def ask(book: Ledger, asked: Statement) -> Table:
    """Answer a statement: at most 1,000 rows, within ten seconds."""
    try:
        told = ask_sql(book, asked.statement)
    except StatementError as error:
        raise HTTPException(400, str(error)) from error
    return Table(columns=list(told.columns), rows=[list(row) for row in told.rows], cut=told.cut)
