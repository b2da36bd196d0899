"""Reads a piece of the input into rows: what every engine runs, on one core, on all, or on a cluster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from communique import __version__
from communique.errors import BadInputError, CommuniqueError
from communique.records.columns import to_batch
from communique.runs.extract import Read, outcome_of
from communique.sources.inputs import DONE
from communique.sources.pieces import PIECE, Cut, cut, read_piece
from communique.sources.reader import Told

Plan = list[Cut]
COMPRESSION = "zstd"
_AT_ONCE = 64  # rows of one batch: each may carry the raw bytes of a document


@dataclass(frozen=True, slots=True)
class Reader:
    """How pieces are read, and the name of the model that reads."""

    read: Read
    model: str = ""

    def batches(self, piece: Cut) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a piece in its order, as `records.columns` shapes them: readings and refusals."""
        items = iter([piece]) if isinstance(piece, BadInputError) else read_piece(piece)
        outcomes = (outcome_of(self.read, item) for item in items)
        while some := list(islice(outcomes, _AT_ONCE)):
            yield to_batch(some, (__version__, self.model))


def plan(
    inputs: Sequence[str],
    reader: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    size: int = PIECE,
) -> Plan:
    """Return the pieces of files and folders in input order, each error in its place."""
    return list(cut(inputs, Told(reader, publisher, published), size))


def check_free(folder: Path) -> None:
    """Raise CommuniqueError where something lies in the folder to write to."""
    if folder.exists() and not folder.is_dir():
        raise CommuniqueError(f"{folder}: a file; name a folder that is new or empty")
    if (folder / DONE).exists():
        raise CommuniqueError(f"{folder}: holds a whole run already; name another folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise CommuniqueError(f"{folder}: not empty; name a folder that is new or empty")


def written(folder: Path) -> Sequence[Path]:
    """Return the files of rows in a folder, in the order of the input."""
    return sorted(folder.glob("part-*.parquet"))


def counted(folder: Path) -> tuple[int, Iterator[str]]:
    """Return how many rows a run wrote, and a line for each refusal among them."""
    files = written(folder)
    return sum(pq.read_metadata(file).num_rows for file in files), _refused(files)


def _refused(files: Sequence[Path]) -> Iterator[str]:
    for file in files:
        with pq.ParquetFile(file) as table:
            for batch in table.iter_batches(columns=["refused"]):
                for row in batch.column(0).drop_null().to_pylist():
                    yield str(BadInputError(row["where"], row["why"]))
