"""Words as data: what a language says, and the one strict loader that reads it."""

from communique.packs.loader import Pack, is_read, load_pack, read_yaml

__all__ = ["Pack", "is_read", "load_pack", "read_yaml"]
