"""Documents of one made-up publisher for tests of mentions."""

from datetime import date

from communique.records import Document, Release
from communique.text import read_document


def document(body: str, title: str = "notice", country: str | None = None) -> Document:
    """Return the document of a release with this body."""
    release = Release("r1", "xa-trade", title, date(2024, 4, 23), f"{title}\n{body}", country=country)
    return read_document(release)
