"""`merge --keep`: an editor chooses whose word stands, and it stays a person's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.projects import FRONT

from generator import pipeline, refactor
from generator.diagnostics.problem import Problem, failed
from generator.project.files import read_project

ANN = "content/records/persons/ann.yaml"
ROE = "content/records/persons/ann-roe.yaml"
ARTICLES = {
    "a": "[Ann Roe]{person=ann-roe role=envoy for=us born=1970} spoke.",
    "b": "[Ann]{person=ann role=minister for=us born=1971} spoke.",
}


class Project:
    """A project on disk in which two ids stand for one person."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in ARTICLES.items():
            self.write(f"content/articles/{name}.md", f"{FRONT}{text}\n")
        self.extract()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def carry_out(self, work: Callable[[], tuple[tuple, tuple[Problem, ...]]]) -> tuple[Problem, ...]:
        changes, problems = work()
        for change in changes:
            if change.new is None:
                (self.root / change.path).unlink()
            else:
                self.write(change.path, change.new)
        return problems

    def extract(self) -> tuple[Problem, ...]:
        return self.carry_out(lambda: pipeline.extract(self.root))

    def merge(self, *keep: str) -> tuple[Problem, ...]:
        return self.carry_out(lambda: refactor.merge(read_project(self.root)[0], "ann", "ann-roe", keep))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def hints(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.hint.partition("--keep ")[2].rstrip("`") for problem in problems if "--keep" in problem.hint]


def settle_twice(project: Project) -> str:
    """What extraction reports of the merged record, which it does not change."""
    before = project.text(ROE)
    said = "\n".join(problem.message for problem in project.extract())
    assert project.text(ROE) == before
    return said


def test_each_finding_has_a_choice_that_can_be_carried_out(project: Project):
    (changes, problems) = refactor.merge(read_project(project.root)[0], "ann", "ann-roe")
    assert changes
    words = hints(problems)
    assert words == ["name=ann", "born=ann"]
    assert hints(project.merge(*words)) == []
    assert "born: '1971'" in project.text(ROE)
    assert "name: Ann\n" in project.text(ROE)
    assert settle_twice(project) == ""


def test_a_chosen_value_stands_against_the_articles(project: Project):
    project.write(ANN, project.text(ANN).replace("born: '1971'", "born: 1972"))
    project.extract()
    project.merge("born=ann", "name=ann-roe")
    assert "born: '1972'" in project.text(ROE)
    assert "`born` is `1972` here, but `b` says `1971`" in settle_twice(project)


def test_what_a_person_removed_from_one_is_removed_from_both_if_that_is_chosen(project: Project):
    project.write(ANN, project.text(ANN).replace("born: '1971'\n", ""))
    project.extract()
    project.merge("born=ann", "name=ann-roe")
    assert "born" not in project.text(ROE)
    assert "`born`" in settle_twice(project)


def test_what_a_person_removed_from_the_winner_comes_back_if_that_is_chosen(project: Project):
    project.write(ROE, project.text(ROE).replace("born: '1970'\n", ""))
    project.extract()
    project.merge("born=ann", "name=ann-roe")
    assert "born: '1971'" in project.text(ROE)
    settle_twice(project)


@pytest.mark.parametrize("word", ["born", "born=", "=ann", "born=bo", "country=ann"])
def test_a_choice_of_nothing_is_an_error_and_changes_nothing(project: Project, word: str):
    before = project.text(ROE)
    problems = project.merge(word)
    assert failed(problems)
    assert {problem.rule for problem in problems} == {"kept-field-differs"}
    assert project.text(ROE) == before
