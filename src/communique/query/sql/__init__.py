"""Statements of users over the ledger: read only, fenced in, with caps on time, rows and memory."""

from communique.query.sql.ask import Answer, Caps, ask_sql

__all__ = ["Answer", "Caps", "ask_sql"]
