"""A list of hundreds goes on on pages of its own, and none of its rows is lost on the way."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.pages import pagination

YEARS = st.integers(1700, 2030).map(str)
KEYS = YEARS | st.sampled_from(["undated", "letter-a", "letter-other"])


@given(st.dictionaries(KEYS, st.integers(1, 400), max_size=90))
def test_every_row_is_in_one_part(counts: dict[str, int]):
    parts = pagination.ordered(pagination.by_decade(counts))
    assert sum(part.rows for part in parts) == sum(counts.values())
    for key in counts:
        holding = [part for part in parts if pagination.contains(part.id, key)]
        assert len(holding) == 1
    for part in parts:
        assert part.rows == sum(rows for key, rows in counts.items() if pagination.contains(part.id, key))


def test_the_newest_comes_first_and_what_has_no_date_last():
    counts = Counter({"1999": 3, "undated": 2, "2025": 5})
    assert [part.id for part in pagination.ordered(pagination.by_decade(counts))] == ["2025", "1999", "undated"]


def test_many_years_standby_decade_unless_a_decade_is_too_long():
    counts = {str(year): 4 for year in range(1950, 2000)} | {"2003": 299, "2004": 2}
    ids = [part.id for part in pagination.ordered(pagination.by_decade(counts))]
    assert ids == ["2004", "2003", "1990s", "1980s", "1970s", "1960s", "1950s"]
