"""The wheel works by itself: with what it asks for, no extra, nothing of this folder and no index."""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from communique import __version__
from communique.runs.samples import sample_folder

ROOT = Path(__file__).parents[2]
EXTRAS = ("fastapi", "jinja2", "uvicorn", "mcp", "psycopg", "pyspark", "pandas")


def needed(name: str, seen: set[str]) -> Iterator[Distribution]:
    """Yield the installed distribution of a name and all that it needs, without any extra not asked for."""
    wanted = Requirement(name)
    key = str(wanted.name).lower().replace("_", "-") + "".join(sorted(wanted.extras))
    if key in seen:
        return
    seen.add(key)
    found = distribution(wanted.name)
    yield found
    for line in found.requires or ():
        need = Requirement(line)
        places = [{"extra": extra} for extra in wanted.extras] or [{"extra": ""}]
        if need.marker is None or any(need.marker.evaluate(place) for place in places):
            yield from needed(str(Requirement(line.split(";")[0])), seen)


def link(found: Distribution, target: Path) -> None:
    """Make the files of an installed distribution appear in another environment."""
    for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
        if not (target / top).exists():
            (target / top).symlink_to(Path(str(found.locate_file(top))))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program of a wheel, installed where there is nothing else but what it asks for."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(
        ROOT / "src", folder / "tree" / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__")
    )
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder / "tree")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = [
        *pip,
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(folder / "tree"),
    ]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv")
    python = folder / "venv" / "bin" / "python"
    subprocess.run(
        [*pip, "--python", str(python), "install", "--no-index", "--no-deps", str(wheel)], check=True
    )
    (site,) = (folder / "venv").glob("lib/python3*/site-packages")
    for found in list(needed("communique", set()))[1:]:
        link(found, site)
    return python.with_name("communique")


def run(program: Path, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the installed program somewhere else."""
    away = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([program, *words], cwd=folder, env=away, capture_output=True, text=True)


def test_every_file_came_along(program: Path) -> None:
    ours = ROOT / "src" / "communique"
    (installed,) = program.parents[1].glob("lib/python3*/site-packages/communique")
    files = {file.relative_to(ours) for file in ours.rglob("*") if file.is_file() and file.suffix != ".pyc"}
    assert sorted(file for file in files if not (installed / file).exists()) == []


def test_no_extra_came_along(program: Path, tmp_path: Path) -> None:
    code = f"import importlib.util as u; print([n for n in {EXTRAS!r} if u.find_spec(n)])"
    done = run(program.with_name("python"), tmp_path, "-c", code)
    assert done.stdout == "[]\n"


def test_it_reads_and_keeps_and_answers(program: Path, tmp_path: Path) -> None:
    assert run(program, tmp_path, "--version").stdout == f"communique {__version__}\n"
    assert "extract" in run(program, tmp_path, "--help").stdout
    sample = str(Path(sample_folder(), "sg-mti.jsonl"))
    read = run(program, tmp_path, "extract", sample, "--workers", "1")
    assert (read.returncode, read.stderr) == (0, "")
    assert all(json.loads(line)["entries"] for line in read.stdout.splitlines())
    assert run(program, tmp_path, "ingest", sample, "--workers", "1").returncode == 0
    assert len(run(program, tmp_path, "list", "releases", "--format", "jsonl").stdout.splitlines()) > 1
    assert run(program, tmp_path, "doctor").stdout.startswith("sound")


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (("serve",), "web"),
        (("mcp",), "mcp"),
        (("list", "releases", "--ledger", "postgresql://h/d"), "postgres"),
        (("extract", "a", "--out", "b", "--engine", "spark"), "spark"),
    ],
)
def test_what_an_extra_brings_is_named(
    program: Path, tmp_path: Path, words: tuple[str, ...], extra: str
) -> None:
    done = run(program, tmp_path, *words)
    assert done.returncode == 1
    assert f"install communique[{extra}]" in done.stderr
    assert done.stderr.count("\n") == 1
