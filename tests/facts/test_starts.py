"""Sources that give different first days of an office speak of one office."""

import re
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from support.projects import communique

from generator.facts.model import Slot
from generator.pages.evidence import mark
from generator.pages.roles import position_on, positions
from generator.schema.model import Ref
from tests.exports.exported import article, project, survey

KAY = Ref("person", "kay")
RECORDS = {"countries/no": "name: Norway\n"}
MINE = "name: Kay\npositions:\n  - title: envoy\n    for: no\n    from: 2020-01-01\n"


def project_of(folder: Path, *given: str, records: str = "") -> Path:
    texts = [f"[Kay]{{person=kay role=envoy country=no {dates}}} spoke." for dates in given]
    articles = {f"a{number}": article(text, date="2024-02-03") for number, text in enumerate(texts)}
    return project(folder, articles, RECORDS | ({"persons/kay": records} if records else {}))


def starts(folder: Path) -> list[str]:
    record = yaml.safe_load((folder / "content/records/persons/kay.yaml").read_text("utf-8"))
    return sorted(str(item.get("from", "")) for item in record["positions"])


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (["from=2020-01-01", "from=2020-01-05"], ["2020-01"]),
        (["from=2020-01-28", "from=2020-02-03"], ["2020"]),
        (["from=2019-12-30", "from=2020-01-02"], [""]),
        (["from=2020", "from=2020-01-05"], ["2020-01-05"]),
        (["from=2020", "from=2020-01-05", "from=2020-01-08"], ["2020-01"]),
        (["from=2020-01", "from=2020-01-05", "from=2020"], ["2020-01-05"]),
        (["from=2009", "from=2018"], ["2009", "2018"]),
        (["from=2020-01-01 until=2020-03-01", "from=2020-06-01"], ["2020-01-01", "2020-06-01"]),
        (["from=2020-01-01 until=2020-09-01", "from=2020-06-01"], ["2020"]),
    ],
)
def test_one_term_begins_once(tmp_path: Path, given: list[str], found: list[str]):
    for number, order in enumerate(permutations(given)):
        assert starts(project_of(tmp_path / str(number), *order)) == found


def test_both_sentences_are_evidence_and_no_day_between_is_claimed(tmp_path: Path):
    base = survey(project_of(tmp_path, "from=2020-01-01", "from=2020-01-05")).base
    (position,) = positions(base, KAY)
    facts = base.evidence[KAY][Slot("positions", ("envoy", "no", "2020-01")), ""]
    assert [fact.article for fact in facts] == ["a0", "a1"]
    assert position_on(base, KAY, "2020-01-03") is None
    assert position_on(base, KAY, "2020-02-03") == position


@pytest.mark.parametrize(
    ("given", "records", "days"),
    [
        (["from=2020-01-01", "from=2020-01-05"], "", ["1 January 2020", "5 January 2020"]),
        (["from=2019-12-30", "from=2020-01-02"], "", ["2 January 2020", "30 December 2019"]),
        (["from=2020", "from=2020-01-05"], "", []),
        (["from=2020-01-05", "from=2020-01-05"], "", []),
        (["from=2020-01-05"], MINE, ["5 January 2020"]),
    ],
)
def test_a_page_says_that_first_days_differ_and_shows_each(
    tmp_path: Path, given: list[str], records: str, days: list[str]
):
    site = survey(project_of(tmp_path, *given, records=records))
    (position,) = positions(site.base, KAY)
    shown = mark(site.place("persons/kay.md"), KAY, position.slot, "", "envoy")
    assert sorted(re.findall(r"<strong>From (.*?)</strong>", shown)) == sorted(days)
    assert shown.count('<span class="cq-draft">first days differ</span>') == bool(days)
    assert shown.count("<blockquote>") == len(given)


def test_a_person_decides_on_the_day(tmp_path: Path):
    folder = project_of(tmp_path, "from=2020-01-05", "from=2020-01-08", records=MINE)
    assert starts(folder) == ["2020-01-01"]


def test_a_day_that_a_person_rejects_joins_nothing(tmp_path: Path):
    refused = "rejected:\n  - field: positions\n    value: envoy, no, 2020-01-05\n    reason: a slip\n"
    folder = project_of(tmp_path, "from=2020-01-01", "from=2020-01-05", records=f"name: Kay\n{refused}")
    assert starts(folder) == ["2020-01-01"]


def test_a_second_source_joins_what_extraction_wrote_before(tmp_path: Path):
    folder = project_of(tmp_path, "from=2020-01-01")
    text = article("[Kay]{person=kay role=envoy country=no from=2020-01-05} spoke.")
    (folder / "content/articles/b.md").write_text(text, "utf-8")
    assert communique(folder, "extract")[0] == 0
    assert starts(folder) == ["2020-01"]
