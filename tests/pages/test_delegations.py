"""What the page of a meeting says of the people in it: whether they were in a room, and how many they were."""

import re
from pathlib import Path

import pytest

from generator.pages.plan import plan
from generator.pages.render import read_templates
from tests.exports.exported import ROOT, article, project, survey

MET = (
    "[[Fox]{person=fox country=se%s} met [Gia]{person=gia country=no}%s on [a day]{date=2021-03-01}]"
    "{meeting=talks status=held%s}."
)
COUNTRIES = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("no", "se", "fi")}
TWO, THREE = " with [two aides]{.unnamed count=2 for=se}", " with [three aides]{.unnamed count=3 for=se}"


def page(folder: Path, *texts: tuple[str, str]) -> str:
    told = {f"a{n}": article(text, date=f"2021-03-0{n + 2}", more=more) for n, (more, text) in enumerate(texts)}
    site = survey(project(folder, told, COUNTRIES))
    templates, _ = read_templates(ROOT / "site_templates", "en")
    assert templates
    return next(templates.page(each)[0].text for each in plan(site) if each.path == "meetings/talks.md")


@pytest.mark.parametrize(
    ("presence", "form", "heading"),
    [
        ("", "", "Who was in the room"),
        ("", " format=in-person", "Who was in the room"),
        ("", " format=call", "Who took part"),
        ("", " format=video", "Who took part"),
        ("", " format=shuttle", "Who took part"),
        (" presence=remote", " format=in-person", "Who took part"),
    ],
)
def test_who_is_elsewhere_was_not_in_the_room(tmp_path: Path, presence: str, form: str, heading: str):
    assert f"## {heading}\n" in page(tmp_path, ("", MET % (presence, "", form)))


@pytest.mark.parametrize(
    ("texts", "total"),
    [
        ([("", MET % ("", TWO, ""))], "3"),
        ([("", MET % ("", TWO, "")), ("", MET % ("", THREE, ""))], ""),
        ([("", MET % ("", TWO, "")), ("origin: a0\n", MET % ("", TWO, ""))], "3"),
        ([("", MET % ("", TWO, "")), ("", MET % ("", ", [Lee]{person=lee country=se}", ""))], ""),
        ([("", MET % ("", TWO, "")), ("", MET % ("", "", ""))], "3"),
    ],
)
def test_unnamed_people_of_two_reports_are_not_added_up(tmp_path: Path, texts: list[tuple[str, str]], total: str):
    captions = re.findall("<caption>.*?>SE</a>(.*?)</caption>", page(tmp_path, *texts))
    assert [each.strip() for each in captions] == [f'<span class="cq-count">{total}</span>' if total else ""]


def test_a_host_is_no_side_without_names(tmp_path: Path):
    host = ", hosted by [Tia]{person=tia country=fi as=host},"
    assert "No source gives names" not in page(tmp_path, ("", MET % ("", host, "")))
