"""The documentation becomes a site: without a warning, and without a request to anyone."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOADS = re.compile(r"""<(?:script|img|iframe|link)[^>]+(?:src|href)=["'](?:https?:)?//[^"']+""")
FETCHES = re.compile(r"""(?:@import|url\()\s*["']?(?:https?:)?//[^)"']+""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built as `make docs` does: what Sphinx warns of is an error."""
    folder = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-E", "-b", "html"]
    done = subprocess.run([*words, str(ROOT / "docs"), str(folder)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_no_page_loads_from_elsewhere(site: Path) -> None:
    pages = list(site.glob("*.html"))
    assert len(pages) > 15
    assert [found for page in pages for found in LOADS.findall(page.read_text(encoding="utf-8"))] == []
    styles = [*site.rglob("*.css"), *site.rglob("*.js")]
    assert [found for one in styles for found in FETCHES.findall(one.read_text(encoding="utf-8"))] == []


def test_the_reference_is_that_of_the_code(site: Path) -> None:
    page = (site / "reference.html").read_text(encoding="utf-8")
    for name in ("runs.extract.extract", "query.list_entries", "records.Entry", "errors.BadInputError"):
        assert f'id="communique.{name}"' in page


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    first = (site / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'href="([\w-]+\.html)', first))
    pages = {f"{page.stem}.html" for page in (ROOT / "docs").glob("*.md")}
    assert pages - named == {"index.html"}
