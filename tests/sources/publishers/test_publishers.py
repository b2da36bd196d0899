"""Every publisher that ships is watched on pages in its shape, served on loopback."""

from pathlib import Path

import pytest

from communique.sources.manifest import manifests
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


def test_no_manifest_claims_to_have_been_tried_live() -> None:
    assert {manifest.tried_live for manifest in manifests().values()} == {"never"}
