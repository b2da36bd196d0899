"""The file that names a provider, this server to it, and who gets which role."""

import ipaddress
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from communique.accounts.oidc.rules import Rules
from communique.errors import SettingsError

SECRET_VARIABLE = "COMMUNIQUE_OIDC_SECRET"  # never in a file that is copied and shown
BACK = "/sign-in/provider/back"  # where the provider sends a browser back to


class Terms(BaseModel):
    """What is agreed with a provider; `site` is the address by which browsers call this server."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    issuer: str
    client: str = Field(min_length=1)
    site: str
    label: str = Field(default="your organisation", min_length=1, max_length=60)
    scopes: str = "openid profile email"
    name: str = "preferred_username"  # the claim that an account is named by
    rules: Rules

    @field_validator("issuer", "site")
    @classmethod
    def _plain_or_here(cls, address: str) -> str:
        check_address(address)
        return address

    @field_validator("scopes")
    @classmethod
    def _asks_who(cls, scopes: str) -> str:
        if "openid" not in scopes.split():
            raise ValueError("the scope openid is what asks who somebody is")
        return scopes

    @property
    def back(self) -> str:
        """The address that the provider must know as the one to send browsers back to."""
        return self.site.rstrip("/") + BACK


def check_address(address: str) -> None:
    """Raise ValueError for what is no address over https; over http only this machine's own will do."""
    parts = urlsplit(address)
    if not parts.hostname or parts.username or parts.query or parts.fragment or not address.isprintable():
        raise ValueError("no address of a server")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here(parts.hostname)):
        raise ValueError("only https; http will do on this machine alone")


def is_here(host: str | None) -> bool:
    """Tell whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def read_terms(path: Path) -> Terms:
    """Return the terms of a TOML file; raise SettingsError, naming file and key, where they cannot be."""
    try:
        return Terms.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{path}: {key}: {first['msg'].removeprefix('Value error, ')}") from error
