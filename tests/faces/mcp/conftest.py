"""What the tests of the agent server share: the server over the shelf, in this process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp.server.mcpserver import MCPServer

from communique.faces.mcp import agent_server
from communique.query import open_book


@pytest.fixture
def server(shelf: Path) -> Iterator[MCPServer[Any]]:
    """Return the agent server over the shelf."""
    book = open_book(shelf)
    yield agent_server(book)
    book.close()
