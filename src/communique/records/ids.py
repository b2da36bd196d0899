"""Stable ids: short hashes of what a thing says, the same on any machine."""

import hashlib


def stable_id(prefix: str, *parts: str) -> str:
    """Return `prefix-` and 16 hex digits of a hash of `parts`; parts cannot run into each other."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"
