"""Finds times: dates, periods, durations, sets, each resolved to whole days where the text tells them."""

from communique.mentions.time.find import find_times

__all__ = ["find_times"]
