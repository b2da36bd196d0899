"""Places named in a release: countries, regions, cities, venues."""

from communique.mentions.place.find import find_places

__all__ = ["find_places"]
