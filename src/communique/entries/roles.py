"""Says in which role each actor takes part, from the kind of entry and the words before the actor."""

import re

from communique.entries.link import Finding, Link
from communique.entries.parties import parties
from communique.records import Document
from communique.records.kinds import Kind, Role

_DEFAULT: dict[Kind, Role] = {
    "meeting": "participant",
    "commitment": "by",
    "agreement": "party",
    "figure": "owner",
    "measure": "by",
    "milestone": "project",
}
_HOSTED = re.compile(r"\b(?:hosted|chaired|convened|organi[sz]ed)(?: jointly)? by (?:\w+ ){0,4}$")
_HOSTS = re.compile(r"^[^.;]{0,40}?\b(?:hosted|hosts|convened|welcomed|received|will host)\b")
_ADDRESSED = re.compile(
    r"\b(?:ask|asks|asked|urge|urges|urged|request|requests|requested|call(?:s|ed)? (?:on|upon)"
    r"|to|from|for|with)(?: the| its| his| her)?(?: [\w'-]+){0,3} $"
)


def _role(kind: Kind, attribute: str | None, link: Link, rank: int, document: Document, at: int) -> Role:
    mention = link.candidate.mention
    before = document.soft[max(0, mention.start - 60) : mention.start]
    if kind == "meeting":
        hosts = _HOSTED.search(before) or _HOSTS.match(document.soft[mention.end : mention.end + 60])
        return "host" if hosts else "participant"
    addressed = mention.start > at and rank > 0 and _ADDRESSED.search(before)
    if kind == "commitment" and (attribute in ("requested", "proposed") or addressed) and rank > 0:
        return "to" if mention.start > at else "by"
    if kind in ("measure", "milestone") and rank > 0:
        return "to" if kind == "measure" else "by"
    return _DEFAULT[kind]


def roles(document: Document, finding: Finding) -> list[tuple[Role, Link]]:
    """Return the actor links of a finding in text order, each with its role."""
    trigger = finding.trigger
    links = parties(finding)
    return [
        (_role(trigger.kind, finding.attribute, link, rank, document, trigger.span.start), link)
        for rank, link in enumerate(links)
    ]
