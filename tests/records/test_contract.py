"""The JSON of the contract, key by key."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from communique.records import AmountMention, MechanismSlot, TimeMention
from communique.records.contract import entry_to_json, mention_to_json, plain, reading_to_json
from tests.made import commitment, make_reading, make_release, meeting


def test_an_entry_has_the_keys_of_the_contract() -> None:
    release = make_release()
    found = entry_to_json(commitment(release))
    quote = "agreed to open a joint smelter by June 30"
    start = release.text.index(quote)
    assert found["evidence"] == [{"start": start, "end": start + len(quote), "quote": quote}]
    assert found["when"] == {
        "start": "2024-06-30",
        "end": "2024-06-30",
        "bound": "by",
        "edtf": "2024-06-30",
        "quote": "by June 30",
    }
    assert found["force"] == "agreed"
    assert found["amounts"][0]["value"] == "1500000"
    assert "where" not in found
    assert "mechanism" not in found
    assert "stage" not in found
    assert "entity" not in found["actors"][0]


def test_a_meeting_has_no_attribute_and_names_its_series() -> None:
    found = entry_to_json(meeting(make_release()))
    assert found["mechanism"] == {"name": "Tin Dialogue", "ordinal": 4}
    assert not {"force", "stage", "nature", ""} & set(found)


def test_a_series_without_number_has_no_ordinal() -> None:
    entry = replace(meeting(make_release()), mechanism=MechanismSlot("Tin Dialogue", None, 0, 3))
    assert entry_to_json(entry)["mechanism"] == {"name": "Tin Dialogue"}


def test_a_line_holds_release_entries_and_unread() -> None:
    found = reading_to_json(make_reading())
    assert list(found) == ["release", "entries", "unread"]
    assert found["release"]["published"] == "2024-04-23"
    assert "url" not in found["release"]
    assert found["release"]["text"].startswith(found["release"]["title"] + "\n")
    assert [entry["kind"] for entry in found["entries"]] == ["meeting", "commitment"]
    assert found["unread"][0]["why"] == "amount without entry"


def test_mentions_come_on_demand_with_their_words() -> None:
    time = TimeMention(0, 8, "day", "DATE", "2024-04-22", "2024-04-22", date(2024, 4, 22), date(2024, 4, 22))
    found = reading_to_json(replace(make_reading(), mentions=(time,)), mentions=True)["mentions"]
    assert found[0]["quote"] == "Ardia an"
    assert (found[0]["from"], found[0]["to"], found[0]["bound"]) == ("2024-04-22", "2024-04-22", "=")


def test_a_time_without_days_has_no_from_and_to() -> None:
    found = mention_to_json(TimeMention(0, 3, "vague", "DATE", "PRESENT_REF", ""), "now")
    assert not {"from", "to", "edtf"} & set(found)


def test_an_amount_mention_is_exact() -> None:
    found = mention_to_json(AmountMention(0, 4, "money", Decimal("9E+14"), "KRW", ">"), "lots")
    assert (found["value"], found["unit"], found["bound"]) == ("900000000000000", "KRW", ">")


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_told_whole_and_without_exponent(value: Decimal) -> None:
    told = plain(value)
    assert Decimal(told) == value
    assert "E" not in told.upper()
