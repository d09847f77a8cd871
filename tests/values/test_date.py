"""Dates: what EDTF says, its range, its order, and its words."""

import contextlib
import datetime as dt
import io

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from generator.values import covers, iso_range, read_date, show_date, sort_key
from generator.values.date import Date
from generator.values.model import ValueFault

# What is written, first day, last day, and what a reader sees.
DATES = [
    ("2025", "2025-01-01", "2025-12-31", "2025"),
    ("0800", "0800-01-01", "0800-12-31", "800"),
    ("2025-12", "2025-12-01", "2025-12-31", "December 2025"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
    ("2025-12-02", "2025-12-02", "2025-12-02", "2 December 2025"),
    ("2025-12-02T10:00:00", "2025-12-02", "2025-12-02", "2 December 2025, 10:00"),
    ("2025-12-02T10:00:30Z", "2025-12-02", "2025-12-02", "2 December 2025, 10:00:30 UTC"),
    ("2025-12-02T10:00:00+03:00", "2025-12-02", "2025-12-02", "2 December 2025, 10:00 UTC+03:00"),
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
    ("2025-12-01/2025-12-10", "2025-12-01", "2025-12-10", "early December 2025"),
    ("2025-12-11/2025-12-20", "2025-12-11", "2025-12-20", "mid-December 2025"),
    ("2025-12-21/2025-12-31", "2025-12-21", "2025-12-31", "late December 2025"),
    ("2025-02-21/2025-02-28", "2025-02-21", "2025-02-28", "late February 2025"),
    ("2024-02-21/2024-02-28", "2024-02-21", "2024-02-28", "from 21 to 28 February 2024"),
    ("9999-12-21/9999-12-31", "9999-12-21", "9999-12-31", "late December 9999"),
    ("2025-12-01/2025-12-10?", "2025-12-01", "2025-12-10", "from 1 December 2025 to 10 December 2025 (uncertain)"),
    ("2025-12-02/2025-12-04", "2025-12-02", "2025-12-04", "from 2 to 4 December 2025"),
    ("2025-11-30/2025-12-04", "2025-11-30", "2025-12-04", "from 30 November to 4 December 2025"),
    ("2025-12-30/2026-01-02", "2025-12-30", "2026-01-02", "from 30 December 2025 to 2 January 2026"),
    ("2025-11/2025-12", "2025-11-01", "2025-12-31", "from November to December 2025"),
    ("1994/1996~", "1994-01-01", "1996-12-31", "from 1994 to about 1996"),
    ("2025-21/2025-12-04", "2025-03-01", "2025-12-04", "from spring 2025 to 4 December 2025"),
    ("2025-12-10/..", "2025-12-10", "", "since 10 December 2025"),
    ("../2025-12-10", "", "2025-12-10", "until 10 December 2025"),
    ("2025-12-10/", "2025-12-10", "", "from 10 December 2025, end unknown"),
    ("/2025-12-10", "", "2025-12-10", "to 10 December 2025, start unknown"),
]

# What is refused, where in it, and the words of the cause.
FAULTS = [
    ("", 0, "an empty text is no EDTF date"),
    ("soon", 0, "`soon` is no EDTF date"),
    ("2 December 2025", 0, "`2 December 2025` is no EDTF date"),
    ("2025-12-02 ", 10, "`2025-12-02 ` is no EDTF date"),
    ("2025-12-0٢", 7, "`2025-12-0٢` is no EDTF date"),
    ("2025-13", 4, "`2025-13` is no EDTF date"),
    ("2025-12-32", 7, "`2025-12-32` is no EDTF date"),
    ("2025-02-30", 8, "2025-02-30 is on no calendar"),
    ("2023-02-29", 8, "2023-02-29 is on no calendar"),
    ("2025-12-02/2025-02-30", 19, "2025-02-30 is on no calendar"),
    ("2025-12-10/2025-12-01", 11, "an interval that ends before it begins"),
    ("0000", 0, "a year before 1 or beyond 9999"),
    ("-0044-03-15", 0, "a year before 1 or beyond 9999"),
    ("Y17000", 0, "a year before 1 or beyond 9999"),
    ("Y-17000", 0, "a year before 1 or beyond 9999"),
    ("../..", 0, "`../..` is no EDTF date"),
    ("/", 0, "`/` is no EDTF date"),
    ("2025-12-02T25:00:00", 10, "`2025-12-02T25:00:00` is no EDTF date"),
    ("[1994,1996]", 0, "EDTF of level 2"),
    ("{1994..1996}", 0, "EDTF of level 2"),
    ("?2025-12", 0, "EDTF of level 2"),
    ("2025?-12", 3, "EDTF of level 2"),
    ("1XXX", 1, "EDTF of level 2"),
    ("20XX-12", 3, "EDTF of level 2"),
    ("2025-25", 4, "EDTF of level 2"),
    ("1994S2", 3, "EDTF of level 2"),
    ("Y1E5", 1, "EDTF of level 2"),
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


def test_another_language_needs_but_a_table():
    german = {"~": "um {date}", "since": "seit {start}", "from to": "vom {start}. bis {end}"}
    assert show_date("1994~", "de", german) == "um 1994"
    assert show_date("2025-12-02/..", "de", german) == "seit 2. Dezember 2025"
    assert show_date("2025-12-02/2025-12-04", "de", german) == "vom 2. bis 4. Dezember 2025"
    assert show_date(read_date("1994~"), "de", german) == "um 1994"
