"""Brings releases in: files, folders and standard input, as JSON lines or a publisher's listing."""

from communique.sources.reader import READERS, read_input

__all__ = ["READERS", "read_input"]
