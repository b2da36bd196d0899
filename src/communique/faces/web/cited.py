"""The citation of an entry: its words, who published them, when, where, and where to find the entry."""

from communique.query import Listed


def cite(one: Listed, base: str) -> str:
    """Return a citation as plain text; `base` is the address of this site, with a slash at its end."""
    release = one.release
    quote = " … ".join(" ".join(part.quote.split()) for part in one.entry.evidence)
    source = [f"“{quote}”", f"{release.publisher}, “{release.title}”, {release.published.isoformat()}"]
    return ". ".join([*source, *([release.url] if release.url else []), f"{base}entries/{one.entry.id}"])
