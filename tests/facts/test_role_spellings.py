"""A role in two spellings that differ in capitals or spaces is one role; records and people's edits keep their own."""

from pathlib import Path

import pytest
from support.projects import communique, front

from generator import pages, pipeline
from generator.project.packaged import PACKAGED

ROE = "content/records/persons/ann-roe.yaml"
TALKS = "content/records/meetings/2025-12-01-talks.yaml"
WAYS = ["Mayor of Kestrel", "mayor of Kestrel", "mayor\u00a0of  Kestrel", "MAYOR OF KESTREL"]


def write(root: Path, day: int, role: str) -> None:
    folder = root / "content/articles"
    folder.mkdir(parents=True, exist_ok=True)
    person = f'[Ann Roe]{{person=ann-roe role="{role}"}}'
    text = f"[{person} spoke at the talks.]{{meeting=2025-12-01-talks name=Talks on=2025-12-01}}"
    (folder / f"{day}.md").write_text(f"{front('News', f'2025-12-{day:02}')}{text}\n", "utf-8")


def extract(root: Path) -> None:
    for _ in range(2):
        changes, problems = pipeline.extract(root)
        assert not [problem for problem in problems if problem.severity in ("error", "warning")], problems
        for change in changes:
            path = root / change.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change.new or "", "utf-8")
    assert changes == ()


def roles(root: Path) -> tuple[list[str], list[str]]:
    """The titles in the person's record, and the roles in the meeting's."""
    read = [(root / path).read_text("utf-8").splitlines() for path in (ROE, TALKS)]
    return tuple(
        [line.partition(word)[2] for line in lines if word in line]
        for lines, word in zip(read, ("title: ", "role: "), strict=True)
    )


@pytest.mark.parametrize("other", WAYS[1:])
def test_the_spelling_of_the_oldest_article_stays(tmp_path: Path, other: str):
    write(tmp_path, 1, WAYS[0])
    write(tmp_path, 2, other)
    extract(tmp_path)
    assert roles(tmp_path) == ([WAYS[0]], [WAYS[0]])
    base, _ = pipeline.build_knowledge(tmp_path)
    found = [
        facts
        for slots in base.evidence.values()
        for (slot, value), facts in slots.items()
        if slot.field == "positions" or value == WAYS[0]
    ]
    assert [{fact.article for fact in facts} for facts in found] == [{"1", "2"}] * len(found)
    assert len(found) == 2


def test_a_person_s_spelling_comes_first_and_stays_where_it_is(tmp_path: Path):
    write(tmp_path, 1, WAYS[0])
    extract(tmp_path)
    record = tmp_path / ROE
    record.write_text(record.read_text("utf-8").replace("title: Mayor", "title: mayor"), "utf-8")
    extract(tmp_path)
    assert roles(tmp_path) == ([WAYS[1]], [WAYS[1]])
    meeting = tmp_path / TALKS
    meeting.write_text(meeting.read_text("utf-8").replace("role: mayor", "role: MAYOR"), "utf-8")
    write(tmp_path, 2, WAYS[2])
    extract(tmp_path)
    assert roles(tmp_path) == ([WAYS[1]], ["MAYOR of Kestrel"])


def test_a_rejected_role_stays_rejected_in_another_spelling(tmp_path: Path):
    write(tmp_path, 2, WAYS[1])
    extract(tmp_path)
    (tmp_path / ROE).write_text(
        f"name: Ann Roe\nrejected:\n  - {{field: positions, value: {WAYS[1]}, reason: A slip}}\n", "utf-8"
    )
    write(tmp_path, 1, WAYS[0])
    extract(tmp_path)
    assert roles(tmp_path)[0] == []


def test_two_spellings_that_a_person_wrote_stay_and_are_shown_once(tmp_path: Path):
    record = tmp_path / ROE
    record.parent.mkdir(parents=True)
    text = "name: Ann Roe\npositions:\n  - title: Mayor\n    for: us\n  - title: mayor\n    for: us\n"
    record.write_text(text, "utf-8")
    (record.parents[1] / "countries").mkdir()
    (record.parents[1] / "countries/us.yaml").write_text("name: United States\n", "utf-8")
    assert communique(tmp_path, "extract")[0] == 0
    assert record.read_text("utf-8") == text
    base, _ = pipeline.build_knowledge(tmp_path)
    made, faults = pages.render(base, PACKAGED, "en", "A site")
    assert not faults
    shown = {page.path: page.text for page in made}
    assert shown["persons/ann-roe.md"].count('<th scope="row">Mayor</th>') == 1
    assert '<th scope="row">mayor</th>' not in shown["persons/ann-roe.md"]
    assert "mayor<" not in shown["countries/us.md"]
