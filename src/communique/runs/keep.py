"""Keeps ledgers safe: a backup, the way back, and a move from one database to another."""

from pathlib import Path

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.ledger.backup import back_up, copy_into, restore
from communique.ledger.location import locate


def back_up_ledger(place: str, file: Path) -> None:
    """Back up the ledger at a place to a new file; raise LedgerError where it is there already."""
    ledger = open_ledger(place)
    try:
        back_up(ledger, file)
    finally:
        ledger.close()


def restore_ledger(file: Path, place: str) -> int:
    """Make the ledger of a backup at a place that holds none; return how many releases it has."""
    if not file.is_file():
        raise LedgerError(f"{file}: no backup here")
    return restore(file, place)


def move_ledger(source: str, target: str) -> int:
    """Carry a ledger to a place that holds none and prove both equal; return how many releases each has.

    The ledger at `source` stays as it is.
    """
    if locate(source) == locate(target):
        raise LedgerError(f"{target}: is the ledger itself; name another place")
    known = open_ledger(source)
    try:
        return copy_into(known, target)
    finally:
        known.close()
