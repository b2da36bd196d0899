"""Texts that no ministry writes: each shape repeated to a length, for tests that nothing chokes on them."""

from collections.abc import Callable


def repeated(piece: str) -> Callable[[int], str]:
    """Return a function from a length to so many characters of `piece` over and over."""
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def nested(length: int) -> str:
    """Return brackets within brackets."""
    return "(" * (length // 2) + ")" * (length // 2)


def names(length: int) -> str:
    """Return a list of names of people, all different; 100,000 characters hold some 5,000."""
    listed = (
        f"{chr(65 + n % 26)}an{'aeiou'[n % 5]} {chr(65 + n // 26 % 26)}or{'lmnrst'[n % 6]}a{n}son"
        for n in range(6000)
    )
    return ", ".join(listed)[:length]


SHAPES: dict[str, Callable[[int], str]] = {
    "nested brackets": nested,
    "mixed brackets": repeated('(a [b {c "d") ] } '),
    "capitals": repeated("ALPHA BETA GAMMA "),
    "one capital": repeated("A"),
    "capitals by line": repeated("A\n"),
    "initials": repeated("J. K. "),
    "digits": repeated("7"),
    "grouped digits": repeated("1,234,"),
    "spaced digits": repeated("123 456 "),
    "numbers in words": repeated("five hundred and "),
    "sums": repeated("USD 5 million to "),
    "numbers of": repeated("number of 5 "),
    "names": names,
    "offices": repeated("Minister John Smith of Trade and "),
    "bodies": repeated("Ministry of "),
    "acronyms": repeated("World Trade Body (WTB), "),
    "definite groups": repeated("the two countries "),
    "rounds": repeated("first round of the second round of "),
    "one sentence": repeated("and the ministry of trade said that 5 million dollars "),
    "dates": repeated("Monday, April 3, to "),
    "hyphens": repeated("a-b-"),
    "spaces": repeated(" "),
    "hangul": repeated("한국"),
}
