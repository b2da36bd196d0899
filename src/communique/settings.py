"""Settings that repeat the flags: from the user's and the folder's `communique.toml` and the environment."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from communique.errors import SettingsError

FILE = "communique.toml"
LEDGER_VARIABLE = "COMMUNIQUE_LEDGER"
TOKEN_VARIABLE = "COMMUNIQUE_TOKEN"  # never in a file: whoever has it may decide
SMTP_PASSWORD_VARIABLE = "COMMUNIQUE_SMTP_PASSWORD"  # neither of these, either
WEBHOOK_SECRET_VARIABLE = "COMMUNIQUE_WEBHOOK_SECRET"
LOOPBACK = "127.0.0.1"
LOOPBACK_NAMES = frozenset({LOOPBACK, "localhost", "::1"})  # by which this machine alone is asked


class Settings(BaseModel):
    """What holds where no flag says otherwise; each key is named like its flag."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    ledger: str = Field(default="communique.db", min_length=1)
    format: Literal["table", "jsonl", "csv"] | None = None
    mail_from: str | None = None
    publisher: str | None = None
    reader: str | None = None
    smtp: str | None = None
    smtp_user: str | None = None
    threshold: float | None = Field(default=None, ge=0, le=1)
    tls: Literal["starttls", "tls", "none"] | None = None
    who: str | None = None
    within: str | None = None
    workers: int | None = Field(default=None, ge=1)


def load_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """Return the settings for a command run in `folder`.

    The environment goes before the folder's file, that before the user's, and that before what is built in.
    Raises SettingsError, naming file and key, for a key that is unknown or holds what it cannot.
    """
    values: dict[str, Any] = {}
    for path in (_user_folder(environment) / "communique" / "config.toml", folder / FILE):
        values |= _read(path)
    if ledger := environment.get(LEDGER_VARIABLE):
        values["ledger"] = ledger
    return Settings.model_validate(values)


def _user_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of the user's settings, as the XDG base directories have it."""
    named = environment.get("XDG_CONFIG_HOME", "")
    return Path(named) if named.startswith("/") else Path(environment.get("HOME", "/nonexistent"), ".config")


def _read(path: Path) -> dict[str, Any]:
    """Return the values of one file, checked; none where there is no file."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        Settings.model_validate(values)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        raise SettingsError(f"{path}: {_first(error)}") from error
    return values


def _first(error: ValidationError) -> str:
    """Return the first thing wrong as `key: what`."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{key}: no such setting; there are {', '.join(Settings.model_fields)}"
    return f"{key}: {first['msg']}"
