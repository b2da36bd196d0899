"""Times: a token grammar from tokens over small rules to days, TIMEX3 values and bounds."""

from communique.mentions.time.find import find_times

__all__ = ["find_times"]
