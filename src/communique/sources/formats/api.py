"""Reads the JSON answers of publishers' interfaces, by the dotted paths of the manifest."""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

from communique.errors import BadInputError
from communique.sources.build import Parts, build_release
from communique.sources.dates import first_day
from communique.sources.decode import decode
from communique.sources.formats.lists import Listed, joined, once
from communique.sources.manifest import Api, Manifest, manifests, publisher_at
from communique.sources.markup import Clean, clean_text, parse
from communique.sources.raw import Item, Raw, canonical


def read_api(raw: Raw) -> Iterator[Item]:
    """Yield the releases of an answer: the one release, or all that a list holds whole."""
    slug = publisher_at(raw.url, raw.publisher)
    manifest = manifests().get(slug or "")
    if slug is None or manifest is None or not (manifest.answer or manifest.api):
        yield BadInputError(raw.place, "JSON of a publisher that is not known: name it with --publisher")
        return
    try:
        answer = parsed(raw)
    except ValueError as error:
        yield BadInputError(raw.place, str(error))
        return
    single = manifest.answer is not None and bool(_first(answer, manifest.answer.body))
    shape = manifest.answer if single else manifest.api
    items = list(_items(answer, shape, manifest, raw.url)) if shape else []
    if not items:
        yield BadInputError(raw.place, f"an answer without the items that the manifest of {slug} names")
    own = canonical(raw.url) if raw.url else None
    for number, item in enumerate(items, 1):
        place = raw.place if single else f"{raw.place}:item {number}"
        yield from build_release(
            Parts(
                place=place,
                title=item.title or raw.hint.title,
                published=item.published or raw.hint.published,
                body=item.body.text,
                publisher=slug,
                key=item.key or (raw.hint.key if single else None) or own,
                url=item.url or raw.url,
                lang=manifest.language,
                origin=raw.origin(f"api:{slug}", "application/json", "utf-8"),
            )
        )


def api_items(raw: Raw, manifest: Manifest) -> list[Listed]:
    """Return what an answer names, in its order; raise ValueError where it is not JSON."""
    if manifest.api is None:
        return []
    return list(once(_items(parsed(raw), manifest.api, manifest, raw.url)))


def parsed(raw: Raw) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return the JSON of an answer; raise ValueError where it is none."""
    try:
        return json.loads(decode(raw.data, raw.charset).text)
    except RecursionError as error:
        raise ValueError("JSON nested too deep") from error
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error


def _items(answer: object, shape: Api, manifest: Manifest, base: str | None) -> Iterator[Listed]:
    found = _at(answer, shape.items) if shape.items else [answer]
    for item in found if isinstance(found, list) else []:
        if isinstance(item, dict):
            yield _listed(item, shape, manifest, base)


def _listed(item: dict[str, Any], shape: Api, manifest: Manifest, base: str | None) -> Listed:
    link = _first(item, shape.link)
    made = shape.fetch.replace("{}", link) if link else ""
    slug = link.lower().replace("/", "_")
    place = shape.address.replace("{}", link).replace("{slug}", slug) if shape.address else link
    url = joined(base, place) if link else None
    day = first_day(_first(item, shape.date), manifest.zone, manifest.numbers)
    body = _first(item, shape.body)
    return Listed(
        url=url,
        title=clean_text(parse(unescape(_first(item, shape.title)))).one_line().text,
        published=str(day) if day else None,
        key=url,
        changed=_first(item, shape.date),
        body=Clean(clean_text(parse(body)).text if "<" in body else _lines(body)),
        fetch=joined(base, _first(item, shape.source) or made) if made or shape.source else None,
    )


def _lines(text: str) -> str:
    return clean_text(parse(text.replace("&", "&amp;").replace("\n", "<br>"))).text


def _first(item: object, paths: tuple[str, ...]) -> str:
    """Return the first of the values at `paths` that is text or a number, as text; else nothing."""
    for path in paths:
        value = _at(item, path)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def _at(value: object, path: str) -> object:
    """Return what lies at a dotted path; a number counts in a list; None where it leads nowhere."""
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
