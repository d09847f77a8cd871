"""What git merges stays true: the law over random histories, and the cases that it was found by."""

import pytest
from git_histories import GitHistory
from history_records import LEDGER, RECORD
from random_histories import play
from stories import Story, settled
from support.tiers import scale
from worlds import seeded

from generator import pipeline, refactor
from generator.project.files import read_project

EACH = 5
HISTORIES = [range(at, at + EACH) for at in range(0, scale(5, 3000), EACH)]
HELD = "[They were held]{meeting=talks status=held}."
ANN = "[[Ann]{person=ann-roe role=envoy} came]{meeting=talks}."
BO = "[[Bo]{person=bo-lind} came]{meeting=talks}."
DROPPED = "written again: the articles of one branch dropped it, those of another assert it"
RESOLVED = "written again: the record is as one branch left it, and another branch has it from articles"
ZED = "[[Zed]{person=zed-ode for=us} came]{meeting=talks}."


@pytest.mark.parametrize("seeds", HISTORIES, ids=str)
def test_whatever_git_merges_is_then_extracted_right(seeds, tmp_path):
    for seed in seeds:
        folder = tmp_path / str(seed)
        folder.mkdir()
        history = GitHistory(folder, seeded(seed), with_attributes=seed % 5 > 0)
        play(history, branches=3 if seed % 3 == 0 else 2)
        assert history.count["merges"]


@pytest.fixture
def story(tmp_path):
    return Story(tmp_path)


def test_a_fact_that_one_branch_still_asserts_outlives_a_clean_merge(story):
    """The ledger's line of the withdrawn fact adjoins the other branch's new one."""
    story.articles(a1=[HELD, ANN, BO], a2=[])
    story.switch("a", "main")
    story.articles(a3=[HELD, ZED])
    story.switch("b", "main")
    story.articles(a1=[ANN, BO])
    assert story.join("a") == []
    assert "status" not in story.text(RECORD)
    assert story.said() == f"`status` is {DROPPED}"
    assert "status: held\n" in story.text(RECORD)
    assert settled(story)


@pytest.mark.parametrize(("more", "said"), [([], RESOLVED), ([ZED], DROPPED)])
def test_a_fact_that_both_branches_dropped_and_one_asserts_again_comes_back(story, more, said):
    """The record is one side's, or of both."""
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("a", "main")
    story.articles(a1=[ANN])
    story.switch("b", "main")
    story.articles(a1=[ANN])
    story.articles(a2=[HELD, *more])
    assert story.join("a") == []
    assert "status" not in story.text(RECORD)
    assert story.said() == f"`status` is {said}"
    assert "status: held\n" in story.text(RECORD)
    assert settled(story)


def test_what_a_person_took_out_on_one_branch_stays_out(story):
    story.articles(a1=[HELD, ANN], a2=[])
    story.edit_on_branch("status: held\n", "")
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
    assert story.said() == f"participants “{'ann-roe' if side == '--ours' else 'bo-lind'}” is {RESOLVED}"
    assert "ann-roe" in story.text(RECORD)
    assert "bo-lind" in story.text(RECORD)
    assert settled(story)


def test_a_fact_in_one_sides_file_that_the_other_dropped_is_taken_out_and_reported(story):
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("less", "main")
    story.articles(a1=[ANN])
    story.switch("more", "main")
    story.articles(a2=[BO])
    assert story.join("less") == []
    story.git("checkout", "HEAD^1", "--", RECORD)
    assert story.said() == (
        "`status` is removed: the record is as one branch left it, and the articles of another dropped it"
    )
    assert "status" not in story.text(RECORD)
    assert settled(story)


def test_what_a_person_wrote_into_an_item_keeps_it_and_only_that_is_reported(story):
    """The record is one side's, whose item the articles of the other dropped."""
    story.articles(a1=[HELD, ANN, BO], a2=[])
    story.switch("hand", "main")
    story.by_hand("  - person: bo-lind\n", "  - person: bo-lind\n    role: minister\n    source: a1\n")
    story.extract()
    story.commit()
    story.switch("less", "main")
    story.articles(a1=["[They were put off]{meeting=talks status=denied}.", ANN])
    story.join("hand")
    story.git("checkout", "--theirs", "--", RECORD)
    assert story.said() == (
        "no article asserts participants “bo-lind” any more, but the record still has it, with words of a person\n"
        "`status` is replaced: the record is as one branch left it, and the articles of another changed it"
    )
    assert "status: denied\n" in story.text(RECORD)
    assert "role: minister" in story.text(RECORD)
    assert settled(story)


def test_what_a_person_wrote_on_one_branch_is_reported_if_git_lost_it(story):
    """A person takes a fact out and writes it again, so the record is as before; the other branch drops it."""
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("hand", "main")
    for old, new in (("status: held\n", ""), ("participants:\n", "status: held\nparticipants:\n")):
        story.by_hand(old, new)
        story.extract()
        story.commit()
    story.switch("less", "main")
    story.articles(a1=[ANN])
    assert story.join("hand") == []
    assert story.said() == "a person wrote `status` on one branch, but the merged record lacks it"
    assert settled(story)


