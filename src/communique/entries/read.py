"""Reads a document: mentions in, entries and unread sentences out."""

from collections.abc import Sequence

from communique.entries.assemble import assemble
from communique.entries.candidates import Offer
from communique.entries.decode import find_triggers
from communique.entries.encode import encode
from communique.entries.link import Finding, link
from communique.entries.merge import merge
from communique.entries.network import Encoder, shipped
from communique.entries.unread import find_unread
from communique.records import Document, Entry, Mention, Reading


def find_findings(document: Document, mentions: Sequence[Mention], network: Encoder) -> list[Finding]:
    """Return every finding of a document in text order, before any two are joined."""
    offer = Offer(document, mentions)
    found: list[Finding] = []
    for chunk in encode(document, mentions):
        hidden, tags = network.run(chunk)
        triggers = find_triggers(document, chunk, tags, network.limits)
        found += link(chunk, offer, triggers, hidden, network)
    return found


def find_entries(document: Document, mentions: Sequence[Mention], network: Encoder) -> list[Entry]:
    """Return the entries a document states, those that tell one fact joined."""
    findings = find_findings(document, mentions, network)
    return merge([assemble(document, finding, network.name, network.limits) for finding in findings])


def read(document: Document, mentions: Sequence[Mention], network: Encoder | None = None) -> Reading:
    """Return all that was read of a document, with the sentences that could not be."""
    entries = find_entries(document, mentions, network or shipped())
    unread = find_unread(document, entries, mentions)
    return Reading(document.release, tuple(entries), unread, tuple(mentions))
