"""Amounts named in a release: money, percentages, measures, counts."""

from communique.mentions.amount.find import find_amounts

__all__ = ["find_amounts"]
