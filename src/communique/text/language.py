"""Tells a text's language from its script and its most frequent short words."""

import re

from communique.packs import Pack, load_pack

_LOOK_AT = 4_000  # characters: more changes no answer
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Scripts of other languages, told apart by letters that only one of them has; `mis` where none is there.
_OTHER_SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]"), (("uk", "іїєґ"), ("ru", "ыэё")), "mis"),
    (re.compile(r"[\u0600-\u06ff]"), (("ur", "ٹڈڑ"), ("fa", "پچژگ")), "ar"),
    (re.compile(r"[\u0370-\u03ff]"), (), "el"),
    (re.compile(r"[\u0590-\u05ff]"), (), "he"),
    (re.compile(r"[\u0e00-\u0e7f]"), (), "th"),
    (re.compile(r"[\u0900-\u097f]"), (), "hi"),
)
_LATIN_WORD = re.compile(r"[a-z\u00df-\u024f]+")


class _Languages(Pack):
    stop_words: dict[str, frozenset[str]]


def detect_language(text: str) -> str:
    """Return the ISO 639 code of a text's language: one of some fifteen, else `other`.

    `mis` is a language in another script than Latin which is none of those.
    """
    head = text[:_LOOK_AT].lower()
    words = _LATIN_WORD.findall(head)
    return _by_script(head, len(words)) or _by_stop_words(words)


def language_of(text: str, declared: str | None) -> str:
    """Return the language that a text is declared to be in, unless its script shows that it cannot be.

    A publisher's English site may hold a release in Korean, and it must not be read as English.
    """
    head = text[:_LOOK_AT].lower()
    found = _by_script(head, len(_LATIN_WORD.findall(head)))
    if declared and not (found and declared in _stop_words()):
        return declared
    return found or detect_language(text)


def _stop_words() -> dict[str, frozenset[str]]:
    known: _Languages = load_pack("und/languages", _Languages)
    return known.stop_words


def _by_script(head: str, latin_words: int) -> str | None:
    """Return the language of a script other than Latin that outweighs the Latin words around it."""
    for script, letters, otherwise in _OTHER_SCRIPTS:
        if len(script.findall(head)) > 5 * latin_words:  # a word takes about five of these letters
            return next((lang for lang, own in letters if any(one in head for one in own)), otherwise)
    hangul, kana, han = (len(script.findall(head)) for script in (_HANGUL, _KANA, _HAN))
    if hangul + kana + han <= 2 * latin_words:  # a word takes about two of these characters
        return None
    if hangul >= max(kana, han):
        return "ko"
    # Japanese prose is a third kana and more; a Chinese text quotes a kana at most
    return "ja" if kana * 10 > han else "zh"


def _by_stop_words(words: list[str]) -> str:
    """Return the language most of whose stop words occur; none where fewer than two do or two tie."""
    hits = sorted((sum(word in stops for word in words), lang) for lang, stops in _stop_words().items())
    (second, _), (best, lang) = hits[-2:]
    return lang if best >= 2 and best > second and best * 20 >= len(words) else "other"
