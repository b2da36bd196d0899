"""An occasion is no party beside those who hold it."""

import pytest

from communique.entries.parties import is_occasion, occasions_pack

EXAMPLES = occasions_pack().examples


@pytest.mark.parametrize("name", EXAMPLES.occasions)
def test_occasions(name: str) -> None:
    assert is_occasion(name)


@pytest.mark.parametrize("name", EXAMPLES.parties)
def test_parties(name: str) -> None:
    assert not is_occasion(name)
