"""Every block of code in the docs is run, or at least one that the program, or its language, takes."""

import ast
import configparser
import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from communique.faces.cli.main import build
from communique.faces.cli.options import settings
from tests.faces.conftest import Run, here, run, shelf  # noqa: F401  # fixtures

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```([\w{}-]*)\n(.*?)^```", re.M | re.S)
COMMAND = re.compile(r"(?:^|[\s/])communique ([a-z].*)")
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def blocks(*languages: str) -> Iterator[tuple[str, str]]:
    """Yield each block in one of these languages, with the page and line it stands on."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in BLOCK.finditer(text):
            if found[1] in languages:
                yield f"{page.name}:{text.count(chr(10), 0, found.start()) + 1}", found[2]


def commands() -> Iterator[tuple[str, str]]:
    """Yield each command line of the blocks, without what the shell does with it."""
    for place, block in blocks("", "console", "ini"):
        for line in block.splitlines():
            if found := COMMAND.search(line.split(" #")[0]):
                yield place, re.split(r" [>|] ?", found[1])[0]


COMMANDS = list(dict.fromkeys(commands()))


@pytest.mark.parametrize(("place", "line"), COMMANDS, ids=[f"{at} {line}" for at, line in COMMANDS])
def test_a_command_line_is_one_the_program_takes(place: str, line: str) -> None:
    command, words = get_command(build(shlex.split(line)[:1])), shlex.split(line)
    context = command.make_context("communique", words)
    while hasattr(command, "resolve_command"):
        words = [*context._protected_args, *context.args]
        name, command, words = command.resolve_command(context, words)
        context = command.make_context(name, words, parent=context)


def _ini(block: str) -> None:
    configparser.ConfigParser(strict=False, interpolation=None).read_string(block)


def _json(block: str) -> None:
    decoder, at = json.JSONDecoder(), 0
    while block[at:].strip():
        _, at = decoder.raw_decode(block, at + len(block[at:]) - len(block[at:].lstrip()))


TAKES: dict[str, Callable[[str], object]] = {
    "python": ast.parse,
    "json": _json,
    "toml": tomllib.loads,
    "ini": _ini,
}
DATA = [(name, place, block) for name in TAKES for place, block in blocks(name)]


@pytest.mark.parametrize(("name", "place", "block"), DATA, ids=[place for _, place, _ in DATA])
def test_a_block_is_of_its_language(name: str, place: str, block: str) -> None:
    TAKES[name](block)


def test_no_block_is_of_a_language_that_nobody_checks() -> None:
    known = {"", "console", "{toctree}", "{eval-rst}", *TAKES}
    assert {found[1] for page in PAGES for found in BLOCK.finditer(page.read_text(encoding="utf-8"))} <= known


def test_the_programs_of_the_reference_run(run: Run, here: Path, shelf: Path) -> None:  # noqa: F811
    (here / "communique.db").symlink_to(shelf)
    seen: dict[str, object] = {}
    for place, block in blocks("python"):
        if place.startswith("reference.md"):
            exec(block, seen)
    assert seen["kinds"] == {"meeting", "commitment", "agreement", "figure", "measure", "milestone"}


def test_the_tutorial_goes_as_it_says(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.delenv("COMMUNIQUE_LEDGER")
    monkeypatch.setenv("COLUMNS", "80")
    at = 0
    for found in BLOCK.finditer(TUTORIAL):
        if found[1] == "json":
            name = re.findall(r"`(\w+\.jsonl)`", TUTORIAL[at : found.start()])[-1]
            (here / name).write_text(found[2], encoding="utf-8")
        at = found.end()
        for example in re.split(r"^\$ ", found[2], flags=re.M)[1:] if found[1] == "console" else ():
            line, _, output = example.partition("\n")
            settings.cache_clear()
            result = run(*shlex.split(line)[1:])
            assert result.exit_code == 0, line
            assert re.fullmatch(as_pattern(output), plain(result.stdout)), f"{line}\n{result.stdout}"


def plain(text: str) -> str:
    """Return a text without the blanks at the ends of its lines."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def as_pattern(output: str) -> str:
    """Return what matches the output shown; `…` stands for whatever is left out there."""
    return "(?s:.*?)".join(map(re.escape, plain(output).split("…")))
