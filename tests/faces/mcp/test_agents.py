"""Agents ask over standard input and over HTTP; every answer is small, in pages, and every value cited."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import httpx2 as httpx
from mcp import Client, StdioServerParameters
from mcp.server.mcpserver import MCPServer

from communique.faces.mcp import agent_server
from communique.faces.mcp.page import MOST_BYTES
from communique.ledger import open_ledger
from communique.query import open_book
from tests.faces.shelf import STEEL
from tests.faces.web import hostile
from tests.made import BODY, make_reading, make_release

TOOLS = ["changes", "diff", "due", "list", "mechanism", "search", "show"]
Asked = dict[str, Any]
Server = MCPServer[Any] | StdioServerParameters | str


def within(server: Server, work: Callable[[Client], Awaitable[Any]]) -> Any:
    """Return what `work` makes of a client that is connected to the server."""

    async def connected() -> Any:
        async with Client(server, read_timeout_seconds=60) as client:
            return await work(client)

    return anyio.run(connected)


def ask(server: Server, tool: str, **arguments: Any) -> Asked:
    """Return the answer of a tool, having checked its size."""

    async def call(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = within(server, call)
    (content,) = result.content
    assert len(content.text.encode()) <= MOST_BYTES
    if result.is_error:
        return {"error": content.text}
    return dict(json.loads(content.text))


def ask_all(server: Server, tool: str, **arguments: Any) -> list[Asked]:
    """Return the items of every page."""
    items: list[Asked] = []
    offset: int | None = 0
    while offset is not None:
        answer = ask(server, tool, **arguments, offset=offset)
        items += answer["items"]
        offset = answer.get("next_offset")
    assert len(items) == answer["total"]
    return items


def of_ledger(path: Path, *readings: Any) -> None:
    ledger = open_ledger(path, create=not path.exists())
    ledger.write(readings)
    ledger.close()


def tools_of(server: Server) -> list[Any]:
    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools

    return list(within(server, listed))


def test_a_client_starts_it_and_speaks_over_standard_input(shelf: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "communique", "mcp", "--ledger", str(shelf)]
    )
    assert sorted(tool.name for tool in tools_of(command)) == TOOLS
    (hit,) = ask(command, "search", words="hydrogen rebate pier")["items"]
    assert hit["citation"]["publisher"] == "xc-works"


def test_it_answers_over_http_on_this_machine(shelf: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "communique", "mcp", "--http", "--port", "0", "--ledger", str(shelf)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert child.stderr
    try:
        address = re.findall(r"http://127\.0\.0\.1:\d+/mcp", child.stderr.readline())[0]
        assert sorted(tool.name for tool in tools_of(address)) == TOOLS
        assert ask(address, "due", as_of="2024-06-01")["due"] == 1
        assert httpx.post(address, headers={"Host": "evil.example"}, timeout=30).status_code == 421
    finally:
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)
    assert child.returncode == 0


def test_tools_say_that_they_only_read(server: MCPServer[Any]) -> None:
    for tool in tools_of(server):
        assert tool.annotations.read_only_hint
        assert tool.description


def test_every_value_has_its_words(server: MCPServer[Any]) -> None:
    (one,) = [item for item in ask_all(server, "list", what="commitment") if item["force"] == "agreed"]
    assert one["citation"] == {
        "title": "Ardia and Belmark hold 4th Tin Dialogue",
        "publisher": "xa-trade",
        "date": "2024-04-23",
        "release": "rel-59479e20ce59db00",
        "quote": "agreed to open a joint smelter by June 30",
    }
    assert one["when"]["quote"] == "by June 30"
    assert one["amounts"] == [{"value": "1500000", "unit": "USD", "bound": "=", "quote": "USD 1.50 million"}]
    assert one["actors"][0]["quote"] == "Ardia"


def test_pages_go_on_where_they_ended(server: MCPServer[Any]) -> None:
    found = ask_all(server, "list", what="meeting")
    assert len({item["id"] for item in found}) == len(found) == 36
    assert ask(server, "list", what="meeting")["next_offset"] < 36


def test_a_release_is_shown_with_all_of_its_text(server: MCPServer[Any]) -> None:
    items = ask_all(server, "show", id="rel-59479")
    text = "".join(item.get("text", "") for item in items)
    assert text.endswith(BODY)
    assert [item["kind"] for item in items if "kind" in item] == ["meeting", "commitment"]


def test_a_mechanism_is_told_by_its_editions(server: MCPServer[Any]) -> None:
    editions = ask_all(server, "mechanism", name=STEEL, as_of="2024-06-01")
    assert [e["state"] for e in editions].count("missing") == 1
    assert f"{STEEL}" in editions[-1]["told"][0]["citation"]["title"]
    answer = ask(server, "mechanism", name="dialogue")
    assert len(answer["items"]) == 2
    assert answer["choose"].startswith("by id")


def test_a_diff_cites_both_sides(server: MCPServer[Any]) -> None:
    answer = ask(server, "diff", old="rel-59479e20", new="rel-59479e20")
    (same,) = answer["items"]
    assert same["undertaking"] == "carried"
    assert same["old"]["citation"] == same["new"]["citation"]


def test_changes_tell_what_came_and_go_on_from_a_cursor(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    of_ledger(path, make_reading())
    book = open_book(path)
    server = agent_server(book)
    answer = ask(server, "changes", since="0")
    assert [(item["what"], item["turn"]) for item in answer["items"]] == [
        ("release", "new"),
        ("entry", "new"),
        ("entry", "new"),
    ]
    of_ledger(path, make_reading(make_release("2")))
    (release, *_) = ask(server, "changes", since=answer["cursor"])["items"]
    book.close()
    assert release["id"] == make_release("2").id


def test_an_error_is_one_line(server: MCPServer[Any]) -> None:
    assert "nothing has this id" in ask(server, "show", id="ent-nothing")["error"]
    assert "write it as 2024-06-30" in ask(server, "due", as_of="soon")["error"]


def test_hostile_and_endless_text_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    hostile.fill(path)
    book = open_book(path)
    server = agent_server(book)
    found = {what: ask(server, "list", what=what)["items"] for what in ("meeting", "mechanism", "release")}
    for some in found.values():
        for one in some:
            assert ask(server, "show", id=one["id"])["items"]
    book.close()
