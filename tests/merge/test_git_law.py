"""What git merges stays true: the law over random histories, and the cases that it was found by."""

from pathlib import Path

import pytest
from git_histories import ATTRIBUTES, FRONT, LEDGER, PEOPLE, RECORD, Doings, GitHistory, play
from support.tiers import scale
from worlds import seeded

from generator import pipeline
from generator.project.files import read_project

EACH = 5
HISTORIES = [range(at, at + EACH) for at in range(0, scale(10, 3000), EACH)]
HELD = "[They were held]{meeting=talks status=held}."
ANN = "[[Ann]{person=ann-roe role=envoy} came]{meeting=talks}."
BO = "[[Bo]{person=bo-lind} came]{meeting=talks}."
ZED = "[[Zed]{person=zed-ode for=us} came]{meeting=talks}."


@pytest.mark.parametrize("seeds", HISTORIES, ids=str)
def test_whatever_git_merges_is_then_extracted_right(seeds, tmp_path):
    for seed in seeds:
        folder = tmp_path / str(seed)
        folder.mkdir()
        history = GitHistory(folder, seeded(seed), with_attributes=seed % 5 > 0)
        play(history, branches=3 if seed % 3 == 0 else 2)
        assert history.count["merges"]


class Story(GitHistory):
    """A history that is told step by step."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, seeded(0))
        self.git("init", "--quiet", "--initial-branch=main")
        self.write(".gitattributes", ATTRIBUTES)
        self.write("content/articles/people.md", FRONT.format(day=1) + PEOPLE + "\n")
        self.doings["main"] = Doings()

    def articles(self, **passages: list[str]) -> None:
        for name, said in passages.items():
            self.write_article(name, said, basis=name == "a1")
        self.extract()
        self.commit()

    def by_hand(self, old: str, new: str) -> None:
        text = self.text(RECORD)
        assert old in text
        self.write(RECORD, text.replace(old, new))

    def said(self) -> str:
        """Extract; all that is told of it."""
        _, problems = self.extract()
        return "\n".join(problem.message for problem in problems)

    def join(self, other: str) -> list[str]:
        self.git("merge", "--quiet", "--no-edit", other, check=False)
        return [row.split("\t")[1] for row in self.git("ls-files", "--unmerged").splitlines()]


@pytest.fixture
def story(tmp_path):
    return Story(tmp_path)


def settled(story: Story) -> bool:
    return pipeline.plan_changes(pipeline.load(*read_project(story.root)))[0] == ()


def test_a_fact_that_one_branch_still_asserts_outlives_a_clean_merge(story):
    """The ledger's line of the withdrawn fact adjoins the other branch's new one."""
    story.articles(a1=[HELD, ANN, BO], a2=[])
    story.switch("a", "main")
    story.articles(a3=[HELD, ZED])
    story.switch("b", "main")
    story.articles(a1=[ANN, BO])
    assert story.join("a") == []
    assert "status" not in story.text(RECORD)
    assert story.said() == ""
    assert "status: held\n" in story.text(RECORD)
    assert settled(story)


@pytest.mark.parametrize("more", [[], [ZED]])
def test_a_fact_that_both_branches_dropped_and_one_asserts_again_comes_back(story, more):
    """The record is one side's, which proves that nobody took the fact out; or it is of both, and that is reported."""
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("a", "main")
    story.articles(a1=[ANN])
    story.switch("b", "main")
    story.articles(a1=[ANN])
    story.articles(a2=[HELD, *more])
    assert story.join("a") == []
    assert "status" not in story.text(RECORD)
    again = "`status` is written again: the articles of one branch dropped it, those of another assert it"
    assert story.said() == (again if more else "")
    assert "status: held\n" in story.text(RECORD)
    assert settled(story)


def test_what_a_person_took_out_on_one_branch_stays_out(story):
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("hand", "main")
    story.by_hand("status: held\n", "")
    story.extract()
    story.commit()
    story.switch("article", "main")
    story.articles(a1=[ANN])
    story.articles(a2=[HELD])
    assert story.join("hand") == []
    assert story.said() == "`a2` asserts `status` `held`, but the record lacks it"
    assert "status" not in story.text(RECORD)
    assert settled(story)


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_a_record_resolved_with_one_sides_file_gets_the_facts_of_the_other(story, side):
    story.articles(a1=[HELD], a2=[])
    story.switch("a", "main")
    story.articles(a2=[ANN])
    story.switch("b", "main")
    story.articles(a3=[BO])
    assert set(story.join("a")) == {RECORD}
    story.git("checkout", side, "--", RECORD)
    story.git("add", RECORD)
    assert story.said() == ""
    assert "ann-roe" in story.text(RECORD)
    assert "bo-lind" in story.text(RECORD)
    assert settled(story)


