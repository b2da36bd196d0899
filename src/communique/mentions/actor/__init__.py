"""Persons, organisations, countries and groups named in a release."""

from communique.mentions.actor.find import find_actors

__all__ = ["find_actors"]
