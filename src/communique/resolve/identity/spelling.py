"""Writes a name in one way where it may have several: Korean, Japanese, Chinese, Arabic, Cyrillic ones."""

import re
from collections.abc import Callable, Sequence

from communique.resolve.identity.words import korean_families, pack

_HANGUL = range(0xAC00, 0xD7A4)

Steps = tuple[tuple[str, str], ...]
_KOREAN: Steps = (
    ("ck|kk|g(?!$)|k", "k"),
    ("(?<!n)g$", "k"),
    ("([aeiou])h(?![aeiou])", r"\1"),
    ("sh", "s"),
    ("yeo|you|yoo|yu", "yu"),
    ("oo|eo|eu|ou", "u"),
    ("ai|ae", "e"),
    ("ui$|ui(?=[^aeiou])|hui|ee|yi", "i"),
    ("wu", "u"),
    ("weo", "wo"),
    ("l", "r"),
)
_KOREAN_LOOSE: Steps = (("ch|j", "c"), ("t", "d"), ("p", "b"))
_JAPANESE: Steps = (
    ("oh(?![aeiou])", "o"),
    ("ou|oo", "o"),
    ("uu", "u"),
    ("shi", "si"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("fu", "hu"),
    ("ji", "zi"),
    ("sh", "sy"),
    ("ch", "ty"),
    ("j", "zy"),
    ("m(?=[mbp])", "n"),
)
_PINYIN: Steps = (
    ("zh|ch|j|q|z", "c"),
    ("x|sh", "s"),
    ("g", "k"),
    ("d", "t"),
    ("b", "p"),
)
_WADE: Steps = (
    ("j", "r"),
    ("ts|tz", "c"),
    ("hs", "x"),
    ("ung", "ong"),
    ("ieh", "ie"),
    ("ien", "ian"),
    ("(?<=[cs]h)ih", "i"),
    ("eh", "e"),
    ("uei", "ui"),
)
_CYRILLIC: Steps = (
    ("x", "ks"),
    ("der$", "dr"),
    ("kh|g", "h"),
    ("yu|iu|ju", "u"),
    ("ya|ia|ja", "a"),
    ("[yij]+", "i"),
    ("w", "v"),
    (r"(.)\1", r"\1"),
)
_ARABIC: Steps = (
    ("ou|oo|o", "u"),
    ("ei|ai|ay|ey|ee|e|y", "i"),
    ("dh|dz", "z"),
    ("q", "k"),
    (r"(.)\1", r"\1"),
    ("(?<=.)[aiu]", ""),
)
_UMLAUTS: Steps = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def _stepwise(steps: Steps) -> Callable[[str], str]:
    compiled = [(re.compile(pattern), plain) for pattern, plain in steps]

    def write(word: str) -> str:
        for pattern, plain in compiled:
            word = pattern.sub(plain, word)
        return word

    return write


japanese, cyrillic, arabic = _stepwise(_JAPANESE), _stepwise(_CYRILLIC), _stepwise(_ARABIC)
umlauts, pinyin = _stepwise(_UMLAUTS), _stepwise(_PINYIN)
_korean, _korean_loose, _wade = _stepwise(_KOREAN), _stepwise(_KOREAN_LOOSE), _stepwise(_WADE)


def wade_giles(word: str) -> str:
    """Return a word of Wade-Giles as `pinyin` writes the same name."""
    return pinyin(_wade(word))


def hangul(name: str) -> str:
    """Return a Korean name in Latin letters, its family name apart; what is no Hangul stays as it is."""
    if not name or any(ord(c) not in _HANGUL for c in name.replace(" ", "")):
        return name
    syllables = [_syllable(c) for c in name.replace(" ", "")]
    return f"{syllables[0]} {''.join(syllables[1:])}".strip()


def _syllable(sign: str) -> str:
    number, signs = ord(sign) - _HANGUL.start, pack().hangul
    vowels, finals = len(signs.vowels), len(signs.finals)
    parts = (
        signs.initials[number // (vowels * finals)],
        signs.vowels[number // finals % vowels],
        signs.finals[number % finals],
    )
    return "".join(part.strip("-") for part in parts)


def korean(words: Sequence[str], loose: bool = False) -> frozenset[tuple[str, str]]:
    """Return (family, given) of a Korean name, for each end at which its family name may stand."""
    found = set()
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        known = korean_families().get(family)
        if known and given:
            plain = _korean("".join(given))
            found.add((known, _korean_loose(plain) if loose else plain))
    return frozenset(found)
