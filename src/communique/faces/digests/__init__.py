"""Digests of a saved query: what is new, changed or gone since the last that arrived, as JSON and as mail."""

from communique.faces.digests.mail import mail_of
from communique.faces.digests.news import PART, news

__all__ = ["PART", "mail_of", "news"]
