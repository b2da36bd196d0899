"""A digest as a mail (RFC 5322), in plain text and in HTML: the same digest is the same bytes."""

import json
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from typing import Any

from communique.errors import CommuniqueError
from communique.query.saved import Delivery

_TURNS = {"new": "New", "changed": "Changed", "gone": "No longer in the list"}
Row = dict[str, Any]


def mail_of(one: Delivery, sender: str, to: str | None = None) -> bytes:
    """Return the mail of a digest; raise CommuniqueError for what is no address of mail."""
    told = json.loads(one.body)
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender, "communique")
    if to:
        message["To"] = _address(to)
    message["Subject"] = f"{told['query']['name']}: {_counted(told['counts'])}"
    message["Date"] = format_datetime(datetime.fromisoformat(one.made))
    message["Message-ID"] = f"<{one.id}@communique>"
    message["List-Id"] = f"<{told['query']['name']}.communique>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_fit("\n".join(_text(told))))
    message.add_alternative(_fit("".join(_html(told))), subtype="html")
    message.set_boundary(f"=={one.id}==")  # one made by chance would make other bytes of the same digest
    return message.as_bytes()


def _address(told: str, name: str = "") -> Address:
    try:
        return Address(name, addr_spec=told)
    except (ValueError, IndexError) as error:
        raise CommuniqueError(f"{told}: not an address of mail; write it as ada@example.org") from error


def _counted(counts: dict[str, int]) -> str:
    left = f", {counts['left']} more to follow" if counts["left"] else ""
    return ", ".join(f"{counts[turn]} {turn}" for turn in _TURNS if counts[turn]) + left


def _headed(told: Row) -> Iterator[tuple[str, list[Row]]]:
    for turn, head in _TURNS.items():
        some = [item for item in told["items"] if item["turn"] == turn]
        if some:
            yield f"{head} ({len(some)})", some


def _asked(told: Row) -> str:
    narrowed = ", ".join(f"{name}: {words}" for name, words in told["query"]["filters"].items())
    return f"{told['query']['list']} ({narrowed})" if narrowed else str(told["query"]["list"])


def _text(told: Row) -> Iterator[str]:
    yield f"{_asked(told)}: {_counted(told['counts'])}"
    yield told["url"]
    for head, items in _headed(told):
        yield f"\n{head}\n"
        for item in items:
            yield f"* {_line(item['title'])}"
            yield from (f"  {line}" for line in item.get("text", "").splitlines())
            yield from (f"  {item[name]}" for name in ("link", "via") if name in item)
            yield ""


def _html(told: Row) -> Iterator[str]:
    name, asked = escape(told["query"]["name"]), escape(_asked(told))
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title></head><body>\n'
    yield f'<h1><a href="{escape(told["url"])}">{name}</a></h1>\n'
    yield f"<p>{asked}: {escape(_counted(told['counts']))}</p>\n"
    for head, items in _headed(told):
        yield f"<h2>{head}</h2>\n<ul>\n"
        yield from map(_item, items)
        yield "</ul>\n"
    yield "</body></html>\n"


def _item(item: Row) -> str:
    title = f"<bdi>{escape(_line(item['title']))}</bdi>"
    head = f'<a href="{escape(item["link"])}">{title}</a>' if "link" in item else title
    lines = "<br>\n".join(f"<bdi>{escape(line)}</bdi>" for line in item.get("text", "").splitlines())
    return f"<li>{head}<br>\n{lines}</li>\n" if lines else f"<li>{head}</li>\n"


def _line(words: str) -> str:
    return " ".join(words.split())


def _fit(text: str) -> str:
    """Return a text that a mail can hold: without control characters and halves of characters."""
    return "".join(
        sign
        if sign == "\n" or ((sign.isprintable() or sign.isspace()) and not "\ud800" <= sign <= "\udfff")
        else "\ufffd"
        for sign in text.replace("\r", "\n")
    )
