"""Every publisher that ships is watched on pages in its shape, served on loopback."""

import json
from pathlib import Path

import pytest
import yaml

import communique.sources
from communique.sources.formats.rows import listed_rows
from communique.sources.lists import listed
from communique.sources.manifest import manifests, publisher_at
from communique.sources.raw import Raw
from tests.runs.watched import StillClock, answers_of, on_loopback, watch_of
from tests.sources.publishers.pages import DAY, FIRST, SECOND, SHAPES, TITLE
from tests.sources.server import serving


def test_every_publisher_that_is_watched_has_a_shape_here() -> None:
    assert set(SHAPES) == {slug for slug, manifest in manifests().items() if manifest.polls}
    assert len(SHAPES) >= 14


@pytest.mark.parametrize("slug", SHAPES)
def test_a_publisher_is_read(tmp_path: Path, slug: str) -> None:
    with serving({}) as site:
        site.answers |= answers_of(slug, site.port)
        watch = watch_of(tmp_path / "a.db", {slug: on_loopback(manifests()[slug], site.port)}, StillClock())
        done = watch.round()
        assert (done.wrong, done.releases) == ([], {"new": 1})
        again = watch.round()
        assert (again.polls, again.releases) == (0, {})
        with watch.ledger.database.reading() as connection:
            text, day, publisher = connection.exec_driver_sql(
                "SELECT text, published, publisher FROM release_version JOIN release ON release = id"
            ).one()
            reader = connection.exec_driver_sql("SELECT reader FROM origin").scalar()
        watch.fetcher.close()
        watch.ledger.close()
    assert text == f"{TITLE}\n{FIRST}\n\n{SECOND}"
    assert (str(day), publisher) == (DAY, slug)
    assert reader in (f"html:{slug}", f"api:{slug}")


TOPIC = f"""<ul class="board-list">
<li><a href="/eng/article/EATCLdfa319ada/2104/view"><span class="topic">Energy</span>
<p class="tit">Ardia opens a tidal plant</p><p class="txt">The plant in Vessby, which is es</p></a>
<span class="date">date2024-05-04</span></li>
<li><a href="/eng/article/EATCLdfa319ada/2103/view"><span class="topic">Energy</span>
<p class="tit">{TITLE}</p><p class="txt">Minister Ana</p></a><span class="date">date2024-05-03</span></li>
<li><a href="/eng/article/EATCLdfa319ada/list?page=2">2</a></li></ul>"""


@pytest.mark.parametrize("host", ["english.motie.go.kr", "english.motir.go.kr"])
def test_a_topic_page_of_the_renamed_ministry_names_its_releases(host: str) -> None:
    raw = Raw("list", TOPIC.encode(), url=f"https://{host}/eng/article/EATCLdfa319ada/list?topic=energy")
    found = listed_rows(raw, manifests()["kr-motie"])
    assert [(one.title, one.published) for one in found] == [
        ("Ardia opens a tidal plant", "2024-05-04"),
        (TITLE, "2024-05-03"),
    ]
    assert publisher_at(found[1].url) == "kr-motie"


def test_of_an_answer_only_releases_are_named() -> None:
    manifest = manifests()["uk-govuk"]
    results = [{"title": TITLE, "link": f"/{path}/tin"} for path in ("guidance", "government/news")]
    raw = Raw("list", json.dumps({"results": results}).encode(), url=manifest.polls[0].url)
    assert [one.url for one in listed(raw, manifest.polls[0], manifest)] == [
        "https://www.gov.uk/government/news/tin"
    ]


def test_every_manifest_says_what_a_reader_of_it_looks_for() -> None:
    for path in sorted((Path(communique.sources.__file__).parent / "publishers").glob("*/*/manifest.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        wanted = {
            "name",
            "country",
            "language",
            "zone",
            "hosts",
            "releases",
            "tried_live",
            "cadence",
            "polls",
        }
        assert wanted <= set(told), path
        assert {"page", "answer"} & set(told), path
        for poll in told["polls"]:
            assert {"url", "form", "every", "at_least"} <= set(poll), path
            assert poll["at_least"] > 1, path
            assert publisher_at(poll["url"]) is not None, path


def test_no_manifest_claims_to_have_been_tried_live() -> None:
    assert {manifest.tried_live for manifest in manifests().values()} == {"never"}
