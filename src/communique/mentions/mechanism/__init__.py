"""Named series, bodies, instruments and programmes of a release, with their ordinals."""

from communique.mentions.mechanism.find import find_mechanisms

__all__ = ["find_mechanisms"]
