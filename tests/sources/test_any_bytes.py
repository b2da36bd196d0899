"""What holds of any input whatever."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import BadInputError
from communique.sources import READERS, read_input
from communique.text import normal_form

RECORD = json.dumps({"title": "Talks", "published": "2024-05-03", "text": "They closed."}).encode()
RECORDS = [
    RECORD,
    b"-\n",
    b"Energy\n",
    b"Talks close\n",
    b"They closed. date2024-05-03\n",
    b"date2024-02-30\n",
]
SCRAPS = [b"\n", b"\xff", b"\r", b"{", b'"title": ', b"\x00", b"\xef\xbb\xbf", b"\x1f\x8b", b"e\xcc\x81"]
PIECES = st.sampled_from([*RECORDS, *SCRAPS])
CONTENTS = st.one_of(st.lists(PIECES, max_size=12).map(b"".join), st.binary(max_size=200))


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each run sets its own standard input
@given(content=CONTENTS, reader=st.sampled_from([None, *READERS]))
def test_nothing_is_raised_and_what_comes_is_whole(
    monkeypatch: pytest.MonkeyPatch, content: bytes, reader: str | None
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    items = list(read_input("-", reader))
    for item in items:
        if isinstance(item, BadInputError):
            assert "\n" not in str(item)
        else:
            assert item.text == normal_form(item.text)
            assert item.text.startswith(f"{item.title}\n")
            assert item.title == item.title.strip() != ""
            item.text.encode()
    assert items
