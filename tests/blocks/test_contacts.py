"""Contacts: months, days, and what a record says too vaguely to be counted in either."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sites import write

from generator import pipeline
from generator.pages import meetings
from generator.pages.contacts import Contacts, contacts, month_of
from generator.schema.model import Ref

GREECE = Ref("country", "gr")


def of(folder: Path, dates: list[str], today: str = "2025-12-31") -> Contacts:
    files = {
        f"meetings/m-{number}.yaml": f"name: M\ndate: {date}\nsides: [gr, tr]\n" for number, date in enumerate(dates)
    }
    base, _ = pipeline.build_knowledge(
        write(folder, files | {"countries/gr.yaml": "name: G\n", "countries/tr.yaml": "name: T\n"})
    )
    return contacts(base, meetings.gather_meetings(base), GREECE, today)


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2025-12-02", "2025-12"),
        ("2025-12", "2025-12"),
        ("2025-12-30/2026-01-02", "2025-12"),
        ("2025", ""),
        ("2025-11/2026-02", ""),
        ("..", ""),
        ("", ""),
    ],
)
def test_the_month_of_a_date(date: str, month: str):
    assert month_of(date) == month


def test_days_are_counted_from_the_last_meeting_to_the_day_given(tmp_path: Path):
    row = of(tmp_path, ["2025-11-30", "2025-12-02"], "2025-12-12").rows[0]
    assert row.days == 10
    assert len(row.meetings) == 2


def test_a_meeting_after_the_newest_article_is_no_day_ago(tmp_path: Path):
    assert of(tmp_path, ["2025-12-02"], "2025-12-01").rows[0].days == 0


def test_a_vague_date_has_no_days_and_no_month(tmp_path: Path):
    found = of(tmp_path, ["2024"])
    assert found.months == ()
    assert found.rows[0].days is None
    assert found.rows[0].other == 1


def test_a_meeting_that_was_not_held_is_no_contact(tmp_path: Path):
    base, _ = pipeline.build_knowledge(
        write(
            tmp_path,
            {
                "meetings/m.yaml": "name: M\ndate: 2025-12-02\nsides: [gr, tr]\nstatus: denied\n",
                "countries/gr.yaml": "name: G\n",
                "countries/tr.yaml": "name: T\n",
            },
        )
    )
    assert contacts(base, meetings.gather_meetings(base), GREECE, "2025-12-03").rows == ()


@given(st.lists(st.dates(), min_size=1, max_size=8))
def test_every_meeting_is_counted_once(tmp_path_factory: pytest.TempPathFactory, days: list):
    found = of(tmp_path_factory.mktemp("law"), [day.isoformat() for day in days], "9999-12-31")
    row = found.rows[0]
    assert len(row.meetings) == len(days) == sum(row.months) + row.other
    assert len(found.months) <= 12
    assert found.months == tuple(sorted(set(found.months), reverse=True))
