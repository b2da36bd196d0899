"""docs/keeping.md says what the program does, one example after the other, on a real server."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.faces.conftest import Run
from tests.faces.test_docs import plain
from tests.server import Server

PAGE = (Path(__file__).parents[2] / "docs" / "keeping.md").read_text(encoding="utf-8")
EXAMPLES = [
    example
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.S)
    for example in re.split(r"^\$ ", block, flags=re.M)[1:]
]
SERVER = "postgresql://db.example.org/trade"


def test_the_page_tells_what_happens(
    run: Run, shelf: Path, here: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(shutil.copy(shelf, here / "trade.db")))
    url = server.new()
    for example in EXAMPLES:
        line, _, output = example.partition("\n")
        words = [word.replace(SERVER, url) for word in shlex.split(line)[1:]]
        done = run(*words)
        printed = f"{done.stdout}communique: {done.exception}" if done.exit_code else done.stdout
        assert (line, plain(printed)) == (line, plain(output))
