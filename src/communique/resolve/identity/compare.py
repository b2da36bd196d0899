"""Compares two parties: features that a person can read, their shares, and how sure they make it one."""

from dataclasses import dataclass
from math import exp

from communique.resolve.identity.bodies import body_features
from communique.resolve.identity.offices import same_office
from communique.resolve.identity.party import Party
from communique.resolve.identity.persons import person_features
from communique.resolve.identity.registry import Registry
from communique.resolve.identity.words import pack

_LIFETIME = 365 * 30  # days between two tellings after which one person is unlikely to be meant


@dataclass(frozen=True, slots=True)
class Comparison:
    """How sure two parties are one (0 to 1), and each feature in words with its share (log odds)."""

    score: float
    features: tuple[tuple[str, float], ...]

    @property
    def same(self) -> bool:
        """Whether a rule may say they are one."""
        return self.score >= pack().accept

    @property
    def why(self) -> str:
        """The features in words, the weightiest first."""
        told = sorted(self.features, key=lambda f: (-abs(f[1]), f[0]))
        return "; ".join(f"{words} ({share:+.1f})" for words, share in told)


def compare(a: Party, b: Party, known: Registry) -> Comparison:
    """Return how sure two parties are one; the same whichever comes first."""
    a, b = sorted((a, b), key=lambda party: (party.name, party.country or "", party.id))
    keys = [a.sort, *_features(a, b, known)]
    features = tuple((pack().features[key][1], pack().features[key][0]) for key in keys)
    return Comparison(round(1 / (1 + exp(-sum(share for _, share in features))), 4), features)


def _features(a: Party, b: Party, known: Registry) -> list[str]:
    if a.sort == "body":
        return list(body_features(a, b, known))
    keys = list(person_features(a, b))
    if a.country and b.country:
        keys.append("same_country" if a.country == b.country else "other_country")
    if any(same_office(x.office, y.office) for x in a.offices for y in b.offices):
        keys.append("same_office")
    if a.first and b.first and a.last and b.last:
        gap = max((b.first - a.last).days, (a.first - b.last).days)
        keys += ["far_apart"] * (gap > _LIFETIME)
    return keys
