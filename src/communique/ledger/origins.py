"""Keeps the raw bytes of releases and gives them back."""

import hashlib
import json
import zlib
from collections.abc import Iterable

import sqlalchemy as sa

from communique.ledger.gathered import origin, raw
from communique.records import Box, Origin, Release, Stretch


def keep_origins(connection: sa.Connection, releases: Iterable[Release]) -> None:
    """Write the bytes that releases were read from; what is there already stays as it is."""
    for release in releases:
        for found in (release.origin, *release.attached):
            if found is not None:
                _keep(connection, release, found)


def _keep(connection: sa.Connection, release: Release, found: Origin) -> None:
    key, text_hash = found.hash, hashlib.sha256(release.text.encode()).hexdigest()
    if connection.scalar(sa.select(raw.c.hash).where(raw.c.hash == key)) is None:
        row = {"hash": key, "size": len(found.raw), "data": zlib.compress(found.raw)}
        connection.execute(sa.insert(raw), row)
    same = (origin.c.release == release.id, origin.c.text_hash == text_hash, origin.c.raw == key)
    if connection.scalar(sa.select(origin.c.raw).where(*same)) is None:
        places = {
            "stretches": [[s.start, s.end, s.raw_start, s.raw_end] for s in found.stretches],
            "boxes": [[b.start, b.end, b.page, b.left, b.bottom, b.right, b.top] for b in found.boxes],
        }
        values = {name: getattr(found, name) for name in ("reader", "media", "encoding", "url", "fetched")}
        values |= {"headers": json.dumps(found.headers), "places": zlib.compress(json.dumps(places).encode())}
        row = {"release": release.id, "text_hash": text_hash, "raw": key, **values}
        connection.execute(sa.insert(origin), row)


def origins_of(connection: sa.Connection, release: str) -> list[tuple[str, Origin]]:
    """Return the origins of a release, each with the hash of the text read from it, the oldest first."""
    query = sa.select(origin, raw.c.data).join(raw, raw.c.hash == origin.c.raw)
    rows = connection.execute(query.where(origin.c.release == release).order_by(origin.c.fetched)).mappings()
    return [(row["text_hash"], _origin(row)) for row in rows]


def _origin(row: sa.RowMapping) -> Origin:
    places = json.loads(zlib.decompress(row["places"]))
    return Origin(
        raw=zlib.decompress(row["data"]),
        reader=row["reader"],
        media=row["media"],
        encoding=row["encoding"],
        url=row["url"],
        fetched=row["fetched"],
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        stretches=tuple(Stretch(*values) for values in places["stretches"]),
        boxes=tuple(Box(*values) for values in places["boxes"]),
    )
