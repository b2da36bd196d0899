"""Who is who within one release: short forms of a person's name lead to its fullest form."""

import unicodedata
from dataclasses import dataclass

from communique.mentions.names.words import titles


@dataclass(slots=True)
class Person:
    """One person of a release: fullest name, keys of its words, office and country, words it is named at."""

    name: str
    keys: tuple[str, ...]
    office: str | None
    head: str
    country: str | None
    places: list[int]


def name_keys(words: list[str]) -> tuple[str, ...]:
    """Return the words of a name as keys: folded, without initials, particles and suffixes."""
    pack = titles()
    keys = []
    for word in words:
        bare = word.rstrip(".")
        if len(bare) < 2 or bare in pack.suffixes or word.lower() in pack.particles:
            continue
        folded = unicodedata.normalize("NFKD", bare.lower())
        keys.append("".join(c for c in folded if not unicodedata.combining(c)))
    return tuple(keys)


class People:
    """The persons of one release, in the order in which they are first named in full."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.persons: list[Person] = []
        self._by_key: dict[str, list[Person]] = {}

    def add(
        self, name: str, words: list[str], at: int, office: str | None, head: str, country: str | None
    ) -> None:
        """Take a full name (two words or more) at word `at`; one already known gains what is new."""
        keys = name_keys(words)
        if not keys:
            return
        person = self._same(keys)
        if person is None:
            person = Person(name, keys, office, head, country, [at])
            self.persons.append(person)
        else:
            person.places.append(at)
            person.office, person.head = person.office or office, person.head or head
            person.country = person.country or country
            if len(keys) > len(person.keys):
                person.name, person.keys = name, keys
        for key in keys:
            known = self._by_key.setdefault(key, [])
            if person not in known:
                known.append(person)

    def _same(self, keys: tuple[str, ...]) -> Person | None:
        """Return the known person whom a full name means: all words shared, or family name and initial."""
        for person in self._by_key.get(keys[-1], ()):
            if set(keys) <= set(person.keys) or set(person.keys) <= set(keys):
                return person
            if keys[-1] == person.keys[-1] and len(keys) > 1 and keys[0][0] == person.keys[0][0]:
                return person
        return next((p for p in self._by_key.get(keys[0], ()) if set(keys) == set(p.keys)), None)

    def find(self, words: list[str], at: int) -> Person | None:
        """Return the person a name, whole or short, means at word `at`: last named, else the first."""
        keys = name_keys(words)
        if not keys:
            return None
        known = [p for p in self._by_key.get(keys[-1], ()) if set(keys) <= set(p.keys)]
        return self._nearest(known, at)

    def holder(self, heads: tuple[str, ...], at: int) -> Person | None:
        """Return the person last named before word `at` whose office is headed by one of `heads`, or None."""
        return self._nearest([p for p in self.persons if p.head and p.head.endswith(heads)], at)

    @staticmethod
    def _nearest(known: list[Person], at: int) -> Person | None:
        best, best_at = None, -1
        for person in known:
            before = max((place for place in person.places if place <= at), default=-1)
            if best is None or before > best_at:
                best, best_at = person, before
        return best
