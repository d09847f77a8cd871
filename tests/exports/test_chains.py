"""Chains of meetings, and what an export rests on."""

from pathlib import Path

import pytest
from exported import ROOT, article, project, survey
from support import sample

from generator import exports
from generator.schema.model import Ref

MEETING = "name: {0}\ndate: 2025-12-0{1}\n{2}"


def chained(folder: Path, follows: dict[str, str]) -> dict[str, list[str]]:
    """The rounds of each chain of meetings, given which one each follows."""
    names = sorted({*follows, *follows.values()})
    records = {
        f"meetings/{name}": MEETING.format(name, day, f"follows: {follows[name]}\n" if name in follows else "")
        for day, name in enumerate(names, 1)
    }
    found = survey(project(folder, {"x": article("Nothing.")}, records)).chains.rounds
    return {first.id: [ref.id for ref in rounds] for first, rounds in found.items()}


@pytest.mark.parametrize(
    ("follows", "chains"),
    [
        ({}, {}),
        ({"b": "a", "c": "b"}, {"a": ["a", "b", "c"]}),
        ({"b": "a", "c": "a", "d": "c"}, {"a": ["a", "b", "c", "d"]}),
        ({"b": "a", "d": "c"}, {"a": ["a", "b"], "c": ["c", "d"]}),
        ({"a": "c", "b": "c"}, {"c": ["c", "a", "b"]}),
        ({"a": "b", "b": "a", "c": "b"}, {"a": ["a", "b", "c"]}),
        ({"a": "a"}, {}),
    ],
    ids=["none", "line", "fork", "two", "dates against the order", "ring with a tail", "itself"],
)
def test_meetings_that_follow_each_other_are_one_chain(tmp_path: Path, follows, chains):
    assert chained(tmp_path, follows) == chains


def told(who: str, where: str, day: str) -> str:
    return article(
        f"[[{who}]{{person={who}}} in [{where}]{{place={where}}} on [a day]{{date=2025-12-0{day}}}]"
        f"{{meeting=m-{who}}}: "
        f"[“well”]{{.quote by={who} about=m-{who}}}"
    )


def test_an_export_rests_on_its_subjects_neighbourhood_alone(tmp_path: Path):
    articles = {"one": told("ann", "oslo", "1"), "two": told("bob", "rome", "2")}
    made = []
    for name in ("before", "after"):
        site = survey(project(tmp_path / name, articles))
        made.append({each.path: (each.subject, each.make()) for each in exports.plan(site, "")})
        articles["three"] = told("eve", "rome", "3")
    touched = {path for path, told in made[0].items() if made[1][path] != told}
    alone = {path for path, (subject, _) in made[0].items() if subject is not None}
    assert Ref("person", "ann") in {subject for subject, _ in made[0].values()}
    assert {path for path in alone if "ann" in path or "oslo" in path or "bob" in path} & touched == set()
    assert "feed.xml" in touched
    assert "places/rome/index.json" in touched


def test_what_rests_on_everything_names_no_subject():
    for each in exports.plan(survey(ROOT), ""):
        whole = each.path.startswith(("downloads/", "schema/")) or "/" not in each.path
        assert (each.subject is None) == whole, each.path


def test_planning_makes_nothing(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        pytest.fail("made while planning")

    site = survey(ROOT)
    makers = ("record_json.make_record_json", "article_json.make_article_json", "atom.make_feed", "sqlite.make_sqlite")
    for name in (*makers, "calendar.make_calendar", "comma_separated.make_lines"):
        monkeypatch.setattr(f"generator.exports.{name}", refuse)
    assert f"persons/{sample.ENVOY}/index.json" in {each.path for each in exports.plan(site, "")}
