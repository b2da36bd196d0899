"""docs/commands.md says what the program does: every command, every flag, and outputs to the letter."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from communique.faces.cli.main import COMMANDS, build
from communique.settings import Settings
from tests.faces.conftest import Run

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.S)
EXAMPLES = [example for block in BLOCKS for example in re.split(r"^\$ ", block, flags=re.M)[1:]]


def section(name: str) -> str:
    """Return what the page says of a command."""
    return PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_flag_is_explained_under_its_command(name: str) -> None:
    command = get_command(build([name])).commands[name]  # type: ignore[attr-defined]  # a group has them
    parts = [command, *getattr(command, "commands", {}).values()]  # those of a group, too
    flags = {flag for part in parts for one in part.params for flag in one.opts if flag.startswith("--")}
    told = set(re.findall(r"(?<=`)--[a-z0-9-]+", section(name)))
    assert told == flags


def test_every_setting_is_explained() -> None:
    table = PAGE.split("```toml\n")[1].split("```")[0]
    assert set(re.findall(r"^\w+", table, re.M)) == set(Settings.model_fields)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.splitlines()[0] for example in EXAMPLES])
def test_an_output_is_what_the_command_prints(
    run: Run, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    line, _, output = example.partition("\n")
    program, *words = shlex.split(line)
    assert program == "communique"
    assert plain(run(*words).stdout) == plain(output)


def plain(text: str) -> list[str]:
    """Return lines without the blanks at their ends."""
    return [line.rstrip() for line in text.strip().splitlines()]
