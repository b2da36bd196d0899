"""Writes readings into a ledger, batch by batch: killed at any moment, whole batches remain."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from communique.errors import BadInputError, CommuniqueError, DamagedInputError, LedgerError
from communique.ledger import THIS_PROGRAM, Ledger, Receipt, Versions, catch_up
from communique.records import Reading

BATCH = 50  # releases in one transaction


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What came of an input, counted in releases, with a line for everything that was wrong with it."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    problems: tuple[CommuniqueError, ...] = ()

    @property
    def done(self) -> int:
        """Count the records that were dealt with."""
        return self.new + self.changed + self.same + self.refused

    def plus(self, receipt: Receipt, errors: Sequence[BadInputError]) -> "IngestReport":
        """Return the report after one more batch; a record that is only damaged is not refused."""
        bad = sum(not isinstance(error, DamagedInputError) for error in errors)
        return IngestReport(
            self.new + receipt.new,
            self.changed + receipt.changed,
            self.same + receipt.same,
            self.refused + bad + len(receipt.refused),
            (*self.problems, *errors, *receipt.refused),
        )


def ingest(
    outcomes: Iterable[Reading | BadInputError],
    ledger: Ledger,
    progress: Callable[[IngestReport], None] = lambda report: None,
    versions: Versions = THIS_PROGRAM,
) -> IngestReport:
    """Write what `extract` yields and return what came of it; `progress` is told after each batch.

    An error is reported and the rest goes in. A release that comes twice counts once, and its first words
    stand. Doing it again changes nothing, so after a kill it is enough to do it again.
    """
    report = IngestReport()
    source = _once(outcomes)
    while batch := list(islice(source, BATCH)):
        readings = [outcome for outcome in batch if isinstance(outcome, Reading)]
        receipt = ledger.write(readings, versions) if readings else Receipt()
        report = report.plus(receipt, [outcome for outcome in batch if isinstance(outcome, BadInputError)])
        progress(report)
    if report.new or report.changed:
        report = replace(report, problems=(*report.problems, *_index(ledger)))
    return report


def _once(outcomes: Iterable[Reading | BadInputError]) -> Iterator[Reading | BadInputError]:
    """Yield each release once; say so where a later one of the same id has other words."""
    seen: dict[str, int] = {}
    for outcome in outcomes:
        if isinstance(outcome, BadInputError):
            yield outcome
            continue
        release = outcome.release
        words = hash(release.text)
        if release.id not in seen:
            seen[release.id] = words
            yield outcome
        elif seen[release.id] != words:
            where = f"{release.id} {release.title[:80]!r}"
            yield BadInputError(where, "came before in this input with other words, which stand")


def _index(ledger: Ledger) -> list[CommuniqueError]:
    """Catch the full text up; a failure is told, and no reason to lose what was written."""
    try:
        catch_up(ledger)
    except LedgerError as error:
        return [error]
    return []
