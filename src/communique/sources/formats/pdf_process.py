"""Asks for the lines of PDF files in a process of their own, which may crash, hang or run out of memory."""

import atexit
import json
import os
import subprocess
import sys
import threading
from typing import Any

from communique.errors import CommuniqueError
from communique.sources.formats.pdf_text import LENGTH, READY, Line

_PROGRAM = "communique.sources.formats.pdf_text"
_lock = threading.Lock()
_running: dict[int, "subprocess.Popen[bytes]"] = {}  # by the process that started it: a fork starts its own


def pdf_lines(data: bytes) -> tuple[list[Line], list[int]]:
    """Return the lines of all pages without page numbers, and the pages (from 1) that hold none.

    Raises ValueError where the file cannot be read.
    """
    with _lock:
        process = _running.get(os.getpid()) or _start()
        try:
            answer = _asked(process, data)
        except (EOFError, OSError) as error:
            end()
            raise ValueError("it takes more memory or time than a file may, or breaks PDFium") from error
    if "why" in answer:
        raise ValueError(answer["why"])
    return [Line(text, page, tuple(box)) for text, page, box in answer["lines"]], answer["blank"]


def _start() -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", _PROGRAM],  # -P: nothing is imported from the current folder
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # Ctrl-C is for us: a file under way is read to its end
    )
    assert process.stdout is not None
    if process.stdout.readline() != READY:
        process.kill()
        process.wait()
        raise CommuniqueError(f"PDF files cannot be read: {sys.executable} -m {_PROGRAM} does not start")
    _running[os.getpid()] = process
    return process


def _asked(process: "subprocess.Popen[bytes]", data: bytes) -> dict[str, Any]:
    """Return the answer of the process; raise EOFError or OSError where it has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(LENGTH.pack(len(data)) + data)
    process.stdin.flush()
    head = process.stdout.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    length = LENGTH.unpack(head)[0]
    answer = process.stdout.read(length)
    if len(answer) < length:
        raise EOFError
    found: dict[str, Any] = json.loads(answer)
    return found


@atexit.register
def end() -> None:
    """End the process that this one started, if there is one; the next file starts another."""
    process = _running.pop(os.getpid(), None)
    if process is not None:
        process.kill()
        process.communicate()
