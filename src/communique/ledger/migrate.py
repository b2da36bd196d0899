"""Brings a ledger's tables to the shape this program knows; the only room for Alembic."""

from functools import cache
from importlib import resources

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

SCRIPTS = str(resources.files("communique.ledger") / "migrations")


def is_known(shape: str) -> bool:
    """Tell whether this program knows the step; one it does not know is of a newer program."""
    return any(step.revision == shape for step in _scripts().walk_revisions())


def upgrade(connection: sa.Connection, to: str = "head") -> None:
    """Run the steps that are missing up to `to`, in the transaction of `connection`."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", SCRIPTS.replace("%", "%%"))
    return config
