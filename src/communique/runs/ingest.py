"""Writes what was read into a ledger, a batch a transaction, so that a kill leaves whole batches."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import BadInputError
from communique.ledger import Ledger, Versions, open_ledger
from communique.records import Reading
from communique.runs.resolve import resolve

BATCH = 50  # releases in one revision


@dataclass(slots=True)
class IngestReport:
    """What became of the input: counts of new, changed and same releases, and a line for each refusal."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)


def ingest(
    outcomes: Iterable[Reading | BadInputError],
    location: str | Path,
    model: str = "",
    progress: Callable[[int], None] = lambda done: None,
) -> IngestReport:
    """Write readings in batches, resolve, bring the full text up; a bad input is told and the rest goes in.

    `progress` is called with the number of releases done after each batch.
    """
    ledger, report = open_ledger(location, create=True), IngestReport()
    try:
        for batch in _batches(outcomes, report):
            _write(ledger, batch, model, report)
            progress(sum(report.counts.values()))
        resolve(ledger)
        ledger.full_text.catch_up()
    finally:
        ledger.close()
    return report


def _write(ledger: Ledger, batch: list[Reading], model: str, report: IngestReport) -> None:
    receipt = ledger.write(batch, _versions(batch[0], model))
    report.counts.update(receipt.counts)
    report.refused += receipt.refused


def _versions(reading: Reading, model: str) -> Versions:
    """Return what made a reading: the program and model kept with it, else this program and `model`."""
    if reading.made_by is None:
        return Versions(model=model)
    program, model = reading.made_by
    return Versions(program, program, model)


def _batches(outcomes: Iterable[Reading | BadInputError], report: IngestReport) -> Iterator[list[Reading]]:
    """Yield batches of readings that one model made, each release once; the rest goes into the report.

    Where a release comes again with other words the first stand: else doing it again would change it twice.
    """
    batch: list[Reading] = []
    seen: dict[str, int] = {}
    for outcome in outcomes:
        if isinstance(outcome, BadInputError):
            report.refused.append(str(outcome))
            continue
        release, words = outcome.release, hash(outcome.release.text)
        if release.id in seen:
            if seen[release.id] != words:
                why = "came before in this input with other words; by itself it would be a new version"
                report.refused.append(f"{release.id}: {release.title[:80]!r} {why}")
            continue
        seen[release.id] = words
        if batch and (len(batch) == BATCH or batch[0].made_by != outcome.made_by):
            yield batch
            batch = []
        batch.append(outcome)
    if batch:
        yield batch
