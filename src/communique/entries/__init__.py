"""Says what happened: joins mentions into entries of the six kinds, by a small learned model and rules."""

from communique.entries.network import shipped
from communique.entries.read import read

__all__ = ["read", "shipped"]
