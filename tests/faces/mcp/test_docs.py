"""docs/agents.md shows what the tools take and answer, to the letter."""

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.server.mcpserver import MCPServer

from tests.faces.mcp.test_agents import tools_of

PAGE = (Path(__file__).parents[3] / "docs" / "agents.md").read_text(encoding="utf-8")
PROGRAM = re.findall(r"```python\n(.*?)```", PAGE, re.S)[0]
SHOWN = re.findall(r"```json\n(.*?)```", PAGE, re.S)


def test_the_program_gets_the_answer_shown(here: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(shelf.parent, here, dirs_exist_ok=True)
    (here / "shelf.db").rename(here / "trade.db")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    start = json.loads(SHOWN[0])["mcpServers"]["communique"]
    assert start["args"] == ["mcp", "--ledger", "trade.db"]
    program: dict[str, Any] = {}
    exec(PROGRAM, program)
    assert json.loads(anyio.run(program["due_soon"])) == json.loads(SHOWN[1])


def test_the_table_has_every_tool_and_argument(server: MCPServer[Any]) -> None:
    rows = dict(re.findall(r"^\| `([a-z]+)` \| (`.*?`) \|", PAGE, re.M))
    told = {name: re.findall(r"`(\w+)`", arguments) for name, arguments in rows.items()}
    assert told == {tool.name: list(tool.input_schema["properties"]) for tool in tools_of(server)}
