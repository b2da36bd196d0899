"""Who gets which role, by what a provider says of them: the greatest that a rule gives, else none."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from communique.accounts.roles import ROLES, Role

Claims = Mapping[str, Any]
_SPARE = re.compile(r"[^a-z0-9._-]+")
_LONGEST = 34  # characters of a name, with room for a number after it


class Rules(BaseModel):
    """Roles by group, and by e-mail address that the provider says it verified (`@domain` is all of one)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    claim: str = "groups"  # with dots where it lies deeper, as realm_access.roles
    groups: dict[str, Role] = Field(default_factory=dict)
    emails: dict[str, Role] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _some(self) -> "Rules":
        if not self.groups and not self.emails:
            raise ValueError("no groups and no emails: nobody could sign in")
        return self

    def role(self, claims: Claims) -> Role | None:
        """Return the role of somebody; None for who may not come in."""
        given = [role for group, role in self.groups.items() if group in _groups(claims, self.claim)]
        address = _address(claims)
        for rule, role in self.emails.items():
            asked = rule.lower()
            if address and (address == asked or (asked.startswith("@") and address.endswith(asked))):
                given.append(role)
        return max(given, key=ROLES.index, default=None)


def _groups(claims: Claims, path: str) -> list[str]:
    """Return the values of a claim, by its whole name or the way to it."""
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for part in path.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    values = found if isinstance(found, list) else [found]
    return [value for value in values if isinstance(value, str)]


def _address(claims: Claims) -> str:
    """Return an address that the provider itself verified, else an empty text."""
    address = claims.get("email")
    verified = claims.get("email_verified") is True
    return address.lower() if verified and isinstance(address, str) and address.count("@") == 1 else ""


def name_of(claims: Claims, claim: str) -> str:
    """Return a name for an account, of letters that one may have: `Ada.Lind@example.org` is `ada.lind`."""
    given = claims.get(claim)
    text = given if isinstance(given, str) else ""
    name = _SPARE.sub("-", text.lower().partition("@")[0]).strip("._-")[:_LONGEST]
    return name or "guest"
