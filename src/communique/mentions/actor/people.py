"""Who is who within one release: short forms of a person's name lead to its fullest form."""

from collections.abc import Collection
from dataclasses import dataclass

from communique.mentions.names.words import is_field, titles
from communique.text.fold import fold


@dataclass(slots=True)
class Person:
    """One person of a release; `places` are the words at which it is named."""

    name: str
    keys: tuple[str, ...]
    office: str | None
    head: str
    country: str | None
    places: list[int]

    def fields(self) -> set[str]:
        """Return the fields of the office: {"trade", "industry"} of a trade and industry minister."""
        return {word for word in fold(self.office or "").split() if is_field(word)}


def name_keys(words: list[str]) -> tuple[str, ...]:
    """Return the words of a name as keys: folded, without initials, particles and suffixes."""
    pack = titles()
    keys = []
    for word in words:
        bare = word.rstrip(".")
        if len(bare) < 2 or bare in pack.suffixes or word.lower() in pack.particles:
            continue
        keys.append(bare.lower() if bare.isascii() else fold(bare))
    return tuple(keys)


class People:
    """The persons of one release, in the order in which they are first named in full."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.persons: list[Person] = []
        self._by_key: dict[str, list[Person]] = {}

    def add(self, name: str, words: list[str], at: int, office: str | None, head: str) -> Person | None:
        """Take a name at word `at` and return its person; one already known gains what is new."""
        keys = name_keys(words)
        if not keys:
            return None
        person = self._same(keys)
        if person is None:
            person = Person(name, keys, office, head, None, [at])
            self.persons.append(person)
        else:
            person.places.append(at)
            person.office, person.head = person.office or office, person.head or head
            if len(keys) > len(person.keys):
                person.name, person.keys = name, keys
        for key in keys:
            known = self._by_key.setdefault(key, [])
            if person not in known:
                known.append(person)
        return person

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
        return self._nearest([p for p in self._by_key.get(keys[-1], ()) if set(keys) <= set(p.keys)], at)

    def holder(self, heads: tuple[str, ...], words: Collection[str], at: int) -> Person | None:
        """Return the person last named before word `at` in an office headed by one of `heads`, or None.

        Where the reference names fields ("the trade chief"), the office must share one or name none.
        """
        wanted = {word for word in words if is_field(word)}
        fitting = [
            person for person in self.persons if person.head.endswith(heads) and _fits(person, heads, wanted)
        ]
        exact = [person for person in fitting if person.head in heads]
        return self._nearest(exact or fitting, at)

    def before(self, at: int, first: int = 0) -> list[Person]:
        """Return the persons named at words `first` to `at`, the one named last there as the last."""
        found = [
            (max((p for p in x.places if first <= p < at), default=-1), i) for i, x in enumerate(self.persons)
        ]
        return [self.persons[i] for place, i in sorted(found) if place >= 0]

    @staticmethod
    def _nearest(known: list[Person], at: int) -> Person | None:
        best, best_at = None, -1
        for person in known:
            before = max((place for place in person.places if place <= at), default=-1)
            if best is None or before > best_at:
                best, best_at = person, before
        return best


def _fits(person: Person, heads: tuple[str, ...], wanted: set[str]) -> bool:
    """Tell whether an office can be meant by a reference that names the fields `wanted`."""
    own = person.fields() if wanted else set()
    return not wanted or bool(wanted & own) or (not own and person.head in heads)