def test_a_record_that_one_branch_lost_with_its_last_article_is_written_again_for_the_other(story):
    story.articles(a1=[HELD], a2=[ANN])
    story.switch("gone", "main")
    for name in ("a1", "a2"):
        (story.root / f"content/articles/{name}.md").unlink()
    story.extract()
    story.commit()
    assert story.text(RECORD) is None
    assert '"status","held","gone",2]' in story.text(LEDGER)
    story.switch("more", "main")
    story.write_article("a3", [BO], basis=True)
    story.extract()
    story.commit()
    assert story.join("gone") == [RECORD, RECORD]
    story.git("rm", "--quiet", RECORD)
    assert story.said() == ""
    assert "bo-lind" in story.text(RECORD)
    assert "status" not in story.text(RECORD)
    assert settled(story)


def test_a_reverted_branch_leaves_no_trace(story):
    story.articles(a1=[HELD, ANN], a2=[])
    before = story.text(RECORD)
    story.switch("more", "main")
    story.articles(a2=[BO, ZED], a1=[ANN])
    story.switch("main")
    story.git("merge", "--quiet", "--no-ff", "--no-edit", "more")
    story.git("revert", "--no-edit", "-m", "1", "HEAD")
    assert story.said() == ""
    assert story.text(RECORD) == before


def test_a_deleted_ledger_is_reported_and_nothing_is_lost(story):
    story.articles(a1=[HELD, ANN], a2=[])
    before = story.text(RECORD)
    (story.root / LEDGER).unlink()
    assert "this record has no ledger" in story.said()
    assert story.text(RECORD) == before
    assert story.said() == ""


def test_marks_of_a_conflict_in_a_ledger_are_reported_and_both_sides_count(story):
    story.write(".gitattributes", "* text=auto\n")
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("a", "main")
    story.articles(a2=["[In person]{meeting=talks format=in-person}."])
    story.switch("b", "main")
    story.articles(a3=[ZED])
    assert LEDGER in story.join("a")
    assert "git left conflict markers in this ledger; both sides are read" in [
        problem.message for problem in pipeline.load(*read_project(story.root)).problems
    ]
    story.git("checkout", "--ours", "--", RECORD)
    story.extract()
    assert "<<<<<<<" not in story.text(LEDGER)
    assert "zed-ode" in story.text(RECORD)
    assert "in-person" in story.text(RECORD)


def test_an_older_ledger_is_brought_over(story):
    story.articles(a1=[HELD, ANN], a2=[])
    new = story.text(LEDGER)
    story.write(LEDGER, "".join(new.splitlines(keepends=True)[2:]))
    given = pipeline.load(*read_project(story.root))
    changes, _ = pipeline.plan_changes(given)
    assert [change.path for change in changes] == [LEDGER]
    assert pipeline.pending(changes) == ()
    story.extract()
    assert story.text(LEDGER) == new


def test_compacting_drops_what_is_gone(story):
    story.articles(a1=[HELD, ANN], a2=[])
    story.articles(a1=[ANN])
    assert '"gone",2]' in story.text(LEDGER)
    changes, _ = pipeline.extract(story.root, compact=True)
    assert [change.path for change in changes] == [LEDGER]
    assert '"gone"' not in changes[0].new
    story.write(LEDGER, changes[0].new)
    assert settled(story)


def test_the_order_of_runs_changes_no_record_and_no_state(tmp_path):
    """Extracting after each change, and once at the end."""
    ledgers, records = [], []
    for every in (True, False):
        story = GitHistory(tmp_path / str(every), seeded(7))
        story.root.mkdir()
        story.begin()
        for _ in range(scale(8, 30)):
            story.change_article()
            if every:
                story.extract()
        story.extract()
        ledgers.append(pipeline.load(*read_project(story.root)).ledgers)
        records.append(story.text(RECORD))
    assert records[0] == records[1]
    assert {ref: one.ledger.base for ref, one in ledgers[0].items()} == {
        ref: one.ledger.base for ref, one in ledgers[1].items()
    }
