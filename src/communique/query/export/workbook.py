"""A workbook (XLSX) with a sheet a table; every text is a text, so that no cell is ever run as a formula."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from communique.errors import LedgerError
from communique.query.book import Book
from communique.query.export.tables import COLUMNS, Table, plain_cell, tables_of

_ROWS = 1_048_576  # of a sheet, head included
_SIGNS = 32_767  # of a cell
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
_MADE = datetime(2000, 1, 1)


def write_workbook(book: Book, folder: Path, as_of: date | None) -> list[Path]:
    """Write `ledger.xlsx`; texts longer than a cell holds are cut and named on the sheet `cut`."""
    path = folder / "ledger.xlsx"
    tables = tables_of(book, as_of)
    longest = max(tables, key=lambda name: len(tables[name]))
    if len(tables[longest]) >= _ROWS:
        raise LedgerError(f"{path}: {longest} has more rows than a sheet holds; use --to parquet")
    workbook = xlsxwriter.Workbook(path, _OPTIONS)
    workbook.set_properties({"title": "communique ledger", "created": _MADE})
    cut = [line for name, rows in tables.items() for line in _sheet(workbook, name, rows)]
    _lines(workbook.add_worksheet("cut"), [("sheet", "row", "column", "characters"), *cut])
    workbook.close()
    return [path]


def _sheet(workbook: Any, name: str, rows: Table) -> list[tuple[object, ...]]:  # noqa: ANN401 - no types
    """Write one sheet; return (sheet, row, column, characters) of each text that was cut."""
    cut: list[tuple[object, ...]] = []
    lines: list[tuple[object, ...]] = [tuple(COLUMNS[name])]
    for at, row in enumerate(rows, 2):
        cells = {column: _cell(row.get(column), form) for column, form in COLUMNS[name].items()}
        for column, cell in cells.items():
            if isinstance(cell, str) and len(cell) > _SIGNS:
                cut.append((name, at, column, len(cell)))
                cells[column] = cell[: _SIGNS - 1] + "…"
        lines.append(tuple(cells.values()))
    _lines(workbook.add_worksheet(name), lines)
    return cut


def _cell(value: object, form: str) -> object:
    if form == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else plain_cell(value)


def _lines(sheet: Any, lines: list[tuple[object, ...]]) -> None:  # noqa: ANN401 - no types
    for at, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                sheet.write_string(at, column, cell)
            elif cell is not None:
                sheet.write(at, column, cell)
    sheet.freeze_panes(1, 0)
