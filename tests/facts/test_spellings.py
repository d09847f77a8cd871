"""One quotation with and without the full stop of its sentence is one statement; records and people's edits stay."""

from pathlib import Path

import pytest
from support.projects import communique, front

from generator import pipeline
from generator.facts.spellings import spelling_key
from generator.facts.translations import words_key

ROE = "content/records/persons/ann-roe.yaml"


def write(root: Path, name: str, words: str, day: int) -> None:
    folder = root / "content/articles"
    folder.mkdir(parents=True, exist_ok=True)
    text = f"[Ann Roe]{{person=ann-roe}} said: [“{words}”]{{.quote by=ann-roe}}"
    (folder / f"{name}.md").write_text(f"{front('News', f'2025-12-{day:02}')}{text}\n", "utf-8")


def said(root: Path) -> list[str]:
    """The words in the record, after an extraction."""
    changes, problems = pipeline.extract(root)
    assert not [problem for problem in problems if problem.severity == "error"]
    for change in changes:
        path = root / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change.new or "", "utf-8")
    assert pipeline.extract(root)[0] == ()
    lines = (root / ROE).read_text("utf-8").splitlines()
    return [line.partition("says: ")[2] for line in lines if "says: " in line]


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_the_spelling_of_the_oldest_article_stays(tmp_path: Path, names: str):
    write(tmp_path, names[0], "It is done.", 1)
    assert said(tmp_path) == ["It is done."]
    write(tmp_path, names[1], "it is done,", 2)
    assert said(tmp_path) == ["It is done."]
    base, _ = pipeline.build_knowledge(tmp_path)
    (evidence,) = [
        facts for slots in base.evidence.values() for (slot, _), facts in slots.items() if slot.field == "statements"
    ]
    assert {fact.article for fact in evidence} == {"a", "b"}


def test_the_order_of_extractions_makes_no_difference(tmp_path: Path):
    write(tmp_path, "b", "It is done", 2)
    assert said(tmp_path) == ["It is done"]
    write(tmp_path, "a", "It is done.", 1)
    assert said(tmp_path) == ["It is done."]


def test_the_spelling_of_a_person_comes_before_that_of_an_article(tmp_path: Path):
    write(tmp_path, "b", "It is done", 2)
    said(tmp_path)
    record = tmp_path / ROE
    record.write_text(
        record.read_text("utf-8").replace("says: It is done", "says: It is done\n    on: 2025-12-01"), "utf-8"
    )
    kept = record.read_text("utf-8")
    write(tmp_path, "a", "It is done.", 1)
    said(tmp_path)
    assert "says: It is done\n    on: 2025-12-01" in kept
    assert "says: It is done\n    on: 2025-12-01" in record.read_text("utf-8")


def test_what_a_person_rejected_stays_rejected_in_another_spelling(tmp_path: Path):
    write(tmp_path, "b", "It is done", 2)
    said(tmp_path)
    record = tmp_path / ROE
    record.write_text("name: Ann Roe\nrejected:\n  - {field: statements, value: It is done, reason: A hoax}\n", "utf-8")
    write(tmp_path, "a", "It is done.", 1)
    assert said(tmp_path) == []
    assert communique(tmp_path, "check")[0] == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("It is done", "It is done.", True),
        ("it’s done", "It's done,", True),
        ("完了した。", "完了した", True),
        ("It is done", "It is done!", False),
        ("It is done", "It is done?", False),
        ("It is done", "It is done…", False),
        ("It is done", "It is DONE", False),
        ("3.5", "3.", False),
        (".", "", False),
    ],
)
def test_what_counts_as_one_spelling(one: str, other: str, *, same: bool):
    assert (spelling_key(one) == spelling_key(other)) is same
    assert not same or words_key(one) == words_key(other)
