"""A real browser, and the server in a thread for it to ask."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from communique.faces.server import application
from communique.query import open_book

_PATIENCE = 180_000  # milliseconds
expect.set_options(timeout=_PATIENCE)
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open Chromium; skip the test where there is none, but never in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: .ci/run installs it")
        pytest.skip("needs Chromium, as Debian's package `chromium`")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(_QUIET))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, base: str, **options: Any) -> Iterator[Page]:
    """Open a fresh page of a site; addresses are its own. A busy machine is waited for."""
    context = browser.new_context(base_url=base, **options)
    context.set_default_timeout(_PATIENCE)
    yield context.new_page()
    context.close()


@contextmanager
def served(path: Path, who: str | None = None) -> Iterator[str]:
    """Serve a ledger on a free port, `who` deciding; give the address, without a slash at its end."""
    book = open_book(path)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(book, who), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        book.close()
