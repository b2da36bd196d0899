"""The listing of a publisher's site, and what may be wrong in it."""

from datetime import date

import pytest

from communique.errors import DamagedInputError

from .conftest import Read

QUAY = (
    "Two ministers open a quay\nThe quay at Port Hale was opened on May 2. It took a year. date2024-05-03\n"
)
TALKS = "Hydrogen talks held\nThe sides met on May 6 and agreed to meet again.date2024-05-07"
LISTING = f"-\n{QUAY}-\nEnergy\n{TALKS}"


def test_each_record_is_a_release(read: Read) -> None:
    releases, errors = read(LISTING)
    assert errors == []
    assert [release.title for release in releases] == ["Two ministers open a quay", "Hydrogen talks held"]
    assert [release.published for release in releases] == [date(2024, 5, 3), date(2024, 5, 7)]
    assert releases[0].text == (
        "Two ministers open a quay\nThe quay at Port Hale was opened on May 2. It took a year."
    )
    assert not any(release.cut for release in releases)


def test_the_listing_belongs_to_its_publisher_unless_told_otherwise(read: Read) -> None:
    known, _ = read(LISTING)
    told, _ = read(LISTING, publisher="jp-meti")
    assert {(release.publisher, release.country) for release in known} == {("kr-motie", "KR")}
    assert {(release.publisher, release.country) for release in told} == {("jp-meti", "JP")}
    assert {release.id for release in known}.isdisjoint(release.id for release in told)


def test_a_topic_line_is_no_title_and_a_short_title_is_no_topic(read: Read) -> None:
    text = (
        "-\nFTA/Economic Cooperation\nTalks on the agreement begin\nThey began on May 6. date2024-05-07\n"
        "-\nCarbon Neutrality\nPlan for cleaner steel is out\nIt has four parts. date2024-05-08\n"
        "-\nMinister Orr visits Port Hale\nShe saw the quay.\nShe then left. date2024-05-09\n"
    )
    titles = [
        "Talks on the agreement begin",
        "Plan for cleaner steel is out",
        "Minister Orr visits Port Hale",
    ]
    releases, errors = read(text)
    assert errors == []
    assert [release.title for release in releases] == titles
    assert releases[2].text == "Minister Orr visits Port Hale\nShe saw the quay.\nShe then left."


def test_a_topic_with_no_text_is_no_release(read: Read) -> None:
    releases, errors = read("-\nEnergy\nHydrogen talks held date2024-05-07\n")
    assert releases == []
    assert "no text" in str(errors[0])


def test_a_body_cut_in_mid_word_is_told_and_marked(read: Read) -> None:
    releases, [error] = read("-\nA plan for ports\nThe plan, which is es date2023-01-11\n-\n" + QUAY)
    assert [release.cut for release in releases] == [True, False]
    assert releases[0].text == "A plan for ports\nThe plan, which is es"
    assert isinstance(error, DamagedInputError)
    assert "news:2: 'A plan for ports': the body is cut short" in str(error)


def test_a_release_without_a_date_is_refused_by_name_and_the_rest_goes_on(read: Read) -> None:
    releases, errors = read(
        f"-\nNo day given\nThe sides met at last.\n-\n{QUAY}-\nEnd lost\nThe file ends in"
    )
    assert [release.title for release in releases] == ["Two ministers open a quay"]
    assert [str(error).partition("news:")[2] for error in errors] == [
        "2: 'No day given': no date, and none is guessed",
        "8: 'End lost': no date, and none is guessed",
    ]


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-01", "0000-00-00", "1024-01-01"])
def test_an_impossible_date_is_refused(read: Read, day: str) -> None:
    releases, [error] = read(f"-\nA day that is none\nThe sides met. date{day}\n-\n{QUAY}")
    assert len(releases) == 1
    assert f"impossible date {day}" in str(error)


def test_a_date_of_another_form_is_not_guessed_at(read: Read) -> None:
    releases, [error] = read("-\nA day of doubt\nThe sides met. date03.04.2024\n")
    assert releases == []
    assert "'03.04.2024' is not of the form YYYY-MM-DD" in str(error)


def test_a_lost_separator_does_not_run_two_releases_together(read: Read) -> None:
    releases, errors = read(f"-\n{QUAY}{TALKS}\n")
    assert errors == []
    assert [release.title for release in releases] == ["Two ministers open a quay", "Hydrogen talks held"]


def test_a_piece_of_a_listing_without_its_first_separator_is_told_by_its_date(read: Read) -> None:
    releases, errors = read(QUAY + "-\n" + TALKS)
    assert len(releases) == 2
    assert errors == []


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(read: Read) -> None:
    plain, _ = read(LISTING)
    other, errors = read("\ufeff" + LISTING.replace("\n", "\r\n"))
    assert errors == []
    assert other == plain


def test_the_same_meeting_on_two_days_is_two_releases_each_time_it_is_read(read: Read) -> None:
    twice = f"-\n{QUAY}-\n{QUAY.replace('2024-05-03', '2024-05-04')}"
    first, _ = read(twice)
    again, _ = read(twice, name="another-name")
    assert first[0].id != first[1].id
    assert first == again


def test_broken_bytes_in_a_body_are_told_and_in_a_title_refuse_the_record(read: Read) -> None:
    content = LISTING.encode().replace(b"took", b"t\xffok").replace(b"Hydrogen", b"Hydr\xffgen")
    [release], errors = read(content)
    assert "It t\ufffdok a year." in release.text
    assert [isinstance(error, DamagedInputError) for error in errors] == [True, False]
    assert "broken characters in its title" in str(errors[1])
