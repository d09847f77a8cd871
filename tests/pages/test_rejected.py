"""A value that the editors reject contests nothing any more, and the page says that and why they reject it."""

from pathlib import Path

import pytest
from support.projects import communique, front

from generator import pages, pipeline
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import contradiction, took_place
from generator.pages.coverage import disputes_of
from generator.project.packaged import PACKAGED
from generator.schema.model import Ref

MEETING = Ref("meeting", "kestrel")
RECORD = "content/records/meetings/kestrel.yaml"
SAID = (
    ("[Sunday]{date=2031-03-02} in [Arden]{place=arden}", "foreign minister", "held"),
    ("[Saturday]{date=2031-03-01} in [Borden]{place=borden}", "trade minister", "denied"),
    ("[Friday]{date=2031-02-28} in [Cardiff]{place=cardiff}", "finance minister", "held"),
)
REJECTED = {
    "date": ("2031-03-02", "2031-02-28"),
    "place": ("arden", "cardiff"),
    "status": ("denied",),
    "participants.role": ("ann-roe, foreign minister", "ann-roe, finance minister"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    for number, (words, role, status) in enumerate(SAID, 1):
        text = (
            f'[[Ann Roe]{{person=ann-roe role="{role}"}} met on {words}]{{meeting=kestrel name=Talks status={status}}}.'
        )
        path = tmp_path / f"content/articles/paper-{number}.md"
        path.write_text(f"{front(f'Paper {number}', f'2031-03-0{number + 3}')}{text}\n", "utf-8")
    communique(tmp_path, "extract")
    return tmp_path


def reject(root: Path, rejected: dict[str, tuple[str, ...]]) -> None:
    entries = [(field, value) for field, values in rejected.items() for value in values]
    lines = "".join(
        f'  - {{field: {field}, value: "{value}", reason: Because {at}}}\n' for at, (field, value) in enumerate(entries)
    )
    (root / RECORD).write_text(f"{(root / RECORD).read_text('utf-8')}rejected:\n{lines}", "utf-8")


def knowledge(root: Path) -> tuple[KnowledgeBase, list[str]]:
    base, problems = pipeline.build_knowledge(root)
    return base, [problem.rule for problem in problems]


def test_nothing_is_disputed_once_all_other_values_are_rejected(root: Path):
    base, rules = knowledge(root)
    assert {each.slot.field for each in disputes_of(base, MEETING)} == {"date", "place", "status", "participants"}
    assert "articles-agree" in rules
    reject(root, REJECTED)
    assert communique(root, "extract")[0] == 0
    base, rules = knowledge(root)
    record = (root / RECORD).read_text("utf-8")
    assert all(each in record for each in ("date: 2031-03-01", "place: borden", "role: trade minister"))
    assert disputes_of(base, MEETING) == ()
    assert (contradiction(base, MEETING), took_place(base, MEETING)) == ("", True)
    assert not {"articles-agree", "record-agrees-with-articles", "asserted-fact-is-present"} & set(rules)
    made, _ = pages.render(base, PACKAGED, "en", "A site")
    page = next(page.text for page in made if page.path == "meetings/kestrel.md")
    assert "cq-evidence--disputed" not in page
    assert page.count("The editors reject") == 2 + 2 + 1 + 2, "at the date, the place, the status and the role"
    assert all(f"Because {number}" in page for number in range(7))


def test_a_value_that_nobody_rejected_still_contests(root: Path):
    reject(root, {"date": ("2031-03-01",), "place": ("borden",)})
    communique(root, "extract")
    found = {each.slot.field: each.others for each in disputes_of(knowledge(root)[0], MEETING)}
    assert found["date"] == (("2031-03-02", ("paper-1",)),)
    assert [value for value, _ in found["place"]] == ["arden"]


def test_a_rejected_report_leaves_a_denial_uncontested(root: Path):
    reject(root, {"status": ("held",)})
    communique(root, "extract")
    base, _ = knowledge(root)
    assert base.records[MEETING].text("status") == "denied"
    assert (contradiction(base, MEETING), took_place(base, MEETING)) == ("", False)
