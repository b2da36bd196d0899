"""JSON-LD in schema.org's terms for what a page is about."""

from communique.query import Actor, Listed, Mechanism, ShownRelease
from communique.records.contract import Json

_CONTEXT = "https://schema.org"
_TYPES = {"person": "Person", "organisation": "Organization", "country": "Country", "group": "Organization"}


def release_ld(shown: ShownRelease, base: str) -> Json:
    """Return a release as a news article that its entries are claims and events of."""
    release = shown.release.release
    article: Json = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "@id": f"{base}releases/{release.id}",
        "headline": release.title,
        "datePublished": release.published.isoformat(),
        "inLanguage": release.lang,
        "publisher": {"@type": "GovernmentOrganization", "identifier": release.publisher},
        "hasPart": [{"@id": f"{base}entries/{one.entry.id}"} for one in shown.entries],
    }
    return {**article, "isBasedOn": release.url} if release.url else article


def entry_ld(one: Listed, base: str) -> Json:
    """Return an entry: a meeting as an event, another kind as a claim that appears in its release."""
    entry = one.entry
    row: Json = {
        "@context": _CONTEXT,
        "@type": "Event" if entry.kind == "meeting" else "Claim",
        "@id": f"{base}entries/{entry.id}",
        "name": entry.summary,
    }
    if entry.kind != "meeting":
        return {**row, "appearance": {"@id": f"{base}releases/{one.release.id}"}}
    row["subjectOf"] = {"@id": f"{base}releases/{one.release.id}"}
    if entry.when:
        row |= {"startDate": entry.when.first.isoformat(), "endDate": entry.when.last.isoformat()}
    if entry.where:
        row["location"] = {"@type": "Place", "name": entry.where.name}
    return {**row, "attendee": [{"@type": _TYPES.get(a.type, "Thing"), "name": a.name} for a in entry.actors]}


def actor_ld(one: Actor, base: str) -> Json:
    """Return an actor as a person, an organisation or a country."""
    kind = _TYPES.get(one.type, "Thing")
    return {"@context": _CONTEXT, "@type": kind, "@id": f"{base}actors/{one.id}", "name": one.name}


def mechanism_ld(one: Mechanism, base: str) -> Json:
    """Return a mechanism as a series of events."""
    return {
        "@context": _CONTEXT,
        "@type": "EventSeries",
        "@id": f"{base}mechanisms/{one.id}",
        "name": one.name,
        "organizer": list(one.members),
    }
