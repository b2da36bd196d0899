"""The full text beside the ledger: derived, stamped with the revision reached, never the only home."""

import fcntl
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
import tantivy

from communique.errors import LedgerError
from communique.ledger.database import Database
from communique.ledger.schema import actor_slot, entry, evidence, release_version, revision
from communique.ledger.words import ANALYZER, asked, is_syllable, terms

FORMAT = 2  # a folder of another format is rebuilt
_STAMP = "stamp.json"
_WRITER_BYTES = 50_000_000
_STREAMED = {"yield_per": 500}  # rows in memory


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching row: "release" with its version number, or "entry" with its row number."""

    what: str
    number: int
    score: float


class BrokenIndexError(LedgerError):
    """A folder that is missing, half written or not readable; the ledger has all that it held."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("words", stored=False, tokenizer_name="spaced")
    return builder.build()


class FullText:
    """The index of one ledger. Any folder that cannot be trusted is thrown away and built again."""

    def __init__(self, folder: Path, database: Database) -> None:
        """Take the folder of the index and the database it follows."""
        self.folder, self._database = folder, database

    def reached(self) -> int:
        """Return the revision up to which the index holds everything; 0 where it holds nothing of use.

        The stamp has the time of its revision, so that the folder of another ledger is told from this one's.
        """
        try:
            stamp = json.loads((self.folder / _STAMP).read_text(encoding="utf-8"))
            number = int(stamp["revision"]) if stamp["format"] == FORMAT else 0
            with self._database.reading() as connection:
                known = stamp["at"] == _time_of(connection, number)
            with _told():
                self._open()
        except (OSError, ValueError, KeyError, TypeError, BrokenIndexError):
            return 0
        return number if known else 0

    def catch_up(self) -> int:
        """Add what came since the stamp; return the revision reached.

        Of two processes one does it; the other reads the older state, or waits where there is none.
        """
        before = self.reached()
        with self._lock(wait=before == 0) as mine:
            return self._advance(self.reached()) if mine else before

    def rebuild(self) -> int:
        """Throw the folder away and build it again; return the revision reached."""
        with self._lock(wait=True):
            return self._advance(0)

    def search(self, words: str, limit: int) -> list[Hit]:
        """Return the best rows that hold all the words, best first; equal scores by key."""
        try:
            return self._search(words, limit)
        except BrokenIndexError:
            self.rebuild()
            return self._search(words, limit)

    def count(self) -> int | None:
        """Return how many rows the index holds, None where it cannot be opened."""
        try:
            with _told():
                return int(self._open().searcher().num_docs)
        except BrokenIndexError:
            return None

    def _search(self, words: str, limit: int) -> list[Hit]:
        sequences = asked(words)
        if not sequences:
            return []
        with _told():
            index = self._open()
            must = [(tantivy.Occur.Must, _query(index.schema, sequence)) for sequence in sequences]
            searcher, query = index.searcher(), tantivy.Query.boolean_query(must)
            scored = searcher.search(query, limit, count=False).hits
            keys = [(str(searcher.doc(address)["key"][0]).split(":"), score) for score, address in scored]
        hits = [Hit(what, int(number), round(score, 4)) for (what, number), score in keys]
        return sorted(hits, key=lambda hit: (-hit.score, hit.what, hit.number))

    def _open(self) -> tantivy.Index:
        return _register(tantivy.Index.open(str(self.folder)))

    def _advance(self, before: int) -> int:
        """Bring the index from a revision to the newest; only for the holder of the lock."""
        with self._database.reading() as connection:
            newest = connection.scalar(sa.select(sa.func.max(revision.c.number))) or 0
            if before == newest and before:
                return before
            stamp = {"format": FORMAT, "revision": newest, "at": _time_of(connection, newest)}
            if not (before and self._extend(connection, before, stamp)):
                with _told():
                    self._build(connection, stamp)
        return newest

    def _extend(self, connection: sa.Connection, before: int, stamp: dict[str, object]) -> bool:
        """Add to the folder that is there; tell whether it could be added to."""
        try:
            with _told():
                _fill(self._open(), connection, before)
                _stamp(self.folder, stamp)
        except BrokenIndexError:
            return False
        return True

    def _build(self, connection: sa.Connection, stamp: dict[str, object]) -> None:
        """Build the index apart and put it in its place when whole.

        Never in place: a reader of the old folder, even one that is closing, puts lock files into it.
        """
        new, old = (self.folder.with_name(f"{self.folder.name}.{name}") for name in ("new", "old"))
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)
        new.mkdir(parents=True)
        _fill(_register(tantivy.Index(_schema(), path=str(new))), connection, 0)
        _stamp(new, stamp)
        if self.folder.is_dir():
            self.folder.rename(old)
        new.rename(self.folder)
        shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def _lock(self, wait: bool) -> Iterator[bool]:
        """Hold the writer's lock and yield True; yield False where another has it and `wait` is False."""
        path = self.folder.with_name(f"{self.folder.name}.lock")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            if wait:
                raise LedgerError(f"{path}: cannot be written: {error.strerror}") from error
            yield False  # nobody may write here: the state that is there is read
            return
        try:
            yield _acquire(handle, wait)
        finally:
            os.close(handle)


