"""Fetches pages: guarded against addresses within, polite to hosts, capped in bytes and time."""

from communique.sources.fetch.client import Fetched, Fetcher, FetchError, raw_of

__all__ = ["FetchError", "Fetched", "Fetcher", "raw_of"]
