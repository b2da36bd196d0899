"""The full text beside the ledger: a tantivy index of release versions, built anew when broken."""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import tantivy

from communique.errors import CommuniqueError
from communique.ledger.words import ANALYZER, Phrase, is_syllable, terms

# The name of the stamp changes with what is indexed, so that an index of an older program is built anew.
_STAMP = "stamp-1"
_MEMORY = 60_000_000


class BrokenIndexError(CommuniqueError):
    """An index that is missing, half written or not readable; the ledger has all that it held."""


class Stamp(NamedTuple):
    """The revision an index has reached, with its time, which tells one ledger from another."""

    revision: int
    at: str


class Match(NamedTuple):
    """A release version that holds all the words, and how well."""

    version: int
    score: float


class FullText:
    """The index in one folder. Only the holder of `lock` may `add` or `build`; anyone may read."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is opened yet."""
        self._folder = folder
        self._data = folder / "data"

    @contextmanager
    def lock(self, wait: bool) -> Iterator[bool]:
        """Hold the writer's lock and yield True; yield False where another has it and `wait` is False."""
        handle = self._acquire(wait)
        try:
            yield handle is not None
        finally:
            if handle is not None:
                os.close(handle)

    def stamp(self) -> Stamp:
        """Return how far the index has come; raise BrokenIndexError where it cannot tell."""
        with _told():
            return _stamp_of(self._open())

    def search(self, asked: list[Phrase], limit: int) -> list[Match]:
        """Return the best versions that hold all of `asked`, best first; raise BrokenIndexError."""
        with _told():
            index = self._open()
            searcher = index.searcher()
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, _query(index.schema, phrase)) for phrase in asked]
            )
            hits = searcher.search(query, limit, count=False).hits
            versions = searcher.fast_field_values("version", [address for _, address in hits])
        found = [Match(int(version or 0), score) for version, (score, _) in zip(versions, hits, strict=True)]
        return sorted(found, key=lambda match: (-match.score, match.version))

    def versions(self) -> list[int]:
        """Return the versions that are in the index, in order; raise BrokenIndexError."""
        with _told():
            searcher = self._open().searcher()
            hits = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs), count=False).hits
            found = searcher.fast_field_values("version", [address for _, address in hits])
        return sorted(int(version) for version in found if version is not None)

    def add(self, texts: Iterable[tuple[int, str]], stamp: Stamp) -> None:
        """Add the texts of versions and move the stamp, both or neither."""
        with _told():
            _write(self._open(), texts, stamp)

    def build(self, texts: Iterable[tuple[int, str]], stamp: Stamp) -> None:
        """Build the index anew, apart from the old one, and put it in its place when whole."""
        new, old = self._folder / "new", self._folder / "old"
        for folder in (new, old):
            shutil.rmtree(folder, ignore_errors=True)
        with _told():
            new.mkdir(parents=True)
            _write(_with_terms(tantivy.Index(_schema(), str(new))), texts, stamp)
            if self._data.exists():
                self._data.rename(old)
            new.rename(self._data)
        shutil.rmtree(old, ignore_errors=True)

    def _open(self) -> tantivy.Index:
        return _with_terms(tantivy.Index.open(str(self._data)))

    def _acquire(self, wait: bool) -> int | None:
        path = self._folder / "lock"
        while True:
            with _told():
                self._folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(path, os.O_RDWR | os.O_CREAT)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                os.close(handle)
                return None
            if _is_at(handle, path):
                return handle
            os.close(handle)  # the folder was deleted meanwhile: what we hold locks nothing


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


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


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="terms")
    builder.add_integer_field("version", fast=True)
    builder.add_text_field("mark", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stamp", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _with_terms(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("terms", ANALYZER)
    return index


def _stamp_of(index: tantivy.Index) -> Stamp:
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.term_query(index.schema, "mark", _STAMP), 1).hits
    if not hits:
        raise ValueError("no stamp")
    revision, _, at = str(searcher.doc(hits[0][1]).get_first("stamp")).partition(" ")
    return Stamp(int(revision), at)


def _write(index: tantivy.Index, texts: Iterable[tuple[int, str]], stamp: Stamp) -> None:
    writer = index.writer(_MEMORY, 1)
    for version, text in texts:
        joined = " ".join(term.word for term in terms(text))
        writer.add_document(tantivy.Document(version=version, text=joined))
    writer.delete_documents_by_term("mark", _STAMP)
    writer.add_document(tantivy.Document(mark=_STAMP, stamp=f"{stamp.revision} {stamp.at}"))
    writer.commit()
    writer.wait_merging_threads()


def _query(schema: tantivy.Schema, phrase: Phrase) -> tantivy.Query:
    if is_syllable(phrase):
        return tantivy.Query.regex_query(schema, "text", f".?{phrase[0]}.?")
    if len(phrase) == 1:
        return tantivy.Query.term_query(schema, "text", phrase[0])
    return tantivy.Query.phrase_query(schema, "text", list(phrase))
