"""Tells the format of a document by its first bytes."""

import re

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,40})[\s/>]")
_SKIPPED = re.compile(
    r"\s+|<\?[^>]*\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\])?\s*>", re.DOTALL | re.IGNORECASE
)
_ROOTS = {"rss": "feed", "feed": "feed", "rdf:rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap"}
_HEADER = re.compile(r"([A-Za-z][\w-]{1,40}):[ \t]?\S")
_MAIL = frozenset(
    {"from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version", "content-type"}
)
HEAD = 4096  # bytes that are enough to tell


def sniff(head: bytes) -> str | None:
    """Return the reader for what begins with `head`, `zip` for any ZIP file, None where unknown."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "hwp"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    return _text_format(_readable(head))


def _readable(head: bytes) -> str:
    encoding = "utf-16" if head.startswith(_MARKS[1:]) else "utf-8-sig"
    return head.decode(encoding, "replace").lstrip()


def _text_format(text: str) -> str | None:
    if text.startswith("<"):
        return _markup(text)
    if text.startswith("{"):
        return "feed" if "jsonfeed.org/version" in text.replace("\\/", "/") else None
    return "eml" if _is_mail(text) else None


def _markup(text: str) -> str | None:
    """Return the reader for markup by its first element; `html` where that is not of a known feed."""
    html = re.match(r"<!doctype html", text, re.IGNORECASE) is not None
    at = 0
    while match := _SKIPPED.match(text, at):
        at = match.end()
    root = _ROOT.match(text, at)
    name = root.group(1).lower() if root else ""
    return _ROOTS.get(name) or ("html" if root or html else None)


def _is_mail(text: str) -> bool:
    """Tell whether the first lines are the headers of a mail."""
    names = set()
    for line in text.split("\n")[:60]:
        if line.startswith((" ", "\t")):
            continue
        header = _HEADER.match(line)
        if not header:
            break
        names.add(header.group(1).lower())
    return len(names & _MAIL) >= 3


def zip_format(names: list[str], mimetype: bytes) -> str | None:
    """Return the reader for a ZIP file with these files in it, None where there is none."""
    if "word/document.xml" in names:
        return "docx"
    if mimetype.strip() == b"application/hwp+zip" or "Contents/section0.xml" in names:
        return "hwpx"
    return "wacz" if any(name.endswith((".warc", ".warc.gz")) for name in names) else None
