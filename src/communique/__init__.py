"""communique reads official press releases and keeps a ledger of what they say was done."""

__version__ = "0.1.0"
