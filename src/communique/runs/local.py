"""The engine of one machine: pieces over worker processes, each into its own file; goes on after a kill."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from communique import __version__
from communique.errors import CommuniqueError
from communique.records.columns import SCHEMA
from communique.runs.extract import pool_of
from communique.runs.pieces import COMPRESSION, Reader, check_free, written
from communique.sources.inputs import DONE, UNDONE
from communique.sources.pieces import Cut, Piece

Progress = Callable[[int, int], None]
_PLAN = "plan"
_GROUP = 16  # batches in a row group


def write_pieces(
    pieces: Sequence[Cut],
    reader: Reader,
    folder: Path,
    workers: int = 1,
    progress: Progress = lambda done, rows: None,
) -> None:
    """Write the rows of each piece to a Parquet file in a folder; the files in order are the input in order.

    The folder holds all or nothing: until the end the files lie in `_temporary`, where the same run, started
    again after a kill, finds those that were done. `progress` is told pieces done and rows written now.
    """
    undone = folder / UNDONE
    _begin(undone, folder, _plan(pieces, reader.model))
    left = [at for at in range(len(pieces)) if not _part(undone, at).exists()]
    progress(len(pieces) - len(left), 0)
    for rows in _run(pieces, left, reader, undone, workers):
        progress(1, rows)
    for part in written(undone):
        part.rename(folder / part.name)
    shutil.rmtree(undone)
    (folder / DONE).touch()


def _run(
    pieces: Sequence[Cut], left: Sequence[int], reader: Reader, folder: Path, workers: int
) -> Iterator[int]:
    """Yield the number of rows of each piece as it is done."""
    if workers <= 1:
        yield from (_write(reader, pieces[at], _part(folder, at)) for at in left)
        return
    pool = pool_of(workers)
    try:
        yield from _over(pool, pieces, left, reader, folder)
    except BrokenProcessPool as error:
        raise CommuniqueError(
            "a worker process died, maybe for want of memory: the same again goes on from here"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _over(
    pool: Executor, pieces: Sequence[Cut], left: Sequence[int], reader: Reader, folder: Path
) -> Iterator[int]:
    tasks = [pool.submit(_write, reader, pieces[at], _part(folder, at)) for at in left]
    for task in as_completed(tasks):
        yield task.result()


def _write(reader: Reader, piece: Cut, path: Path) -> int:
    """Write the rows of a piece; the file gets its name when it is whole. Return how many rows it has."""
    partial, count = path.with_suffix(f".{os.getpid()}"), 0
    with pq.ParquetWriter(partial, SCHEMA, compression=COMPRESSION) as file:
        waiting: list[pa.RecordBatch] = []
        for batch in reader.batches(piece):
            count += batch.num_rows
            waiting.append(batch)
            if len(waiting) == _GROUP:
                file.write_table(pa.Table.from_batches(waiting))
                waiting = []
        if waiting:
            file.write_table(pa.Table.from_batches(waiting))
    partial.replace(path)
    return count


def _part(folder: Path, at: int) -> Path:
    return folder / f"part-{at:06}.parquet"


def _begin(undone: Path, folder: Path, plan: str) -> None:
    """Make the folder of a run, or find that of the same run killed; raise CommuniqueError for any other."""
    kept = undone / _PLAN
    if not kept.exists():
        check_free(folder)
        undone.mkdir(parents=True)
        kept.write_text(plan, encoding="utf-8")
    elif kept.read_text(encoding="utf-8") != plan:
        raise CommuniqueError(f"{folder}: holds part of another run; remove it or name another folder")


def _plan(pieces: Sequence[Cut], model: str) -> str:
    """Return what tells one run from another: its pieces, what their files were, and who reads."""
    what = [__version__, model, *(_told(piece) for piece in pieces)]
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()


def _told(piece: Cut) -> str:
    if not isinstance(piece, Piece):
        return str(piece)
    state = piece.path.stat()
    return f"{piece} {state.st_size} {state.st_mtime_ns}"
