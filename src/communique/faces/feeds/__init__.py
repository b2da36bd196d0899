"""Feeds and calendars of any list: what the ledger says, nothing of the clock, so the same stays the same."""

from communique.faces.feeds.lists import FORMS, WHATS, Form, What, render

__all__ = ["FORMS", "WHATS", "Form", "What", "render"]
