"""Where a ledger lies: a path or a database URL, and the folder of its full text."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from communique.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Location:
    """A database URL; `path` where it is a SQLite file; `index` is the folder of the full text."""

    url: URL
    path: Path | None
    index: Path

    def __str__(self) -> str:
        """Return what a user calls it; a password is masked."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)


def locate(url_or_path: str | Path) -> Location:
    """Return the location that `--ledger` names; raise LedgerError for a database not supported."""
    name = str(url_or_path)
    if "://" not in name:
        return _file(Path(name))
    try:
        url = make_url(name)
    except ArgumentError as error:
        raise LedgerError(f"{name}: not a path nor a database URL") from error
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database:
        return _file(Path(url.database))
    if backend == "postgresql":
        return Location(url.set(drivername="postgresql+psycopg"), None, _cached_index(url))
    raise LedgerError(
        f"{name.split(':')[0]}: not a database a ledger can be in; give a path or postgresql://…"
    )


def _file(path: Path) -> Location:
    if path.is_dir():
        raise LedgerError(f"{path}: a folder, not a ledger")
    return Location(URL.create("sqlite", database=str(path)), path, path.with_name(f"{path.name}.index"))


def _cached_index(url: URL) -> Path:
    """Return a folder on this host: the full text of a database on a server is kept by each reader."""
    key = hashlib.sha256(url.render_as_string().encode()).hexdigest()[:16]
    return Path.home() / ".cache" / "communique" / f"{key}.index"
