"""The word lists behind follow-up: cues, the verbs of a stage, and how much a word says."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from communique.packs import Pack, load_pack
from communique.packs.states import CountriesPack
from communique.resolve.mechanisms.words import states
from communique.text import fold, stem

_GENERIC = 0.15  # what an office, an instrument or a kind of gathering says
_SAYS = {"everywhere": 0.05, "often": 0.3, "at_times": 0.65}


class FollowUpPack(Pack):
    """`en/followup`."""

    cues: dict[str, tuple[str, ...]]
    acts: dict[str, frozenset[str]]
    signing_ends: frozenset[str]
    phases: dict[str, frozenset[str]]
    works: frozenset[str]
    ships: frozenset[str]
    offices: tuple[str, ...]
    idle: frozenset[str]
    generic: frozenset[str]


class FrequentPack(Pack):
    """`en/frequent`: stems by how many releases hold them."""

    everywhere: str
    often: str
    at_times: str


@cache
def followup_words() -> FollowUpPack:
    """Return the pack of follow-up."""
    pack: FollowUpPack = load_pack("en/followup", FollowUpPack)
    return pack


@cache
def state_words() -> frozenset[str]:
    """Return the folded words for states, blocs and capitals: they say who and where, and not what."""
    rows = load_pack("und/countries", CountriesPack).countries
    capitals = {fold(name) for row in rows for name in row.capitals}
    return frozenset(word for name in {*capitals, *states()} for word in name.split())


@lru_cache(4096)
def states_in(text: str) -> frozenset[str]:
    """Return the codes of the states that a text names; blocs are left out."""
    return frozenset(
        code for match in _state_pattern().finditer(fold(text)) if len(code := states()[match[0]]) == 2
    )


@cache
def _state_pattern() -> re.Pattern[str]:
    names = sorted(states(), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@cache
def step_words() -> frozenset[str]:
    """Return the stems of all verbs that name a step, or its start or end."""
    pack = followup_words()
    return frozenset().union(*pack.acts.values(), *pack.phases.values())


@cache
def act_words() -> frozenset[str]:
    """Return the stems of all verbs that name a step, and of all cues: they say how far, not what."""
    verbs = {verb for verbs in followup_words().acts.values() for verb in verbs}
    cues = {
        word for phrases in followup_words().cues.values() for phrase in phrases for word in phrase.split()
    }
    return frozenset(verbs | {stem(word.rstrip("*")) for word in cues})


@cache
def cue_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return for each relation the pattern of its cues in folded words."""
    return {
        relation: re.compile(rf"\b(?:{'|'.join(map(_as_pattern, phrases))})\b")
        for relation, phrases in followup_words().cues.items()
    }


def _as_pattern(phrase: str) -> str:
    return phrase.replace("*", "[a-z]*").replace("~", "(?:[0-9]+ )?")


@cache
def office_pattern() -> re.Pattern[str]:
    """Return the pattern of a title of office with its field: "Minister of Trade, Industry and Energy"."""
    field = r"(?:,? (?:of|for|and|the|in|of the|for the))?,? [A-Z][\w'’-]*"
    return re.compile(rf"\b(?:{'|'.join(followup_words().offices)})\b(?:{field}){{0,8}}")


@cache
def frequent() -> Mapping[str, float]:
    """Return for each stem that releases use often how much it says, 0 to 1; any other says 1."""
    pack = load_pack("en/frequent", FrequentPack)
    bands = {"everywhere": pack.everywhere, "often": pack.often, "at_times": pack.at_times}
    found = dict.fromkeys(followup_words().generic, _GENERIC)
    for band, words in bands.items():
        for word in words.split():
            found[word] = min(_SAYS[band], found.get(word, 1.0))
    return found
