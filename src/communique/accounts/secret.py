"""Passwords by argon2, and secrets that a program keeps: long, random, stored as their hash alone."""

import hashlib
import unicodedata
from functools import cache
from secrets import token_urlsafe
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from communique.errors import CommuniqueError

SHORTEST, _LONGEST = 12, 1024  # characters of a password
_HASHER = PasswordHasher()
_AT_ONCE = Semaphore(2)  # a hash takes 64 MiB: many who sign in at once must not take all there is


def new_secret() -> str:
    """Return a secret of 256 random bits."""
    return token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Return what is kept of a random secret; one that long needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hash_password(password: str) -> str:
    """Return what is kept of a password; raise CommuniqueError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= _LONGEST:
        raise CommuniqueError(f"a password has {SHORTEST} to {_LONGEST:,} characters")
    with _AT_ONCE:
        return _HASHER.hash(_normal(password))


def is_password(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one of which `kept` was kept; as slow where there is none."""
    with _AT_ONCE:
        try:
            right = _HASHER.verify(kept or _nobodys(), _normal(password[: _LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash(new_secret())


def _normal(password: str) -> bytes:
    """Return the bytes of a password, the same from every keyboard."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
