"""What an article says of a person once holds at all mentions of the person there, and reaches no far meeting."""

from pathlib import Path

import pytest
from support.projects import front

from generator import pipeline
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref

ROLE = Slot("participants", ("ann-roe",), "role")
SIDE = Slot("participants", ("ann-roe",), "for")
TALKS = Ref("meeting", "talks")


def known(root: Path, *articles: tuple[str, str]) -> KnowledgeBase:
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    for number, (date, text) in enumerate(articles):
        (folder / f"a{number}.md").write_text(f"{front('News', date)}{text}\n", "utf-8")
    changes, problems = pipeline.extract(root)
    assert problems == ()
    for change in changes:
        path = root / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change.new or "", "utf-8")
    base, _ = pipeline.build_knowledge(root)
    assert pipeline.extract(root)[0] == ()
    return base


def value(base: KnowledgeBase, slot: Slot) -> str:
    return next((fact.value for fact in base.record_facts[TALKS] if fact.slot == slot), "")


def came(words: str = "", more: str = "") -> str:
    return f"[[Ann Roe]{{person=ann-roe{words}}} came]{{meeting=talks on=2025-12-02{more}}}."


def said(words: str) -> str:
    return f"[Ann Roe]{{person=ann-roe {words}}} spoke."


@pytest.mark.parametrize(
    ("text", "role", "side"),
    [
        (f"{said('role=envoy country=us')} {came()}", "envoy", "us"),
        (f"{came()} {said('role=envoy country=us')}", "envoy", "us"),
        (f"{said('role=envoy')} {said('country=us')} {came()}", "envoy", "us"),
        (f"{said('role=envoy')} {came()} {said('role=minister')}", "envoy", ""),
        (f"{said('role=envoy')} {said('role=minister')} {came()}", "minister", ""),
        (f"{said('role=envoy')} {came(' role=minister')} {came()}", "minister", ""),
        (f"{came(' role=minister')} {said('role=envoy')} {came()}", "minister", ""),
        (f"{said('role=envoy country=us')} {came(' for=un-office')} [Office]{{org=un-office}}", "envoy", "un-office"),
        (f"{said('role=envoy as=mentioned')} {came()}", "envoy", ""),
        ("[Bo]{person=bo-lind role=envoy} spoke. " + came(), "", ""),
        (f"{came()} {said('role=envoy from=2017 until=2021 country=us')}", "", "us"),
        (f"{came()} {said('role=envoy until=2021 for=un-office')} [Office]{{org=un-office}}", "", ""),
        (f"{came()} {said('role=envoy from=2026-01-20')}", "", ""),
        (f"{came()} {said('role=envoy from=2025')}", "envoy", ""),
        (came(" role=envoy until=2025-11-30"), "", ""),
        (came(" role=envoy from=2025-11-30"), "envoy", ""),
    ],
)
def test_a_value_holds_until_another_is_given(tmp_path: Path, text: str, role: str, side: str):
    base = known(tmp_path, ("2025-12-04", text))
    assert (value(base, ROLE), value(base, SIDE)) == (role, side)


@pytest.mark.parametrize(
    ("date", "role"),
    [
        ("2025-12-02", "envoy"),
        ("2026-01-02", "envoy"),
        ("2026-01-03", ""),
        ("2025-11-01", "envoy"),
        ("2025-10-31", ""),
        ("2025-12", "envoy"),
        ("2025", ""),
        ("1994~", ""),
    ],
)
def test_it_reaches_a_month_from_the_article(tmp_path: Path, date: str, role: str):
    assert value(known(tmp_path, (date, f"{said('role=envoy')} {came()}")), ROLE) == role


def test_a_role_in_the_span_of_the_meeting_has_no_limit(tmp_path: Path):
    assert value(known(tmp_path, ("2030-01-01", came(" role=envoy"))), ROLE) == "envoy"


def test_the_date_may_stand_in_another_article(tmp_path: Path):
    far = ("2020-01-01", came().replace("2025-12-02", "2019-12-30"))
    undated = f"{said('role=envoy')} {came()}".replace(" on=2025-12-02", "")
    assert value(known(tmp_path, far, ("2025-12-04", undated)), ROLE) == ""


def test_nothing_is_carried_into_another_article(tmp_path: Path):
    assert value(known(tmp_path, ("2025-12-03", said("role=envoy")), ("2025-12-04", came())), ROLE) == ""


def test_what_is_said_of_the_meeting_itself_comes_first_in_whatever_article(tmp_path: Path):
    own, around = ("2025-12-03", came(" role=minister")), ("2025-12-04", f"{said('role=envoy')} {came()}")
    base = known(tmp_path, own, around)
    assert value(base, ROLE) == "minister"
    assert [fact.value for fact in base.asserted[TALKS][ROLE]] == ["minister"]


def test_the_evidence_is_the_sentence_that_says_it(tmp_path: Path):
    base = known(tmp_path, ("2025-12-04", f"{came()} {said('role=envoy')}"))
    (fact,) = base.evidence[TALKS][ROLE, "envoy"]
    annotation = base.articles["a0"].annotations[fact.annotation]
    assert annotation.get("role") == "envoy"
    assert fact.span == annotation.span


def test_a_role_said_again_without_its_side_is_no_second_position(tmp_path: Path):
    base = known(tmp_path, ("2025-12-04", f"{said('role=envoy for=us country=us')} {said('role=envoy')}"))
    assert {slot.key for slot, _, _ in base.record_facts[Ref("person", "ann-roe")] if slot.field == "positions"} == {
        ("envoy", "us", "")
    }