def test_a_record_that_a_person_deleted_on_one_branch_is_one_finding(story):
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("gone", "main")
    (story.root / RECORD).unlink()
    story.extract()
    story.commit()
    story.switch("more", "main")
    story.articles(a2=[BO])
    assert story.join("gone") == [RECORD, RECORD]
    story.git("add", RECORD)
    assert story.said() == "a person deleted this record on one branch, but the merge kept it"
    assert "bo-lind" in story.text(RECORD)
    assert settled(story)


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_what_a_person_took_out_stays_out_by_another_id(story, side):
    """One branch renames a person, on the other somebody takes that person out of the record."""
    story.articles(a1=[HELD, ANN, BO], a2=[])
    story.switch("rename", "main")
    story.carry_out(refactor.rename(read_project(story.root)[0], "ann-roe", "ann-berg")[0])
    story.commit()
    story.switch("hand", "main")
    story.by_hand("  - person: ann-roe\n    role: envoy\n", "")
    story.extract()
    story.commit()
    story.join("rename")
    story.git("checkout", side, "--", RECORD)
    said = story.said()
    assert ("ann-berg" in story.text(RECORD)) == (side == "--theirs")
    if side == "--theirs":
        assert "a person removed participants “ann-berg” on one branch, but the merged record has it" in said
    else:
        assert said == "`a1` asserts participants “ann-berg”, but the record lacks it"
    assert "ann-roe" not in story.text(LEDGER)
    assert settled(story)


def test_a_record_of_another_branch_gets_the_new_ids(story):
    """The record has a previous id: extraction puts the current one in its place."""
    story.articles(a1=[HELD, ANN], a2=[])
    story.switch("rename", "main")
    story.carry_out(refactor.rename(read_project(story.root)[0], "ann-roe", "ann-berg")[0])
    story.commit()
    story.switch("more", "main")
    story.articles(a2=[BO])
    assert story.join("rename") == []
    story.git("checkout", "HEAD^1", "--", RECORD)
    assert "ann-roe" in story.text(RECORD)
    story.extract()
    for path in (RECORD, LEDGER):
        assert "ann-roe" not in story.text(path)
        assert "ann-berg" in story.text(path)
        assert "bo-lind" in story.text(path)
    assert settled(story)


def test_a_ledger_by_a_previous_id_joins_that_of_the_record(story):
    story.articles(a1=[HELD, ANN], a2=[])
    story.by_hand("status: held\n", "")
    story.extract()
    old = story.text(LEDGER)
    story.carry_out(refactor.rename(read_project(story.root)[0], "talks", "summit")[0])
    ledger = LEDGER.replace("talks", "summit")
    story.write(LEDGER, old)
    story.write(ledger, "".join(row for row in story.text(ledger).splitlines(keepends=True) if "status" not in row))
    changes, _ = pipeline.extract(story.root)
    story.carry_out(changes)
    assert story.text(LEDGER) is None
    assert '["status","held","removed",2]' in story.text(ledger)
    assert "status" not in story.text(RECORD.replace("talks", "summit"))
    assert settled(story)


def test_a_record_that_one_branch_lost_is_written_again_for_the_other(story):
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
    (story.root / LEDGER).unlink()
    story.write_article("a1", [ANN], basis=True)
    assert "this record has no ledger" in story.said()
    assert "status: held\n" in story.text(RECORD)


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


def test_a_repository_that_does_not_join_ledgers_is_reported(story):
    story.articles(a1=[HELD, ANN], a2=[])
    rule = "ledgers-merge-by-line"
    assert rule not in {problem.rule for problem in pipeline.extract(story.root)[1]}
    story.write(".gitattributes", "* text=auto\n")
    assert rule in {problem.rule for problem in pipeline.extract(story.root)[1]}
    assert rule in {problem.rule for problem in pipeline.check(story.root)[1].reported}
    story.write("content/facts/.gitattributes", "* merge=union\n")
    assert rule not in {problem.rule for problem in pipeline.extract(story.root)[1]}


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


@pytest.mark.parametrize("seed", range(scale(1, 30)))
def test_the_order_of_runs_changes_no_record_and_no_state(tmp_path, seed):
    """Extracting after each change, and only at the end and before ids change."""
    bases, records = [], []
    for every in (True, False):
        story = GitHistory(tmp_path / str(every), seeded(seed))
        story.root.mkdir()
        story.begin()
        for _ in range(8):
            (story.change_ids if story.pick.random() < 0.25 else story.change_article)()
            if every:
                story.extract()
        story.extract()
        given = pipeline.load(*read_project(story.root))
        bases.append({ref: stored.ledger.base for ref, stored in given.ledgers.items() if stored.ledger.base.facts})
        records.append({record.ref: record.source.text for record in given.loaded.records})
    assert records[0] == records[1]
    assert bases[0] == bases[1]
