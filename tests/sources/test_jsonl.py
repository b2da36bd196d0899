"""Releases from JSON lines, and what may be wrong in them."""

import gzip
import json
from datetime import date
from typing import Any

import pytest

from communique.errors import DamagedInputError
from communique.records import stable_id

from .conftest import Read

GOOD: dict[str, Any] = {
    "id": "n-7",
    "publisher": "sg-mti",
    "title": "Talks on digital trade close",
    "published": "2024-05-03",
    "url": "https://news.example/7",
    "text": "The talks closed on May 2.\n\nA note was signed.",
}


def line(**changes: object) -> str:
    return json.dumps({key: value for key, value in (GOOD | changes).items() if value is not None}) + "\n"


def test_a_record_becomes_a_release(read: Read) -> None:
    [release], errors = read(line())
    assert errors == []
    assert release.text == "Talks on digital trade close\nThe talks closed on May 2.\n\nA note was signed."
    assert (release.publisher, release.country, release.lang) == ("sg-mti", "SG", "en")
    assert (release.url, release.published) == ("https://news.example/7", date(2024, 5, 3))


def test_the_id_comes_from_the_publishers_own_key(read: Read) -> None:
    releases, _ = read(
        line() + line(title="Corrected", text="Other words.") + line(url=None) + line(url=None, id=None)
    )
    assert [release.id for release in releases] == [
        stable_id("rel", "sg-mti", "https://news.example/7"),
        stable_id("rel", "sg-mti", "https://news.example/7"),
        stable_id("rel", "sg-mti", "n-7"),
        stable_id("rel", "sg-mti", "Talks on digital trade close", "2024-05-03"),
    ]


def test_the_publisher_is_given_or_told_or_unknown(read: Read) -> None:
    content = line() + line(publisher=None)
    assert [release.publisher for release in read(content)[0]] == ["sg-mti", "unknown"]
    assert [release.publisher for release in read(content, publisher="in-pib")[0]] == ["sg-mti", "in-pib"]


def test_the_language_is_given_or_told_from_the_text(read: Read) -> None:
    korean = line(title="회담 종료", text="양측은 협력하기로 했다.")
    releases, _ = read(line(lang="fr") + line(lang="en-GB") + line(lang="?") + korean)
    assert [release.lang for release in releases] == ["fr", "en", "en", "ko"]


def test_text_is_stored_in_normal_form(read: Read) -> None:
    [release], _ = read(line(title="Sait\u006f\u0304\r\nspeaks", text="\r\nOne.\r\rTwo.\n"))
    assert release.text == "Sait\u014d speaks\nOne.\n\nTwo."


def test_a_time_of_day_beside_the_date_is_passed_over(read: Read) -> None:
    [release], _ = read(line(published="2024-05-03T23:30:00+09:00"))
    assert release.published == date(2024, 5, 3)


REFUSED = {
    "no title": (line(title=" "), "no title"),
    "no date": (line(published=None), "'Talks on digital trade close': no date, and none is guessed"),
    "impossible date": (line(published="2023-02-29"), "impossible date 2023-02-29"),
    "a month only": (line(published="2024-05"), "'2024-05' is not of the form YYYY-MM-DD"),
    "a date in words": (line(published="May 3, 2024"), "not of the form YYYY-MM-DD"),
    "no text": (line(text=None), "no text"),
    "a list for a title": (line(title=["x"]), "'title' is not a string"),
    "broken JSON": ('{"title": "x", "pub\n', "not a JSON object"),
    "no object": ('["title"]\n', "not a JSON object"),
    "endless nesting": ('{"title": ' + "[" * 100_000 + "\n", "not a JSON object"),
    "an endless number": ('{"id": ' + "9" * 10_000 + "}\n", "not a JSON object"),
    "a broken date": (line().encode().replace(b"2024-05-03", b"2024-05-\xff3"), "not of the form YYYY-MM-DD"),
    "a broken key": (
        line().encode().replace(b"news.example", b"news.ex\xffmple"),
        "broken characters in its key",
    ),
}


@pytest.mark.parametrize(("bad", "why"), REFUSED.values(), ids=REFUSED)
def test_a_bad_record_is_named_and_the_rest_goes_on(read: Read, bad: str | bytes, why: str) -> None:
    bad_bytes = bad if isinstance(bad, bytes) else bad.encode()
    releases, [error] = read(line().encode() + bad_bytes + b"\n" + line(id="n-8").encode())
    assert len(releases) == 2
    assert error.where.endswith("news:2")
    assert why in error.why
    assert "\n" not in str(error)


def test_broken_bytes_in_the_text_are_told_and_read(read: Read) -> None:
    [release], [error] = read(line().encode().replace(b"closed", b"cl\xffsed"))
    assert "The talks cl\ufffdsed" in release.text
    assert isinstance(error, DamagedInputError)
    assert "1 broken character," in str(error)


def test_a_replacement_character_that_the_source_printed_is_no_damage(read: Read) -> None:
    [release], errors = read(line(text="The talks cl\ufffdsed."))
    assert "cl\ufffdsed" in release.text
    assert errors == []


@pytest.mark.parametrize("bad", ["\\u0000", "\\ud800"], ids=["null", "half a pair"])
def test_characters_that_nothing_can_store_are_told_and_replaced(read: Read, bad: str) -> None:
    [release], [error] = read(line().replace("closed", f"cl{bad}sed"))
    assert "cl\ufffdsed" in release.text
    assert isinstance(error, DamagedInputError)


def test_a_text_in_another_encoding_is_refused(read: Read) -> None:
    content = json.dumps(GOOD | {"text": "양측은 협력하기로 했다. " * 9}, ensure_ascii=False).encode("euc-kr")
    releases, [error] = read(content)
    assert releases == []
    assert "not UTF-8 text" in str(error)


def test_a_body_that_ends_in_dots_is_cut(read: Read) -> None:
    [release], [error] = read(line(text="The talks closed and a …"))
    assert release.cut
    assert "cut short" in str(error)


def test_gzip_is_told_by_content(read: Read) -> None:
    assert read(gzip.compress(line().encode())) == read(line())


def test_a_gzip_file_broken_midway_gives_what_can_be_read_and_is_named(read: Read) -> None:
    packed = gzip.compress("".join(line(id=str(n), url=None) for n in range(5000)).encode())
    releases, errors = read(packed[: len(packed) // 2])
    assert len(releases) > 10
    assert "cannot be read on from here" in str(errors[-1])
