"""Dates: what EDTF says, its range, its order, and its words."""

import contextlib
import datetime as dt
import io
import re

import pytest
from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from generator.values import covers, dates_agree, iso_8601, iso_range, read_date, show_date, sort_key
from generator.values.calendars import from_julian, last_of_julian
from generator.values.date import Date
from generator.values.date_phrases import date_phrases
from generator.values.model import ValueFault
from generator.values.time_of_day import zone, zone_names

# What is written, first day, last day, and what a reader sees.
DATES = [
    ("2025", "2025-01-01", "2025-12-31", "2025"),
    ("0800", "0800-01-01", "0800-12-31", "800"),
    ("2025-12", "2025-12-01", "2025-12-31", "December 2025"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
    ("2025-12-02", "2025-12-02", "2025-12-02", "2 December 2025"),
    ("2025-12-02T10:00:00", "2025-12-02", "2025-12-02", "2 December 2025, 10:00"),
    ("2025-12-02T10:00:30Z", "2025-12-02", "2025-12-02", "2 December 2025, 10:00:30 UTC"),
    ("2025-12-02T10:00:00+03:00", "2025-12-02", "2025-12-02", "2 December 2025, 10:00 UTC+03:00 (07:00 UTC)"),
    ("2025-12-02T10:00", "2025-12-02", "2025-12-02", "2 December 2025, 10:00"),
    (
        *("2025-12-02T01:00+03", "2025-12-02", "2025-12-02"),
        "2 December 2025, 01:00 UTC+03:00 (1 December, 22:00 UTC)",
    ),
    ("2025-12-02T14:00[Europe/Moscow]", "2025-12-02", "2025-12-02", "2 December 2025, 14:00 Moscow (11:00 UTC)"),
    ("2025-10-26T02:30+01:00[Europe/Berlin]", *["2025-10-26"] * 2, "26 October 2025, 02:30 Berlin (01:30 UTC)"),
    ("2025-W10", "2025-03-03", "2025-03-09", "week 10 (3–9 March 2025)"),
    ("2025-W01", "2024-12-30", "2025-01-05", "week 1 (30 December 2024 – 5 January 2025)"),
    ("2020-W53-7", "2021-01-03", "2021-01-03", "3 January 2021"),
    ("1917-10-25[julian]", *["1917-11-07"] * 2, "25 October 1917 (Old Style), 7 November 1917 (New Style)"),
    ("1900-02-29[julian]", *["1900-03-13"] * 2, "29 February 1900 (Old Style), 13 March 1900 (New Style)"),
    ("1917-10[julian]", "1917-10-14", "1917-11-13", "October 1917 (Old Style)"),
    ("1917~[julian]", "1917-01-14", "1918-01-13", "about 1917 (Old Style)"),
    ("1994~", "1994-01-01", "1994-12-31", "about 1994"),
    ("1994?", "1994-01-01", "1994-12-31", "1994 (uncertain)"),
    ("1994%", "1994-01-01", "1994-12-31", "about 1994 (uncertain)"),
    ("2025-12-02?", "2025-12-02", "2025-12-02", "2 December 2025 (uncertain)"),
    ("199X", "1990-01-01", "1999-12-31", "the 1990s"),
    ("199X~", "1990-01-01", "1999-12-31", "about the 1990s"),
    ("000X", "0001-01-01", "0009-12-31", "the 0s"),
    ("19XX", "1900-01-01", "1999-12-31", "the years 1900 to 1999"),
    ("2025-XX", "2025-01-01", "2025-12-31", "2025 (month unknown)"),
    ("2025-12-XX", "2025-12-01", "2025-12-31", "December 2025 (day unknown)"),
    ("2025-XX-XX", "2025-01-01", "2025-12-31", "2025 (day unknown)"),
    ("2025-21", "2025-03-01", "2025-05-31", "spring 2025"),
    ("2025-22~", "2025-06-01", "2025-08-31", "about summer 2025"),
    ("2025-23", "2025-09-01", "2025-11-30", "autumn 2025"),
    ("2023-24", "2023-12-01", "2024-02-29", "winter 2023–2024"),
    ("9999-24", "9999-12-01", "9999-12-31", "winter 9999–10000"),
    ("2025-12-01/2025-12-10", "2025-12-01", "2025-12-10", "1–10 December 2025"),
    ("2025-12-11/2025-12-20", "2025-12-11", "2025-12-20", "11–20 December 2025"),
    ("2025-12-21/2025-12-31", "2025-12-21", "2025-12-31", "21–31 December 2025"),
    ("2025-02-21/2025-02-28", "2025-02-21", "2025-02-28", "21–28 February 2025"),
    ("2024-02-21/2024-02-28", "2024-02-21", "2024-02-28", "21–28 February 2024"),
    ("9999-12-21/9999-12-31", "9999-12-21", "9999-12-31", "21–31 December 9999"),
    ("2025-12-01/2025-12-10?", "2025-12-01", "2025-12-10", "from 1 December 2025 to 10 December 2025 (uncertain)"),
    ("2025-12-02/2025-12-04", "2025-12-02", "2025-12-04", "2–4 December 2025"),
    ("2025-11-30/2025-12-04", "2025-11-30", "2025-12-04", "30 November – 4 December 2025"),
    ("2025-12-30/2026-01-02", "2025-12-30", "2026-01-02", "30 December 2025 – 2 January 2026"),
    ("2025-11/2025-12", "2025-11-01", "2025-12-31", "November – December 2025"),
    ("1994/1996~", "1994-01-01", "1996-12-31", "from 1994 to about 1996"),
    ("2025-21/2025-12-04", "2025-03-01", "2025-12-04", "from spring 2025 to 4 December 2025"),
    ("2025-12-10/..", "2025-12-10", "", "since 10 December 2025"),
    ("../2025-12-10", "", "2025-12-10", "until 10 December 2025"),
    ("2025-12-10/", "2025-12-10", "", "from 10 December 2025, end unknown"),
    ("/2025-12-10", "", "2025-12-10", "to 10 December 2025, start unknown"),
]

# What is refused, where in it, and the words of the cause.
FAULTS = [
    ("", 0, "an empty text is not an EDTF date"),
    ("soon", 0, "`soon` is not an EDTF date"),
    ("2 December 2025", 0, "`2 December 2025` is not an EDTF date"),
    ("2025-12-02 ", 10, "`2025-12-02 ` is not an EDTF date"),
    ("2025-12-0٢", 7, "`2025-12-0٢` is not an EDTF date"),
    ("2025-13", 4, "`2025-13` is not an EDTF date"),
    ("2025-12-32", 7, "`2025-12-32` is not an EDTF date"),
    ("2025-02-30", 8, "2025-02-30 does not exist"),
    ("2023-02-29", 8, "2023-02-29 does not exist"),
    ("2025-12-02/2025-02-30", 19, "2025-02-30 does not exist"),
    ("2025-12-10/2025-12-01", 11, "an interval that ends before it begins"),
    ("0000", 0, "a year before 1 or beyond 9999"),
    ("-0044-03-15", 0, "a year before 1 or beyond 9999"),
    ("Y17000", 0, "a year before 1 or beyond 9999"),
    ("Y-17000", 0, "a year before 1 or beyond 9999"),
    ("../..", 0, "`../..` is not an EDTF date"),
    ("/", 0, "`/` is not an EDTF date"),
    ("2025-12-02T25:00:00", 10, "`2025-12-02T25:00:00` is not an EDTF date"),
    ("2025-W53", 5, "2025-W53 does not exist"),
    ("1900-02-30[julian]", 8, "1900-02-30 does not exist"),
    ("0001-01-01[julian]", 0, "a year before 1 or beyond 9999"),
    ("2025-12-02T14:00[Europe/Moskow]", 17, "`Europe/Moskow` is not a time zone"),
    ("2025-03-30T02:30[Europe/Berlin]", 17, "02:30 did not exist in Europe/Berlin on that day"),
    ("2025-10-26T02:30[Europe/Berlin]", 17, "02:30 occurred twice in Europe/Berlin on that day"),
    ("2025-12-02T14:00+01:00[Europe/Moscow]", 23, "Europe/Moscow was at +03:00 then"),
    ("[1994,1996]", 0, "EDTF level 2 is not supported"),
    ("{1994..1996}", 0, "EDTF level 2 is not supported"),
    ("?2025-12", 0, "EDTF level 2 is not supported"),
    ("2025?-12", 3, "EDTF level 2 is not supported"),
    ("1XXX", 1, "EDTF level 2 is not supported"),
    ("20XX-12", 3, "EDTF level 2 is not supported"),
    ("2025-25", 4, "EDTF level 2 is not supported"),
    ("1994S2", 3, "EDTF level 2 is not supported"),
    ("Y1E5", 1, "EDTF level 2 is not supported"),
]

years = st.integers(1, 9999)
days = st.dates().map(dt.date.isoformat)
points = st.one_of(
    days,
    days.map(lambda day: day[:7]),
    years.map("{:04}".format),
    st.tuples(years, st.integers(21, 24)).map(lambda pair: f"{pair[0]:04}-{pair[1]}"),
    st.integers(1, 999).map("{:03}X".format),
    days.map(lambda day: f"{day[:7]}-XX"),
    years.map("{:04}-XX".format),
)
doubted = st.tuples(points, st.sampled_from(["", "", "?", "~", "%"])).map("".join)
texts = doubted | st.tuples(doubted | st.just(".."), doubted | st.just("..")).map("/".join)
dates = texts.filter(lambda text: isinstance(read_date(text), Date))


@pytest.mark.parametrize(("text", "first", "last", "shown"), DATES)
def test_a_date_has_a_range_and_words(text, first, last, shown):
    assert (iso_range(text), show_date(text)) == ((first, last), shown)


@pytest.mark.parametrize(("text", "at", "message"), FAULTS)
def test_what_is_no_date_is_refused_in_its_place(text, at, message):
    fault = read_date(text)
    assert isinstance(fault, ValueFault)
    assert (fault.at, fault.message) == (at, message)
    assert fault.hint
    assert (show_date(text), iso_range(text)) == (text, ("", ""))


@pytest.mark.parametrize("text", ["2025-12-2", "2025/12/02", "2025.12.2", "2.12.2025", "02.12.2025"])
def test_a_date_written_the_usual_way_is_shown_in_ours(text):
    assert read_date(text).hint == "write 2025-12-02"


def test_dates_stand_in_the_order_of_a_timeline():
    timeline = [
        *("199X", "1990", "1994", "1994~", "../2025-11-30", "2025-12", "2025-12-01/2025-12-10", "2025-12-01"),
        *("2025-12-02/..", "2025-12-02", "2025-12-02T10:00:00Z", "2025-12-03"),
    ]
    backward = timeline[::-1]
    assert sorted(backward, key=sort_key) == timeline
    assert sort_key("no date") < sort_key("0001-01-01")


@given(st.lists(dates))
def test_the_order_is_total(found):
    backward = found[::-1]
    assert sorted(found, key=sort_key) == sorted(backward, key=sort_key)
    assert all(one == other for one in found for other in found if sort_key(one) == sort_key(other))


@given(st.text(st.sampled_from("0123456789-/.XTZ:+?~%Y[]{} ٢"), max_size=24) | st.text())
def test_no_text_raises(text):
    date = read_date(text)
    if isinstance(date, ValueFault):
        assert 0 <= date.at <= len(text)
        assert show_date(text) == text
    else:
        assert date.earliest <= date.latest
        assert show_date(text)


@given(dates, st.dates())
def test_a_date_covers_the_days_of_its_range_only(text, day):
    date = read_date(text)
    assert date.covers(date.earliest)
    assert date.covers(date.latest)
    assert date.covers(day) == date.overlaps(read_date(day.isoformat()))


@given(
    doubted.filter(
        lambda text: "X" not in text and "-24" not in text[4:] and not (text[-1:] in "?~%" and len(text) == 8)
    )
)
def test_the_range_is_that_of_another_parser(text):
    """The `edtf` package is a second opinion; it has no doubtful seasons, and takes winter for December alone."""
    if not isinstance(read_date(text), Date):
        return
    with contextlib.redirect_stdout(io.StringIO()):
        theirs = parse_edtf(text)
    first, last = (dt.date(*day[:3]).isoformat() for day in (theirs.lower_strict(), theirs.upper_strict()))
    assert iso_range(text) == (first, last)


@pytest.mark.parametrize(
    ("period", "date", "touched"),
    [
        ({"from": "2025-01-20"}, "2025-12-02", True),
        ({"from": "2025-01-20"}, "2025-01", True),
        ({"from": "2025-01-20"}, "2024", False),
        ({"from": "2013", "to": "2017-01"}, "2017-01-20", True),
        ({"from": "2013", "to": "2017-01"}, "2017-02-01", False),
        ({"to": "2017-01"}, "1990", True),
        ({}, "1990", True),
        ({"from": "2013"}, "", False),
        ({"from": "no date", "to": "2017"}, "2018", False),
    ],
)
def test_a_period_with_one_end_is_open_at_the_other(period, date, touched):
    assert covers(period, date) is touched


def test_another_language_has_its_own_month_names():
    assert show_date("2025-12-02", "de") == "2. Dezember 2025"
    assert show_date("2025-12-02", "uk").startswith("2 грудня 2025")
    assert show_date("2025-12", "fr") == "décembre 2025"
    assert show_date("2025-12-02", "qqq") == "2 December 2025"


def test_another_language_needs_only_its_phrases():
    german = date_phrases({"date_about": "um {date}", "date_since": "seit {start}", "date_range": "{start} bis {end}"})
    assert show_date("1994?", "de", german) == "1994 (uncertain)"
    assert show_date("1994~/2025-12-02", "de", german) == "um 1994 bis 2. Dezember 2025"
    assert show_date("1994~", "de", german) == "um 1994"
    assert show_date("2025-12-02/..", "de", german) == "seit 2. Dezember 2025"
    assert show_date("2025-12-02/2025-12-04", "de", german) == "2.–4. Dezember 2025"


JULIAN_DAYS = [
    *[("0325-05-20", "0325-05-21"), ("1066-10-14", "1066-10-20"), ("1582-10-05", "1582-10-15")],
    *[("1700-02-28", "1700-03-10"), ("1700-02-29", "1700-03-11"), ("1732-02-11", "1732-02-22")],
    *[("1918-01-31", "1918-02-13"), ("1900-02-29", "1900-03-13"), ("2024-12-25", "2025-01-07")],
]


@pytest.mark.parametrize(("julian", "gregorian"), JULIAN_DAYS)
def test_a_julian_day_is_the_gregorian_day_that_tables_give(julian, gregorian):
    assert iso_range(f"{julian}[julian]") == (gregorian, gregorian)
    assert iso_8601(f"{julian}[julian]") == gregorian


@given(st.dates(dt.date(1, 2, 1), dt.date(9998, 1, 1)))
def test_julian_days_follow_each_other_without_a_gap(day):
    """The day after a Julian day is the Gregorian day after, whatever the month's end."""
    year, month = day.year, day.month
    for number in range(1, last_of_julian(year, month)):
        first, second = from_julian(year, month, number), from_julian(year, month, number + 1)
        assert second - first == dt.timedelta(1)
    start = from_julian(year + month // 12, month % 12 + 1, 1)
    assert start - from_julian(year, month, last_of_julian(year, month)) == dt.timedelta(1)


@given(st.dates(dt.date(1850, 1, 1), dt.date(2100, 1, 1)), st.times(), st.sampled_from(sorted(zone_names())))
@example(dt.date(2025, 12, 2), dt.time(14), "Factory")
def test_a_time_in_a_zone_is_kept_or_refused_with_a_remedy(day, moment, name):
    date = read_date(f"{day}T{moment:%H:%M}[{name}]")
    if isinstance(date, ValueFault):
        assert "clock" in date.message
        for remedy in re.findall(r"[0-9]{4}-[^ ]+\]", date.hint):
            assert isinstance(read_date(remedy), Date)
    else:
        local = date.utc.astimezone(zone(name)) if date.utc else None
        assert local is None or f"{local:%H:%M}" == f"{moment:%H:%M}"
        assert show_date(date.edtf)


ISO = ["2025", "2025-12", "2025-12-02", "2025-12-02T10:00", "2025-12-02T10:00Z", "2025-12-02T14:00[Europe/Moscow]"]
NO_ISO = [
    "2025~",
    "2025-12?",
    "2025-24",
    "2025-XX",
    "199X",
    "2025-12-02/2025-12-04",
    "1917-10[julian]",
    "2025-W10",
    "x",
]


def test_what_iso_8601_can_not_say_is_left_out():
    assert [iso_8601(text) for text in NO_ISO] == [""] * len(NO_ISO)
    for text in ISO:
        said = iso_8601(text)
        assert dt.datetime.fromisoformat(f"{said}-01-01"[:10] if "T" not in said else said)


AGREEING = [
    ("2025-12-04", "2025-12-04T10:00-05:00"),
    ("2025-12", "2025-12-04"),
    ("2025-12-04T10:00-05:00", "2025-12-04T15:00Z"),
    ("1917-11-07", "1917-10-25[julian]"),
    ("2025-W10", "2025-03-05"),
    ("2025~", "2025-06"),
]
APART = [
    ("2025-12-04", "2025-12-05"),
    ("2025-12-04T10:00Z", "2025-12-04T11:00Z"),
    ("2025-12-04T10:00", "2025-12-04T10:30"),
    ("1917-10-25", "1917-10-25[julian]"),
]


@pytest.mark.parametrize(("one", "other"), [*AGREEING, *APART])
def test_dates_agree_where_one_is_the_more_exact(one, other):
    assert dates_agree(one, other) is dates_agree(other, one) is ((one, other) in AGREEING)
