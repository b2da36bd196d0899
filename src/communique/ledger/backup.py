"""Backups: a ledger on any database into one SQLite file, which is a ledger itself, and back."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.errors import LedgerError
from communique.ledger.copying import copy_rows
from communique.ledger.open import Ledger, open_ledger


def back_up(ledger: Ledger, file: Path) -> None:
    """Write one state of the ledger to a new file, whole or not at all; writers may go on meanwhile.

    Raises LedgerError where the file is there already, cannot be written or does not hold together.
    """
    if file.exists():
        raise LedgerError(f"{file}: is there already; a backup never overwrites")
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        if ledger.location.path:
            _copy_pages(ledger.location.path, unfinished)
        else:
            copy_into(ledger, unfinished)
        _seal(unfinished)
        unfinished.rename(file)
        _sync(file.absolute().parent)
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(f"{file}: cannot be written: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def restore(file: Path, place: str | Path) -> int:
    """Make the ledger of a backup at a place that holds none; return how many releases it has."""
    # an older backup is brought up to today's tables as a copy: the file itself is never written
    with TemporaryDirectory() as folder:
        source = open_ledger(shutil.copy(file, folder))
        try:
            return copy_into(source, place)
        finally:
            source.close()


def copy_into(source: Ledger, place: str | Path) -> int:
    """Copy all of a ledger to a place that holds none; return how many releases it has."""
    target = open_ledger(place, create=True)
    try:
        return copy_rows(source, target)
    finally:
        target.close()


def _copy_pages(path: Path, fresh: Path) -> None:
    """Copy by SQLite's online backup, all pages in one step, so that they are of one state."""
    with closing(sqlite3.connect(path)) as known, closing(sqlite3.connect(fresh)) as copy:
        known.backup(copy)


def _seal(path: Path) -> None:
    """Make the copy one file that needs no other, check it, and have it on the disk."""
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise LedgerError(f"{path}: the copy does not hold together: {found}")
    _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
