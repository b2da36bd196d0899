"""What is said of the shape without Alembic is what Alembic says."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from communique.ledger import open_ledger
from communique.ledger.migrate import SCRIPTS
from communique.ledger.shape import HEAD, shape_of


def test_the_head_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_new_ledger_has_reached_the_head(place: str) -> None:
    ledger = open_ledger(place, create=True)
    with ledger.database.reading() as connection:
        assert shape_of(connection) == HEAD
    ledger.close()
