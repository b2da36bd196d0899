"""Who is who within one release: short forms of a person's name lead to its fullest form."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from communique.mentions.names.words import is_field, titles
from communique.text.fold import fold

# Bounds that keep a list of thousands of names linear: namesakes told apart, mentions looked back over.
_NAMESAKES = 64
_LOOK_BACK = 64


@dataclass(slots=True)
class Person:
    """One person of a release; `number` is its place among them, `first` the word it is first named at."""

    number: int
    name: str
    keys: tuple[str, ...]
    office: str | None
    head: str
    first: int
    country: str | None = None

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
    """The persons of one release, and the words at which each is mentioned."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.persons: list[Person] = []
        self._by_keys: dict[tuple[str, ...], Person] = {}
        self._by_key: dict[str, list[Person]] = {}
        self._trail: list[tuple[int, int]] = []  # word and person's number of each mention, in text order

    def add(self, name: str, words: list[str], at: int, office: str | None, head: str) -> Person | None:
        """Take a name at word `at` and return its person; one already known gains what is new."""
        keys = name_keys(words)
        if not keys:
            return None
        person = self._same(keys)
        if person is None:
            person = Person(len(self.persons), name, keys, office, head, at)
            self.persons.append(person)
        else:
            person.office, person.head = person.office or office, person.head or head
            if len(keys) > len(person.keys):
                person.name, person.keys = name, keys
        self._by_keys.setdefault(keys, person)
        for key in keys:
            if person not in self._namesakes(key):
                self._by_key.setdefault(key, []).append(person)
        self.see(person, at)
        return person

    def see(self, person: Person, at: int) -> None:
        """Note that a person is mentioned at word `at`."""
        insort(self._trail, (at, person.number))

    def _namesakes(self, key: str) -> list[Person]:
        return self._by_key.get(key, [])[-_NAMESAKES:]

    def _same(self, keys: tuple[str, ...]) -> Person | None:
        """Return the known person whom a full name means: all words shared, or family name and initial."""
        if keys in self._by_keys:
            return self._by_keys[keys]
        for person in self._namesakes(keys[-1]):
            if set(keys) <= set(person.keys) or set(person.keys) <= set(keys):
                return person
            if keys[-1] == person.keys[-1] and len(keys) > 1 and keys[0][0] == person.keys[0][0]:
                return person
        return next((p for p in self._namesakes(keys[0]) if set(keys) == set(p.keys)), None)

    def find(self, words: list[str], at: int) -> Person | None:
        """Return the person a name, whole or short, means at word `at`: last named, else the first."""
        keys = name_keys(words)
        if not keys:
            return None
        if len(keys) > 1 and keys in self._by_keys:
            return self._by_keys[keys]
        known = [p for p in self._namesakes(keys[-1]) if set(keys) <= set(p.keys)]
        return self._last_named(known, at) if len(known) > 1 else (known[0] if known else None)

    def holder(self, heads: tuple[str, ...], words: Collection[str], at: int) -> Person | None:
        """Return the person last named before word `at` in an office headed by one of `heads`, or None.

        Where the reference names fields ("the trade chief"), the office must share one or name none.
        """
        wanted = {word for word in words if is_field(word)}
        near = [self.persons[number] for number in self._back(at)] or self.persons[:_LOOK_BACK]
        fitting = [p for p in near if p.head.endswith(heads) and _fits(p, heads, wanted)]
        if not fitting:
            fitting = [p for p in self.persons[:_LOOK_BACK] if p.head in heads and _fits(p, heads, wanted)]
        return next((p for p in fitting if p.head in heads), fitting[0] if fitting else None)

    def before(self, at: int, first: int = 0) -> list[Person]:
        """Return the persons named at words `first` to `at`, the one named last there as the last."""
        return [self.persons[number] for number in self._back(at, first)][::-1]

    def _back(self, at: int, first: int = 0) -> list[int]:
        """Return the numbers of the persons mentioned before word `at`, once each, the nearest first."""
        end = bisect_left(self._trail, (at, -1))
        start = max(bisect_left(self._trail, (first, -1)), end - _LOOK_BACK)
        return list(dict.fromkeys(number for _, number in reversed(self._trail[start:end])))

    def _last_named(self, known: Iterable[Person], at: int) -> Person | None:
        numbers = {person.number: person for person in known}
        nearest = next((n for n in self._back(at + 1) if n in numbers), None)
        return numbers[min(numbers) if nearest is None else nearest]


def _fits(person: Person, heads: tuple[str, ...], wanted: set[str]) -> bool:
    """Tell whether an office can be meant by a reference that names the fields `wanted`."""
    own = person.fields() if wanted else set()
    return not wanted or bool(wanted & own) or (not own and person.head in heads)
