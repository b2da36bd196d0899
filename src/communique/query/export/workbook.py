"""A workbook (XLSX) with a sheet a table; every text is a text, so that no cell is ever run as a formula."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from communique.errors import LedgerError
from communique.query.book import Book
from communique.query.export.tables import COLUMNS, Table, plain_cell, tables_of

ROWS = 1_048_576  # of a sheet, head included
_SIGNS = 32_767  # of a cell
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
MADE = datetime(2000, 1, 1)


def write_workbook(book: Book, folder: Path, as_of: date | None) -> list[Path]:
    """Write `ledger.xlsx`; texts longer than a cell holds are cut and named on the sheet `cut`."""
    path = folder / "ledger.xlsx"
    tables = tables_of(book, as_of)
    longest = max(tables, key=lambda name: len(tables[name]))
    if len(tables[longest]) >= ROWS:
        raise LedgerError(f"{path}: {longest} has more rows than a sheet holds; use --to parquet")
    workbook = xlsxwriter.Workbook(path, OPTIONS)
    workbook.set_properties({"title": "communique ledger", "created": MADE})
    cut = [line for name, rows in tables.items() for line in _sheet(workbook, name, rows)]
    _lines(workbook.add_worksheet("cut"), [("sheet", "row", "column", "characters"), *cut])
    workbook.close()
    return [path]


def _sheet(workbook: Any, name: str, rows: Table) -> list[tuple[object, ...]]:  # noqa: ANN401 - no types
    """Write one sheet; return (sheet, row, column, characters) of each text that was cut."""
    cut: list[tuple[object, ...]] = []
    lines: list[tuple[object, ...]] = [tuple(COLUMNS[name])]
    for at, row in enumerate(rows, 2):
        cells = {column: cell_of(row.get(column), form) for column, form in COLUMNS[name].items()}
        cut += [(name, at, column, length) for column, (_, length) in cells.items() if length]
        lines.append(tuple(cell for cell, _ in cells.values()))
    _lines(workbook.add_worksheet(name), lines)
    return cut


def cell_of(value: object, form: str) -> tuple[object, int]:
    """Return a value as a cell holds it, and the characters of a text that had to be cut, else 0."""
    if form == "date" and isinstance(value, str):
        return date.fromisoformat(value), 0
    cell = value if isinstance(value, date) else plain_cell(value)
    if isinstance(cell, str) and len(cell) > _SIGNS:
        return cell[: _SIGNS - 1] + "…", len(cell)
    return cell, 0


def _lines(sheet: Any, lines: list[tuple[object, ...]]) -> None:  # noqa: ANN401 - no types
    for at, line in enumerate(lines):
        write_line(sheet, at, line)
    sheet.freeze_panes(1, 0)


def write_line(sheet: Any, at: int, line: Sequence[object]) -> None:  # noqa: ANN401 - no types
    """Write one row of a sheet; a text is never a formula."""
    for column, cell in enumerate(line):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell)
        elif cell is not None:
            sheet.write(at, column, cell)
