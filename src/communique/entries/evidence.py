"""Chooses the words an entry shows as its evidence: the clause around its trigger and slots."""

import re

from communique.entries.encode import sentence_at
from communique.entries.link import Finding
from communique.records import Document, Evidence, Span

_EDGE = re.compile(r"[,;:]\s|\s-\s|\n")


def clause(document: Document, trigger: Span, inner: list[Span]) -> Evidence:
    """Return the part of the sentence that holds trigger and `inner`, out to the next commas."""
    sentence = sentence_at(document, trigger.start)
    near = [s for s in inner if sentence.contains(s)] + [Span(trigger.start, min(trigger.end, sentence.end))]
    low, high = min(s.start for s in near), max(s.end for s in near)
    start, end = sentence.start, sentence.end
    for edge in _EDGE.finditer(document.soft, sentence.start, sentence.end):
        if edge.end() <= low:
            start = edge.end()
        elif edge.start() >= high:
            end = edge.start()
            break
    return Evidence(start, end, document.text[start:end])


def evidence_of(document: Document, finding: Finding) -> Evidence:
    """Return the evidence of a finding: it lies in one sentence and holds the trigger."""
    inner = [Span(link.candidate.mention.start, link.candidate.mention.end) for link in finding.links]
    return clause(document, finding.trigger.span, inner)
