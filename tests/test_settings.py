"""Where settings come from, and which of them are refused."""

from pathlib import Path

import pytest

from communique.errors import SettingsError
from communique.settings import load_settings


@pytest.fixture
def user_file(tmp_path: Path) -> Path:
    """Return the user's file, in a folder of its own."""
    path = tmp_path / "xdg" / "communique" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "xdg"), **more}


def test_without_files_what_is_built_in_holds(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).ledger == "communique.db"


def test_the_nearer_goes_before_the_farther(tmp_path: Path, user_file: Path) -> None:
    user_file.write_text('ledger = "user.db"\npublisher = "kr-motie"\nworkers = 2\n')
    assert load_settings(tmp_path, environment(tmp_path)).ledger == "user.db"
    (tmp_path / "communique.toml").write_text('ledger = "folder.db"\nworkers = 4\n')
    settings = load_settings(tmp_path, environment(tmp_path))
    assert (settings.ledger, settings.workers, settings.publisher) == ("folder.db", 4, "kr-motie")
    assert load_settings(tmp_path, environment(tmp_path, COMMUNIQUE_LEDGER="env.db")).ledger == "env.db"


def test_the_users_file_lies_under_home_where_xdg_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / ".config" / "communique" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('ledger = "home.db"\n')
    assert load_settings(tmp_path / "elsewhere", {"HOME": str(tmp_path)}).ledger == "home.db"


REFUSED = {
    "unknown key": ('leger = "x.db"', "leger: no such setting; there are ledger"),
    "wrong type": ('workers = "two"', "workers: "),
    "no worker": ("workers = 0", "workers: "),
    "beyond one": ("threshold = 1.5", "threshold: "),
    "unknown format": ('format = "xml"', "format: "),
    "no TOML": ("ledger = ", "not TOML"),
}


@pytest.mark.parametrize(("content", "why"), REFUSED.values(), ids=REFUSED)
def test_a_bad_setting_is_refused_with_file_and_key(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "communique.toml"
    path.write_text(content)
    with pytest.raises(SettingsError) as refused:
        load_settings(tmp_path, {})
    assert str(refused.value).startswith(f"{path}: {why}")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_bytes(b"ledger = \xff")
    with pytest.raises(SettingsError, match="not TOML"):
        load_settings(tmp_path, {})


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "communique.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        load_settings(tmp_path, {})
