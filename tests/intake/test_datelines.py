"""A text without metadata has the day of its dateline, and the command says so; other days in it are not taken."""

import pytest

from generator.importers import import_article

TEXT = (
    "The foreign minister of Norland met the envoy in the capital on Tuesday. They talked for two hours about the "
    "border and the trade between the two countries. On October 15, 2026 they left."
)
TITLE = "Envoys meet in Bern"


@pytest.mark.parametrize(
    ("text", "day", "title"),
    [
        (f"Thursday, October 15, 2026\n\n{TITLE}\n\n{TEXT}", "2026-10-15", TITLE),
        (f"{TITLE}\n\nThursday, October 15, 2026\n\n{TEXT}", "2026-10-15", TITLE),
        (f"{TITLE}\n\nGENEVA, Dec. 1, 2025 (The Paper) — {TEXT}", "2025-12-01", TITLE),
        (f"Thursday, October 15, 2026\n\n{TEXT}\n\n{TEXT}", "2026-10-15", ""),
        (f"{TITLE}\n\nGENEVA, Dec. 1 — {TEXT}", "", TITLE),
        (f"{TITLE}\n\nThursday, October 35, 2026\n\n{TEXT}", "", TITLE),
        (f"{TITLE}\n\n{TEXT}", "", TITLE),
    ],
)
def test_the_day_of_a_dateline_with_its_year(text: str, day: str, title: str):
    found, problems = import_article("a.txt", text.encode())
    assert found
    assert (found.metadata.date, found.metadata.title) == (day, title)
    said = [f"no date of publication but that of its dateline, {day}"] if day else []
    assert [each.message for each in problems] == said


def test_a_weekday_that_its_day_is_not_is_said():
    _, problems = import_article("a.txt", f"Sunday, October 15, 2026\n\n{TITLE}\n\n{TEXT}".encode())
    said = "no date of publication but that of its dateline, 2026-10-15"
    assert [each.message for each in problems] == [f"{said}; the dateline says Sunday, which 2026-10-15 is not"]


def test_what_the_metadata_say_counts():
    ris = b"TY  - NEWS\nTI  - Envoys\nDA  - 2025/12/02/\nER  -\n"
    found, problems = import_article("a.txt", f"October 15, 2026\n\n{TEXT}".encode(), metadata=("a.ris", ris))
    assert found
    assert (found.metadata.date, problems) == ("2025-12-02", ())
