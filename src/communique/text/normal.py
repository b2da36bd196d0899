"""The normal form in which a release's text is stored, hashed and counted."""

import unicodedata


def normal_form(text: str) -> str:
    """Return `text` in NFC with `\\n` line ends; the normal form of a normal form is itself."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
