"""A one-for-one softened copy of a text for matching: look-alike quotes, dashes and spaces replaced."""

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u202f\u205f\u3000\t\r\u000b\u000c\u2028\u2029\u2060\u200b\u200c\u200d\ufeff"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\uff07"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"

_TABLE = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "-" for c in _DASHES},
    **{ord(c): "'" for c in _SINGLE},
    **{ord(c): '"' for c in _DOUBLE},
}


def soften(text: str) -> str:
    """Return a copy of the same length with look-alikes replaced; line feeds stay."""
    return text.translate(_TABLE)
