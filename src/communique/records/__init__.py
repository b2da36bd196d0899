"""What travels between rooms: frozen shapes without input or output."""

from communique.records.entry import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Reading,
    Unread,
    WhenSlot,
    WhereSlot,
)
from communique.records.ids import stable_id
from communique.records.judgement import Judgement
from communique.records.mention import (
    ActorMention,
    AmountMention,
    MechanismMention,
    Mention,
    PlaceMention,
    TimeMention,
)
from communique.records.naming import Naming
from communique.records.origin import Box, Origin, Stretch
from communique.records.release import Document, Release
from communique.records.span import Span

__all__ = [
    "ActorMention",
    "ActorSlot",
    "AmountMention",
    "AmountSlot",
    "Box",
    "Document",
    "Entry",
    "Evidence",
    "Judgement",
    "MechanismMention",
    "MechanismSlot",
    "Mention",
    "Naming",
    "Origin",
    "PlaceMention",
    "Reading",
    "Release",
    "Span",
    "Stretch",
    "TimeMention",
    "Unread",
    "WhenSlot",
    "WhereSlot",
    "stable_id",
]
