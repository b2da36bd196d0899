"""Feeds and calendars of any list: what the ledger says, nothing of the clock, so the same stays the same."""

from communique.faces.feeds.lists import FORMS, Form, render
from communique.query.saved import WHATS

__all__ = ["FORMS", "WHATS", "Form", "render"]
