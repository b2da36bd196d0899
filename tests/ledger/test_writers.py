"""Eight processes write at once and some are killed: nothing acknowledged is lost, nothing is there twice."""

import multiprocessing
import random
import signal
from pathlib import Path

import sqlalchemy as sa

from communique.ledger import open_ledger
from communique.ledger.schema import judgement, release, revision
from communique.query import doctor, list_releases, open_book
from tests.ledger.writing_child import RELEASES, write

WRITERS = 8
KILLED = 4  # of the eight
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.ledger.writing_child"])


def test_eight_writers_of_whom_half_are_killed(place: str, tmp_path: Path) -> None:
    chance = random.Random(20240423)
    steps = [chance.randrange(20_000, 400_000) if n < KILLED else None for n in range(WRITERS)]
    told = str(tmp_path / "told")
    open_ledger(place, create=True).close()
    writers = [_CONTEXT.Process(target=write, args=(place, n, last, told)) for n, last in enumerate(steps)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers[KILLED:]] == [0] * (WRITERS - KILLED)
    assert {writer.exitcode for writer in writers[:KILLED]} <= {0, -signal.SIGKILL}
    book = open_book(place)
    assert doctor(book) == []
    assert len(list_releases(book)) == RELEASES
    with book.at() as moment:
        decided = moment.connection.scalars(sa.select(judgement.c.why)).all()
        numbers = moment.connection.scalars(sa.select(judgement.c.number)).all()
        known = set(moment.connection.scalars(sa.select(release.c.id)))
        # one revision a release that was new and one a decision: writing what is known makes none
        assert moment.connection.scalar(sa.select(sa.func.count(revision.c.number))) == RELEASES + len(
            decided
        )
    acknowledged = set(Path(told).read_text(encoding="utf-8").split())
    assert acknowledged <= known | set(decided)
    assert len(set(decided)) == len(decided)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert {f"{n}-{at}" for n in range(KILLED, WRITERS) for at in range(RELEASES)} <= set(decided)
