"""One list as a workbook or a Parquet table, written row by row: memory does not grow with it."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import IO, Any

import pyarrow
import pyarrow.parquet
import xlsxwriter

from communique.query.export.tables import COLUMN_TYPES, Columns, column_of
from communique.query.export.workbook import MADE, OPTIONS, ROWS, cell_of, write_line

_GROUP = 10_000  # rows of a Parquet row group


def write_list_parquet(file: IO[bytes], columns: Columns, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as a Parquet table with the types of `columns`."""
    schema = pyarrow.schema([(name, COLUMN_TYPES[form]) for name, form in columns.items()])
    with pyarrow.parquet.ParquetWriter(file, schema) as writer:
        left = iter(rows)
        while some := list(islice(left, _GROUP)):
            arrays = [column_of(form, [row.get(name) for row in some]) for name, form in columns.items()]
            writer.write_table(pyarrow.table(arrays, schema=schema))


def write_list_workbook(
    file: IO[bytes], title: str, columns: Columns, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Write rows as one sheet, texts as texts; the last row says where a sheet holds no more."""
    workbook = xlsxwriter.Workbook(file, OPTIONS)
    workbook.set_properties({"title": title, "created": MADE})
    sheet = workbook.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    write_line(sheet, 0, tuple(columns))
    for at, row in enumerate(rows, 1):
        if at == ROWS - 1:
            write_line(sheet, at, ("more rows than a sheet holds: download CSV or Parquet",))
            break
        write_line(sheet, at, [cell_of(row.get(name), form)[0] for name, form in columns.items()])
    workbook.close()