def _stamp(folder: Path, stamp: dict[str, object]) -> None:
    fresh = folder / f"{_STAMP}.new"
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(folder / _STAMP)


def _acquire(handle: int, wait: bool) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


@contextmanager
def _told() -> Iterator[None]:
    """Tell every failure of the index as a BrokenIndexError."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise BrokenIndexError(f"full text: {error}") from error
    except BaseException as error:
        # tantivy panics on some damaged files, and a panic is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise BrokenIndexError(f"full text: {error}") from error


def _fill(index: tantivy.Index, connection: sa.Connection, since: int) -> None:
    """Add the rows that came after a revision, in one commit."""
    writer = index.writer(_WRITER_BYTES, 1)
    for key, words in _texts(connection, since):
        if since:
            writer.delete_documents_by_term("key", key)  # a row added before a kill is not there twice
        writer.add_document(tantivy.Document(key=[key], words=[words]))
    writer.commit()
    writer.wait_merging_threads()


def _query(schema: tantivy.Schema, sequence: list[str]) -> tantivy.Query:
    """Return the query for words that stand side by side, such as the bigrams of one unspaced word."""
    if len(sequence) > 1:
        return tantivy.Query.phrase_query(schema, "words", list(sequence))
    if is_syllable(sequence[0]):
        return tantivy.Query.regex_query(schema, "words", f".?{sequence[0]}.?")
    return tantivy.Query.term_query(schema, "words", sequence[0])


def _time_of(connection: sa.Connection, number: int) -> str | None:
    at: str | None = connection.scalar(sa.select(revision.c.at).where(revision.c.number == number))
    return at


def _register(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("spaced", ANALYZER)
    return index


def _texts(connection: sa.Connection, since: int) -> Iterator[tuple[str, str]]:
    """Yield key and folded words of every release version and entry that came after a revision."""
    versions = sa.select(release_version.c.version, release_version.c.text).where(
        release_version.c.from_revision > since
    )
    versions = versions.order_by(release_version.c.version)
    for version, text in connection.execute(versions, execution_options=_STREAMED):
        yield f"release:{version}", _folded([text])
    entries = (
        sa.select(entry.c.row, entry.c.summary).where(entry.c.from_revision > since).order_by(entry.c.row)
    )
    for some in connection.execute(entries, execution_options=_STREAMED).partitions():
        rows = [row for row, _ in some]
        quotes, names = (_by_entry(connection, c, rows) for c in (evidence.c.quote, actor_slot.c.name))
        for row, summary in some:
            yield f"entry:{row}", _folded([summary, *quotes[row], *names[row]])


def _by_entry(connection: sa.Connection, column: sa.Column[str], rows: list[int]) -> dict[int, list[str]]:
    """Return the texts of a slot's column for each of the rows of `entry`."""
    slot, found = column.table, defaultdict[int, list[str]](list)
    query = sa.select(slot.c.entry, column).where(slot.c.entry.in_(rows))
    for row, text in connection.execute(query.order_by(slot.c.entry, slot.c.position)):
        found[row].append(text)
    return found


def _folded(texts: Iterable[str]) -> str:
    return " ".join(term.folded for text in texts for term in terms(text))
