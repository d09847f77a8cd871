"""What an article and its reprints have of somebody without a name is said once."""

from itertools import permutations
from pathlib import Path

import pytest

from generator.facts.model import Slot
from generator.schema.model import Ref
from tests.exports.exported import article, project, survey

TALKS, NORWAY = Ref("meeting", "talks"), Ref("country", "no")
RECORDS = {"countries/no": "name: Norway\n"}
TEXT = (
    "[[Kay]{person=kay} met [two aides]{.unnamed count=2 for=no} on [Friday]{date=2025-05-09}]{meeting=talks}. "
    '[“It was tense,”]{.quote speaker="an envoy" for=no about=talks} he said, and '
    '[they would go on]{.paraphrase speaker="an envoy" for=no}.'
)
FRONTS = {"a": "", "b": "origin: a\n", "c": "origin: b\n", "d": "url: https://example.org/1\n"}


def items(folder: Path) -> list[tuple[str, str]]:
    """The field and the article of each item of somebody unnamed."""
    records = survey(folder).base.record_facts
    slots = (slot for ref in (TALKS, NORWAY) for slot, _, _ in records[ref])
    return [(slot.field, slot.key[-1]) for slot in slots if slot.key and slot.field != "participants" and not slot.part]


ONCE = [("unnamed", "a"), ("accounts", "a"), ("statements", "a")]


@pytest.mark.parametrize("order", [*permutations(["2025-05-10", "2025-05-11", "2025-05-12"])])
def test_a_reprint_says_nothing_twice(tmp_path: Path, order: tuple[str, ...]):
    articles = {name: article(TEXT, date=date, more=FRONTS[name]) for name, date in zip("abc", order, strict=True)}
    folder = project(tmp_path, articles, RECORDS)
    assert sorted(items(folder)) == sorted(ONCE)
    evidence = survey(folder).base.evidence[TALKS]
    slot = next(slot for slot, _ in evidence if slot.field == "unnamed" and not slot.part)
    assert {fact.article for fact in evidence[Slot("unnamed", slot.key), ""]} == {"a", "b", "c"}


def test_two_parts_of_one_report_say_it_once(tmp_path: Path):
    more = FRONTS["d"]
    articles = {name: article(TEXT, date=f"2025-05-1{number}", more=more) for number, name in enumerate("ab")}
    assert sorted(items(project(tmp_path, articles, RECORDS))) == sorted(ONCE)


def test_two_reports_may_mean_two_people(tmp_path: Path):
    articles = {name: article(TEXT, publisher=name) for name in "ab"}
    assert len(items(project(tmp_path, articles, RECORDS))) == 2 * len(ONCE)


def test_a_reprint_of_which_the_original_says_less_is_its_own_source(tmp_path: Path):
    articles = {"a": article("[Kay]{person=kay} spoke."), "b": article(TEXT, more=FRONTS["b"])}
    assert {article for _, article in items(project(tmp_path, articles, RECORDS))} == {"b"}
