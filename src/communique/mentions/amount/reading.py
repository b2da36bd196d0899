"""What is known of one number while its surroundings are read."""

from dataclasses import dataclass
from decimal import Decimal

from communique.mentions.amount.currencies import IN_DOUBT, Currency
from communique.mentions.amount.numerals import Numeral
from communique.records.kinds import AmountBound
from communique.records.mention import AmountRole


@dataclass(slots=True)
class Reading:
    """A number with its currency, magnitude and unit, filled in step by step."""

    numeral: Numeral
    value: Decimal
    start: int  # with a currency before it
    end: int  # with what follows and belongs to it
    scale: int | None = None  # power of ten of its magnitude word
    unit: str | None = None
    rule: str = ""
    money: bool = False
    per: str | None = None
    sign: str = ""  # the currency sign before it
    negative: bool = False
    dropped: bool = False  # its size, its unit or its currency is in doubt
    shared: bool = False  # has its unit from the number after it
    bound: AmountBound = "="
    role: AmountRole = "value"

    @property
    def bare(self) -> bool:
        """Tell whether the number has no unit yet."""
        return self.unit is None

    @property
    def is_year(self) -> bool:
        """Tell whether the number is written as a year may be."""
        numeral = self.numeral
        return (
            self.scale is None
            and not numeral.in_words
            and numeral.end - numeral.start == 4
            and 1900 <= self.value <= 2100
        )

    @property
    def is_large(self) -> bool:
        """Tell whether the number can only be a sum where a word beside it might be no currency."""
        return self.scale is not None or self.numeral.grouped or (self.value >= 1000 and not self.is_year)

    def take(self, currency: Currency) -> None:
        """Make this an amount of money, or drop it where the currency is in doubt."""
        self.money, self.rule, self.unit = True, "money", currency.code
        self.dropped = self.dropped or currency.code == IN_DOUBT
        if currency.hundredth:
            self.scale = (self.scale or 0) - 2

    def exact(self) -> Decimal:
        """Return the value with its magnitude and sign, exactly and without an exponent."""
        digits = self.value.as_tuple()
        exponent = int(digits.exponent) + (self.scale or 0)
        value = Decimal((0, digits.digits, exponent))
        value = Decimal(format(value, "f"))
        return -value if self.negative and value else value
