"""One line a person can read of what an entry states, in the words of its release."""

from communique.entries.encode import sentence_at
from communique.entries.link import Finding
from communique.entries.parties import parties
from communique.records import Document, TimeMention

_LABEL = {
    "requested": "asked",
    "proposed": "proposed",
    "intended": "intends",
    "agreed": "agreed",
    "in_force": "in force",
}
_ROOM = 140  # characters of the release's own words


def _days(mention: TimeMention) -> str:
    return f"{mention.first}" if mention.first == mention.last else f"{mention.first} to {mention.last}"


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _ROOM else plain[: _ROOM - 1].rsplit(" ", 1)[0] + "…"


def summarise(document: Document, finding: Finding) -> str:
    """Return kind and attribute, who, the words from the trigger on, where and when."""
    trigger = finding.trigger
    sentence = sentence_at(document, trigger.span.start)
    label = trigger.kind.capitalize()
    if finding.attribute:
        label += f" ({_LABEL.get(finding.attribute, finding.attribute)})"
    who = ", ".join(dict.fromkeys(link.candidate.name for link in parties(finding)))
    words = _cut(document.text[trigger.span.start : max(sentence.end, trigger.span.end)]).rstrip(".")
    where = next((f" · {link.candidate.name}" for link in finding.of("where")), "")
    times = [link.candidate.mention for link in finding.of("when")]
    when = next((f" · {_days(m)}" for m in times if isinstance(m, TimeMention)), "")
    return f"{label}: {who + ': ' if who else ''}{words}{where}{when}"
