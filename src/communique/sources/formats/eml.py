"""Reads mails: the text a mail carries is its release, an attachment is a document of its own."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr

from communique.errors import BadInputError
from communique.sources.build import UNKNOWN_PUBLISHER, Parts, build_release
from communique.sources.caps import DEEPEST_DOCUMENT
from communique.sources.dates import first_day
from communique.sources.decode import decode
from communique.sources.markup import clean_text, parse
from communique.sources.raw import Hint, Item, Raw, Read
from communique.text import normal_form

_MOST_PARTS = 200
_PICTURES = ("image/", "audio/", "video/", "font/")
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)


def read_eml(raw: Raw, read_attachment: Read) -> Iterator[Item]:
    """Yield the release of a mail and those of its attachments, which bear the mail's date."""
    try:
        message = email.message_from_bytes(raw.data, policy=email.policy.default)
        parts = list(_leaves(message))
        subject, sent = str(message["subject"] or ""), str(message["date"] or "")
        sender = parseaddr(str(message["from"] or ""))[1].rpartition("@")[2].lower()
        key = str(message["message-id"] or "").strip() or None
    except _BROKEN as error:
        yield BadInputError(raw.place, f"a mail that cannot be read: {error}")
        return
    if len(parts) > _MOST_PARTS:
        yield BadInputError(raw.place, f"a mail of more than {_MOST_PARTS} parts")
        return
    day = first_day(sent)
    published = str(day) if day else raw.hint.published
    publisher = raw.publisher or sender or UNKNOWN_PUBLISHER
    yield from build_release(
        Parts(
            place=raw.place,
            title=" ".join(subject.split()) or raw.hint.title,
            published=published,
            body=_text(parts),
            publisher=publisher,
            key=raw.hint.key or key,
            origin=raw.origin("eml", "message/rfc822"),
        )
    )
    told = replace(raw, publisher=publisher, hint=Hint(published=published))
    for number, part in enumerate((part for part in parts if _is_attachment(part)), 1):
        yield from _attachment(told, part, number, key, read_attachment)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for count, part in enumerate(message.walk()):
        if count > 2 * _MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() == "application"


def _text(parts: list[EmailMessage]) -> str:
    """Return the plain text of a mail, else that of its HTML."""
    for media in ("text/plain", "text/html"):
        texts = [
            _content(part) for part in parts if part.get_content_type() == media and not _is_attachment(part)
        ]
        if text := "\n\n".join(filter(str.strip, texts)):
            plain = text if media == "text/plain" else clean_text(parse(text)).text
            return normal_form(plain).strip()
    return ""


def _content(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    return decode(data, part.get_content_charset()).text if isinstance(data, bytes) else ""


def _attachment(
    raw: Raw,
    part: EmailMessage,
    number: int,
    key: str | None,
    read_attachment: Read,
) -> Iterator[Item]:
    """Yield what an attachment holds, or why it is not read; pictures hold nothing to read."""
    try:
        name, media, data = part.get_filename() or "", part.get_content_type(), part.get_payload(decode=True)
    except _BROKEN:
        name, media, data = "", "", None
    place = f"{raw.place}:attachment {number} {name[:80]}".rstrip()
    if media.startswith(_PICTURES) or media == "application/pgp-signature":
        return
    if raw.depth >= DEEPEST_DOCUMENT:
        yield BadInputError(place, "documents too deep within one another")
    elif not isinstance(data, bytes):
        yield BadInputError(place, "an attachment that cannot be decoded")
    else:
        hint = replace(raw.hint, key=f"{key} {name or number}" if key else None)
        yield from read_attachment(
            replace(raw, place=place, data=data, media=media, hint=hint, depth=raw.depth + 1, url=None)
        )
