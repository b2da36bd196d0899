"""Fetches pages: guarded against addresses within, polite to hosts, capped in bytes and time."""

from communique.sources.fetch.client import Fetched, Fetcher, FetchError, raw_of, with_files
from communique.sources.fetch.post import Posted, post

__all__ = ["FetchError", "Fetched", "Fetcher", "Posted", "post", "raw_of", "with_files"]
