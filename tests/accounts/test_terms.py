"""The file that names a provider: what it must say, and how what cannot be is told."""

from pathlib import Path

import pytest

from communique.accounts.oidc import Rules, read_terms
from communique.errors import SettingsError

RIGHT = """
issuer = "https://login.example.org/realms/trade"
client = "communique"
site = "https://trade.example.org/"
[rules]
claim = "realm_access.roles"
[rules.groups]
"trade-editors" = "editor"
"""


def written(folder: Path, text: str) -> Path:
    """Return a file of a text."""
    path = folder / "oidc.toml"
    path.write_text(text)
    return path


def test_terms_say_where_browsers_come_back_to(tmp_path: Path) -> None:
    terms = read_terms(written(tmp_path, RIGHT))
    assert terms.back == "https://trade.example.org/sign-in/provider/back"
    assert terms.rules.role({"realm_access": {"roles": ["trade-editors"]}}) == "editor"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("https://login", "http://login", "issuer: only https"),
        ("https://trade", "http://trade", "site: only https"),
        ("https://login.example.org/realms/trade", "login.example.org", "issuer: no address"),
        ('client = "communique"', "", "client: Field required"),
        ('"editor"', '"king"', "rules.groups.trade-editors: Input should be 'reader', 'reviewer'"),
        ('"trade-editors" = "editor"', "", "rules: no groups and no emails"),
        ("[rules]", 'secret = "x"\n[rules]', "secret: Extra inputs are not permitted"),
        ("[rules]", 'scopes = "email"\n[rules]', "scopes: the scope openid"),
        ("[rules]", "[rules", "not TOML"),
    ],
)
def test_terms_that_cannot_be_are_told_with_file_and_key(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    path = written(tmp_path, RIGHT.replace(old, new))
    with pytest.raises(SettingsError) as told:
        read_terms(path)
    assert str(told.value).startswith(f"{path}: {why}")


def test_a_claim_may_have_dots_in_its_own_name() -> None:
    rules = Rules(claim="https://example.org/groups", groups={"a": "reader"})
    assert rules.role({"https://example.org/groups": ["a"]}) == "reader"
