"""Texts, ids, addresses, coordinates, sources: what each takes, and where it finds fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.values import TYPES, read_coordinates, split_source, value_type

SOUND = {
    "text": ["x", "Kremlin talks", "“reasonably good”", "Заренський", "a\u202eb", "a  b", "x" * 10_000, "😀"],
    "id": ["a", "47", "steve-westoff", "2025-12-02-munich", "con-air", "com", "x" * 120],
    "reference": ["steve-westoff", "us", "suhh"],
    "url": [
        *("https://example.org", "http://example.org:8080/a?b=c#d", "https://uk.wikipedia.org/wiki/Київ"),
        *("https://пример.рф/", "https://[2001:db8::1]/x", "https://example.org/@name", "https://example.org?q=a@b"),
    ],
    "coordinates": ["55.752, 37.617", "55.752,37.617", "-90, 180", "0, 0", "-33.9, -180.0", "90.0, 179.999"],
    "source": ["bloomberg-2025-12-04", "https://example.org/a 2025-12-04", "https://example.org/a 2025"],
    "date": ["2025-12-02"],
}

# type, what is refused, where in it, the cause
FAULTS = [
    ("text", "", 0, "an empty text"),
    ("text", " x", 0, "a space at the start or end of a text"),
    ("text", "x\u00a0", 1, "a space at the start or end of a text"),
    ("text", "x\ny", 1, "a line break in a text"),
    ("text", "x\n", 1, "a line break in a text"),
    ("text", "x\u2028y", 1, "a line break in a text"),
    ("text", "x\ty", 1, "control character U+0009"),
    ("text", "x" * 10_001, 10_000, "a text of 10,001 characters"),
    ("id", "", 0, "an empty text is not a valid id"),
    ("id", "Steve", 0, "`Steve` is not a valid id"),
    ("id", "steve--westoff", 5, "`steve--westoff` is not a valid id"),
    ("id", "steve-", 5, "`steve-` is not a valid id"),
    ("id", "steve_westoff", 5, "`steve_westoff` is not a valid id"),
    ("id", "марин", 0, "`марин` is not a valid id"),
    ("id", "x\n", 1, "`x\n` is not a valid id"),
    ("id", "../x", 0, "`../x` is not a valid id"),
    ("id", "x" * 121, 120, "an id of 121 characters"),
    *[
        ("id", name, 0, f"`{name}` is reserved for a Windows device")
        for name in ("con", "nul", "aux", "prn", "com1", "lpt9")
    ],
    ("id", "index", 0, "`index` is reserved for an index page"),
    ("reference", "Steve Westoff", 0, "`Steve Westoff` is not a valid id"),
    ("url", "", 0, "a URL has to begin with https:// or http://"),
    ("url", "javascript:alert(1)", 0, "a URL has to begin with https:// or http://"),
    ("url", "ftp://example.org", 0, "a URL has to begin with https:// or http://"),
    ("url", "//example.org", 0, "a URL has to begin with https:// or http://"),
    ("url", "https://", 8, "a URL without a valid host name"),
    ("url", "https://user:word@example.org/", 8, "a user name in a URL"),
    ("url", "https://user@example.org", 8, "a user name in a URL"),
    ("url", "https://example.org/a b", 21, "U+0020 in a URL"),
    ("url", "https://example.org/\u202ex", 20, "U+202E in a URL"),
    ("url", "https://example.org/<x>", 20, "U+003C in a URL"),
    ("url", "https://example.org/" + "x" * 2000, 2000, "a URL of 2,020 characters"),
    ("coordinates", "", 0, "an empty text is not a pair of coordinates"),
    ("coordinates", "55°45′", 0, "`55°45′` is not a pair of coordinates"),
    ("coordinates", "91, 0", 0, "a latitude beyond 90 degrees"),
    ("coordinates", "90.1, 0", 0, "a latitude beyond 90 degrees"),
    ("coordinates", "0, 180.5", 3, "a longitude beyond 180 degrees"),
    ("source", "Bloomberg", 0, "`Bloomberg` is not a valid id"),
    ("source", "https://example.org/a", 21, "a URL without its date"),
    ("source", "https://example.org/a 2025-13", 26, "`2025-13` is not an EDTF date"),
    ("source", "https://example.org/a 2025-02-30", 30, "2025-02-30 does not exist"),
    ("source", "javascript:x 2025", 0, "a URL has to begin with https:// or http://"),
]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SOUND.items() for text in texts])
def test_a_sound_value_is_taken(name, text):
    assert value_type(name).check(text) is None


@pytest.mark.parametrize(("name", "text", "at", "message"), FAULTS)
def test_another_value_is_refused_in_its_place(name, text, at, message):
    fault = value_type(name).check(text)
    assert (fault.at, fault.message) == (at, message)
    assert fault.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Steve Westoff", "write `steve-westoff`"), ("28_point_plan", "write `28-point-plan`"), ("-a", "write `a`")],
)
def test_a_near_miss_of_an_id_is_shown_as_one(text, hint):
    assert value_type("id").check(text).hint == hint


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.name)
@given(text=st.text() | st.text(st.sampled_from("aA09-./:, @\n%XZ")))
def test_no_text_raises_and_a_fault_lies_in_it(type_, text):
    fault = type_.check(text)
    assert fault is None or (0 <= fault.at <= len(text) and fault.message and fault.hint)


def test_coordinates_are_latitude_and_longitude():
    assert read_coordinates("55.752, -37.617") == (55.752, -37.617)


def test_a_source_is_an_article_or_an_address_with_its_date():
    assert split_source("bloomberg-1") == ("bloomberg-1", "")
    assert split_source("https://example.org/a 2025-12-04") == ("https://example.org/a", "2025-12-04")
