"""The full text beside the ledger: derived, stamped with the revision reached, never the only home."""

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
import tantivy

from communique.ledger.database import Database
from communique.ledger.schema import actor_slot, entry, evidence, release_version, revision
from communique.ledger.words import terms

FORMAT = 1  # a folder of another format is rebuilt
_STAMP = "stamp.json"
_WRITER_BYTES = 50_000_000
_AT_ONCE = 2_000  # rows between two commits


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching row: "release" with its version number, or "entry" with its row number."""

    what: str
    number: int
    score: float


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
        """Return the revision up to which the index holds everything; 0 where it holds nothing of use."""
        try:
            stamp = json.loads((self.folder / _STAMP).read_text(encoding="utf-8"))
            return int(stamp["revision"]) if stamp["format"] == FORMAT else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def catch_up(self) -> int:
        """Add what came since the stamp; return the revision reached. Of two writers one does it."""
        with self._database.reading() as connection:
            newest = connection.scalar(sa.select(sa.func.max(revision.c.number))) or 0
            reached = self.reached()
            if reached == newest and self._open() is not None:
                return reached
            index = self._open() if 0 < reached <= newest else None
            if index is None:
                reached, index = 0, self._fresh()
            if index is None or not self._fill(index, connection, reached):
                return reached
        self._stamp(newest)
        return newest

    def rebuild(self) -> int:
        """Throw the folder away and build it again; return the revision reached."""
        shutil.rmtree(self.folder, ignore_errors=True)
        return self.catch_up()

    def search(self, words: str, limit: int) -> list[Hit]:
        """Return the best rows that hold all the words, best first; equal scores by key."""
        index = self._open()
        query = self._query(index, words) if index else None
        if index is None or query is None:
            return []
        searcher = index.searcher()
        found = []
        for score, address in searcher.search(query, limit).hits:
            what, number = searcher.doc(address)["key"][0].split(":")
            found.append(Hit(what, int(number), round(score, 4)))
        return sorted(found, key=lambda hit: (-hit.score, hit.what, hit.number))

    def count(self) -> int | None:
        """Return how many rows the index holds, None where it cannot be opened."""
        index = self._open()
        return index.searcher().num_docs if index else None

    def _open(self) -> tantivy.Index | None:
        try:
            if not tantivy.Index.exists(str(self.folder)):
                return None
            index = tantivy.Index.open(str(self.folder))
            _register(index)
            index.searcher()
        except (ValueError, OSError):
            return None
        return index

    def _fresh(self) -> tantivy.Index | None:
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(_schema(), path=str(self.folder))
        except (ValueError, OSError):
            return None
        _register(index)
        return index

    def _fill(self, index: tantivy.Index, connection: sa.Connection, since: int) -> bool:
        """Add the rows that came after a revision; tell whether this process was the one to do it."""
        try:
            writer = index.writer(_WRITER_BYTES, 1)
        except ValueError:  # another process holds the writer's lock
            return False
        for number, (key, words) in enumerate(_texts(connection, since), 1):
            writer.delete_documents("key", key)  # a row added before a kill is not there twice
            writer.add_document(tantivy.Document(key=[key], words=[words]))
            if number % _AT_ONCE == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return True

    def _stamp(self, number: int) -> None:
        fresh = self.folder / f"{_STAMP}.new"
        fresh.write_text(json.dumps({"format": FORMAT, "revision": number}), encoding="utf-8")
        fresh.replace(self.folder / _STAMP)

    def _query(self, index: tantivy.Index, words: str) -> tantivy.Query | None:
        """Return a query for all words; the bigrams of one unspaced word must stand side by side."""
        must = []
        for word in words.split():
            folded = [term.folded for term in terms(word)]
            if len(folded) > 1:
                parts = [part for text in folded for part in text.split()]
                must.append(tantivy.Query.phrase_query(index.schema, "words", list(parts)))
            elif folded:
                must.append(tantivy.Query.term_query(index.schema, "words", folded[0]))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, q) for q in must]) if must else None


def _register(index: tantivy.Index) -> None:
    spaced = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaced", spaced)


def _texts(connection: sa.Connection, since: int) -> Iterator[tuple[str, str]]:
    """Yield key and folded words of every release version and entry that came after a revision."""
    versions = sa.select(release_version.c.version, release_version.c.text).where(
        release_version.c.from_revision > since
    )
    for version, text in connection.execute(versions.order_by(release_version.c.version)):
        yield f"release:{version}", _folded([text])
    entries = (
        sa.select(entry.c.row, entry.c.summary).where(entry.c.from_revision > since).order_by(entry.c.row)
    )
    for row, summary in connection.execute(entries):
        quotes = connection.scalars(sa.select(evidence.c.quote).where(evidence.c.entry == row))
        names = connection.scalars(sa.select(actor_slot.c.name).where(actor_slot.c.entry == row))
        yield f"entry:{row}", _folded([summary, *quotes, *names])


def _folded(texts: Iterable[str]) -> str:
    return " ".join(term.folded for text in texts for term in terms(text))
