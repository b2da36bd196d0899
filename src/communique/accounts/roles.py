"""The roles: each may do what those before it may, and more."""

from typing import Literal, get_args

Role = Literal["reader", "reviewer", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES = ROLES[:-1]  # of a token: no program manages accounts


def reaches(role: Role | None, least: Role) -> bool:
    """Tell whether a role may do what `least` may; who has none may nothing."""
    return role is not None and ROLES.index(role) >= ROLES.index(least)


def lesser(one: Role, other: Role) -> Role:
    """Return that of two roles which may do less."""
    return min(one, other, key=ROLES.index)
