"""Tells a text's language from its script and its most frequent short words."""

import re

from communique.packs import Pack, load_pack

_LOOK_AT = 4_000  # characters: more changes no answer
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[a-z\u00df-\u024f]+")


class _Languages(Pack):
    stop_words: dict[str, frozenset[str]]


def detect_language(text: str) -> str:
    """Return `en`, `ko`, `ja`, `zh`, `fr`, `es` or `de` as the text's language, else `other`."""
    head = text[:_LOOK_AT].lower()
    words = _LATIN_WORD.findall(head)
    return _by_script(head, len(words)) or _by_stop_words(words)


def _by_script(head: str, latin_words: int) -> str | None:
    """Return the language of an East Asian script that outweighs the Latin words around it."""
    hangul, kana, han = (len(script.findall(head)) for script in (_HANGUL, _KANA, _HAN))
    if hangul + kana + han <= 2 * latin_words:  # a word takes about two of these characters
        return None
    if hangul >= max(kana, han):
        return "ko"
    # Japanese prose is a third kana and more; a Chinese text quotes a kana at most
    return "ja" if kana * 10 > han else "zh"


def _by_stop_words(words: list[str]) -> str:
    """Return the language most of whose stop words occur; none where fewer than two do or two tie."""
    known: _Languages = load_pack("und/languages", _Languages)
    hits = sorted((sum(word in stops for word in words), lang) for lang, stops in known.stop_words.items())
    (second, _), (best, lang) = hits[-2:]
    return lang if best >= 2 and best > second and best * 20 >= len(words) else "other"
