"""The one strict loader of pack files: YAML checked against a pydantic model, unknown keys refused."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from communique.errors import PackError

ROOT = Path(str(resources.files("communique.packs")))
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Pack(BaseModel):
    """The shape every pack file's model derives from: frozen, and no key it does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


P = TypeVar("P", bound=Pack)


def is_read(lang: str) -> bool:
    """Tell whether a pack reads a language; one that could not be told is taken for one that is read."""
    return lang in ("other", "") or (lang.isalpha() and (ROOT / lang).is_dir())


@cache
def load_pack(name: str, model: type[P]) -> P:
    """Return the pack `name` ("en/titles") as `model`; raise PackError naming file and key."""
    return read_yaml(ROOT / f"{name}.yaml", model)


def read_yaml(path: Path, model: type[P]) -> P:
    """Return the YAML file at `path` as `model`; raise PackError naming file and key."""
    try:
        with path.open(encoding="utf-8") as stream:
            return model.model_validate(yaml.load(stream, Loader=Loader))  # a safe loader, chosen above
    except OSError as error:
        raise PackError(f"{path}: cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise PackError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PackError(f"{path}: {place}: {first['msg']}") from error
