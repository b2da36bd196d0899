"""A whole list as a file: CSV, JSON lines, a workbook, Parquet; memory does not grow with the list."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from communique.faces.flat import ENTRY_COLUMNS, ENTRY_TYPES, entry_flat, harmless
from communique.query import Listed
from communique.query.contract import entry_row
from communique.query.export import write_list_parquet, write_list_workbook
from communique.records.contract import Json

_IN_MEMORY = 1 << 20  # bytes of a file before it goes to the disk
_PIECE = 1 << 16  # bytes sent at once
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(rows: Iterable[Listed]) -> Response:
    """Return a list as CSV, formulas made harmless."""
    return _download(_csv_lines(rows), "text/csv", "ledger.csv")


def table_csv(name: str, head: Sequence[str], lines: Iterable[Sequence[object]]) -> Response:
    """Return a table that fits in memory as the CSV file NAME.csv, formulas made harmless."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [harmless(cell) for cell in line] for line in (head, *lines)
    )
    given = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return PlainTextResponse(out.getvalue(), headers=given, media_type="text/csv")


def jsonl_file(rows: Iterable[Listed]) -> Response:
    """Return a list as JSON lines, as `communique list` prints it."""
    lines = (json.dumps(entry_row(one), ensure_ascii=False) + "\n" for one in rows)
    return _download(lines, "application/x-ndjson", "ledger.jsonl")


def xlsx_file(rows: Iterable[Listed]) -> Response:
    """Return a list as a workbook of one sheet."""
    made = _file(lambda file: write_list_workbook(file, "ledger", ENTRY_TYPES, _flat(rows)))
    return _download(made, _XLSX, "ledger.xlsx")


def parquet_file(rows: Iterable[Listed]) -> Response:
    """Return a list as a Parquet table."""
    made = _file(lambda file: write_list_parquet(file, ENTRY_TYPES, _flat(rows)))
    return _download(made, "application/vnd.apache.parquet", "ledger.parquet")


def _flat(rows: Iterable[Listed]) -> Iterator[Json]:
    return (entry_flat(entry_row(one)) for one in rows)


def _csv_lines(rows: Iterable[Listed]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.DictWriter(line, ENTRY_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in _flat(rows):
        writer.writerow({key: harmless(value) for key, value in row.items()})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _file(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """Return the pieces of a file that `write` has written: what goes wrong does so before any is sent."""
    file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when its last piece is sent
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    return _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _download(parts: Iterator[str] | Iterator[bytes], media_type: str, name: str) -> Response:
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(parts, media_type=media_type, headers=head)
