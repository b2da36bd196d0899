"""Everything a ledger holds, written to a folder in forms that other programs read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from communique.errors import LedgerError
from communique.query.book import Book
from communique.query.export.annotation import write_annotations
from communique.query.export.ftm import write_ftm
from communique.query.export.lists import write_list_parquet, write_list_workbook
from communique.query.export.plover import write_plover
from communique.query.export.prov import write_prov
from communique.query.export.tables import TABLE_FORMS, write_tables
from communique.query.export.workbook import write_workbook

__all__ = ["FORMS", "TABLE_FORMS", "export", "write_list_parquet", "write_list_workbook"]

Writer = Callable[[Book, Path, date | None], list[Path]]
_OTHERS: dict[str, Writer] = {
    "xlsx": write_workbook,
    "annotations": write_annotations,
    "prov": write_prov,
    "ftm": write_ftm,
    "plover": write_plover,
}
FORMS = (*TABLE_FORMS, *_OTHERS)


def export(book: Book, to: str, folder: Path, as_of: date | None = None) -> list[Path]:
    """Write the ledger to a folder in one of FORMS; return the files written."""
    if to not in FORMS:
        raise LedgerError(f"export --to {to}: one of {', '.join(FORMS)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _OTHERS[to](book, folder, as_of) if to in _OTHERS else write_tables(book, to, folder, as_of)
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be written: {error.strerror}") from error
