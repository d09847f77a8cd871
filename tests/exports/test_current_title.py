"""Where no day is meant, a page names the role that the newest sources on a person give, or none."""

from pathlib import Path

import pytest
from exported import article, project, survey

from generator.pages.roles import current_positions
from generator.schema.model import Ref

PLAIN = "[Ann Roe]{person=ann-roe} spoke."


def current_title(folder: Path) -> str:
    return next((each.parts["title"] for each in current_positions(survey(folder).base, Ref("person", "ann-roe"))), "")


def said(role: str, more: str = "") -> str:
    return f'[Ann Roe]{{person=ann-roe role="{role}"{more}}} spoke.'


@pytest.mark.parametrize(
    ("articles", "title"),
    [
        ([("2025-12-01", said("envoy"))], "envoy"),
        ([("2010-01-02", said("ambassador")), ("2020-01-02", PLAIN)], ""),
        ([("2025-11-20", said("envoy")), ("2025-12-10", PLAIN)], "envoy"),
        ([("2010-01-02", said("ambassador")), ("2025-12-01", said("envoy"))], "envoy"),
        ([("2025-12-01", said("envoy", " from=2017 until=2021"))], ""),
        ([("2025-12-01", said("envoy", " from=2017"))], "envoy"),
        ([("2018-12-01", said("envoy", " from=2017")), ("2025-12-01", PLAIN)], ""),
        ([("2025-12-01", said("envoy", " from=2027"))], ""),
        ([("2024-12-01", said("envoy", " from=2024 until=2027")), ("2025-12-01", PLAIN)], "envoy"),
        ([("2025-12", said("envoy")), ("2025-12-01", PLAIN)], "envoy"),
        ([("2025-12-01", said("minister")), ("2025-12-05", said("former minister"))], "former minister"),
    ],
)
def test_the_newest_sources_give_the_title(tmp_path: Path, articles: list[tuple[str, str]], title: str):
    project(tmp_path, {f"a{n}": article(text, date=date) for n, (date, text) in enumerate(articles)})
    assert current_title(tmp_path) == title


@pytest.mark.parametrize(("more", "title"), [("", "envoy"), ("\n    to: 2021", "")])
def test_a_record_without_an_article_says_what_it_says(tmp_path: Path, more: str, title: str):
    record = f"name: Ann Roe\npositions:\n  - title: envoy\n    source: https://example.org/a 2020-01-01{more}\n"
    project(tmp_path, {"a": article("Nothing.")}, {"persons/ann-roe": record})
    assert current_title(tmp_path) == title
