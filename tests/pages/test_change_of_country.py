"""That somebody's country was another one years ago is a change; two countries at one time contradict each other."""

from pathlib import Path

import pytest

from generator.diagnostics import checks
from generator.facts.model import Slot
from generator.pages.evidence import state
from generator.schema.model import Ref
from tests.exports.exported import article, project, survey

KAY, COUNTRY = Ref("person", "kay"), Slot("country")
RECORDS = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("suhh", "ru", "no")}
SOVIET = "[Kay]{person=kay role=envoy country=suhh%s} spoke."
RUSSIAN = "[Kay]{person=kay role=envoy country=ru%s} spoke."


@pytest.mark.parametrize(
    ("texts", "value", "name"),
    [
        ([("1985-02-03", SOVIET % ""), ("1995-02-03", RUSSIAN % "")], "ru", "single"),
        ([("2024-02-03", SOVIET % " from=1985 until=1991" + " " + RUSSIAN % " from=1995")], "ru", "single"),
        ([("1996-02-03", RUSSIAN % ""), ("2024-02-03", SOVIET % " from=1985 until=1991")], "ru", "single"),
        ([("2024-02-03", SOVIET % " from=1985 until=1991")], "suhh", "single"),
        ([("1995-01-03", SOVIET % ""), ("1995-02-03", RUSSIAN % "")], "ru", "disputed"),
        ([("1995-02-03", SOVIET % "" + " " + RUSSIAN % "")], "ru", "disputed"),
        ([("1985-02-03", RUSSIAN % ""), ("1985-03-03", SOVIET % ""), ("1995-02-03", RUSSIAN % "")], "ru", "disputed"),
        ([("1995-02-03", SOVIET % " from=1985 until=1992" + RUSSIAN % " from=1990")], "ru", "single"),
    ],
)
def test_only_countries_of_one_time_contradict(tmp_path: Path, texts: list[tuple[str, str]], value: str, name: str):
    articles = {f"a{number}": article(text, date=date) for number, (date, text) in enumerate(texts)}
    base = survey(project(tmp_path, articles, RECORDS)).base
    assert base.records[KAY].text("country") == value
    assert state(base, KAY, COUNTRY, value).name == name
    disagree = [found for found in checks.run(base) if found.rule == "articles-agree" and "country" in found.message]
    assert bool(disagree) is (name == "disputed" and len(texts) > 1)


@pytest.mark.parametrize(
    ("later", "name"),
    [
        ("[They]{meeting=talks status=postponed on=2025-06} were put off.", "single"),
        ("[They]{meeting=talks status=planned on=2025-06-02} will meet.", "disputed"),
    ],
)
def test_the_day_before_a_meeting_was_put_off_is_no_other_account(tmp_path: Path, later: str, name: str):
    plan = article("[They]{meeting=talks status=planned on=2025-05-09 name=Talks} will meet.", date="2025-05-02")
    base = survey(project(tmp_path, {"a": plan, "b": article(later, date="2025-06-03")})).base
    talks = Ref("meeting", "talks")
    assert state(base, talks, Slot("date"), base.records[talks].text("date")).name == name
    assert ("articles-agree" in {found.rule for found in checks.run(base)}) is (name == "disputed")


def test_the_mark_still_tells_what_was_said_years_ago(tmp_path: Path):
    articles = {"a": article(SOVIET % "", date="1985-02-03"), "b": article(RUSSIAN % "", date="1995-02-03")}
    base = survey(project(tmp_path, articles, RECORDS)).base
    assert [fact.value for fact in state(base, KAY, COUNTRY, "ru").others] == ["suhh"]
