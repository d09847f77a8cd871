"""What a person wrote stays a person's, whatever articles of other branches assert and drop later."""

import pytest
from history_records import LEDGER, RECORD
from stories import Story, settled

HELD = "[They were held]{meeting=talks status=held}."
CALL = "[A call]{meeting=talks format=call}."
ANN = "[[Ann]{person=ann-roe role=envoy} came]{meeting=talks}."
BO = "[[Bo]{person=bo-lind} came]{meeting=talks}."
KEPT = "no article asserts {} any more, but the record still has it, with words of a person"


@pytest.fixture
def story(tmp_path):
    return Story(tmp_path)


@pytest.fixture
def both(story):
    """On the branch `hand` a person writes a status, on `article` an article asserts the same."""
    story.articles(a1=[ANN], a2=[])
    story.edit_on_branch("participants:\n", "status: held\nparticipants:\n")
    story.articles(a2=[HELD])
    return story


def drops(story, *, of="status"):
    """The article drops what it asserted: the fact stays, which is told, until it has a source."""
    story.write_article("a2", [], basis=False)
    assert story.said() == KEPT.format(of)
    assert story.said() == KEPT.format(of)
    assert settled(story)


def test_a_fact_that_a_person_wrote_and_another_branch_asserts_stays_when_it_is_dropped(both):
    assert both.join("hand") == []
    assert both.said() == ""
    assert '["status","held","person",2]' in both.text(LEDGER)
    drops(both, of="`status`")
    assert "status: held\n" in both.text(RECORD)
    both.write(RECORD, both.text(RECORD) + "sources:\n  status: a1\n")
    assert both.said() == ""
    assert "status: held\n" in both.text(RECORD)


def test_it_stays_where_the_article_drops_it_before_anyone_extracts_again(both):
    assert both.join("hand") == []
    drops(both, of="`status`")
    assert "status: held\n" in both.text(RECORD)


@pytest.mark.parametrize("how", [["merge", "--squash"], ["cherry-pick"], ["rebase"]], ids=" ".join)
def test_it_stays_however_the_branch_comes(both, how):
    both.git(*how, "hand")
    both.said()
    drops(both, of="`status`")
    assert "status: held\n" in both.text(RECORD)


def test_it_stays_where_the_branch_is_merged_the_other_way_round(both):
    both.switch("hand")
    assert both.join("article") == []
    both.said()
    drops(both, of="`status`")


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_it_stays_in_a_record_that_is_one_sides(both, side):
    both.articles(a3=[BO])
    both.join("hand")
    both.git("checkout", "ORIG_HEAD" if side == "--ours" else "hand", "--", RECORD)
    both.said()
    assert "bo-lind" in both.text(RECORD)
    drops(both, of="`status`")


def test_it_stays_by_another_id(story):
    story.articles(a1=[ANN], a2=[])
    story.edit_on_branch("    role: envoy\n", "    role: envoy\n  - person: bo-lind\n")
    story.articles(a2=[BO])
    story.rename("bo-lind", "bo-falk")
    story.join("hand")
    story.git("checkout", "hand", "--", RECORD)
    story.extract()
    assert "bo-falk" in story.text(RECORD)
    drops(story, of="participants “bo-falk”")
    assert "  - person: bo-falk\n" in story.text(RECORD)


def test_a_record_that_no_article_of_a_branch_mentions_is_a_persons(story):
    """Both branches make it: one by hand, one from an article."""
    record = "content/records/places/riga.yaml"
    story.articles(a1=[ANN], a2=[])
    story.switch("hand", "main")
    story.write(record, "name: Riga\ncountry: lv\n")
    story.extract()
    story.commit()
    story.switch("article", "main")
    story.write("content/articles/a2.md", story.text("content/articles/a2.md") + "[Riga]{place=riga country=lv}\n")
    story.extract()
    story.commit()
    assert record in story.join("hand")
    story.git("checkout", "--theirs", "--", record)
    story.extract()
    story.write_article("a2", [], basis=False)
    said = story.said()
    assert KEPT.format("`country`") in said
    assert story.text(record) == "name: Riga\ncountry: lv\n"
    assert settled(story)


def test_what_a_person_took_out_while_an_article_asserted_it_elsewhere_stays_out(story):
    story.articles(a1=[ANN], a2=[])
    story.by_hand("participants:\n", "status: held\nparticipants:\n")
    story.extract()
    story.commit()
    story.switch("hand", "main")
    story.by_hand("status: held\n", "")
    story.extract()
    assert '["status","held","erased",2]' in story.text(LEDGER)
    story.commit()
    story.switch("article", "main")
    story.articles(a2=[HELD])
    assert '["status","held","person",2]' in story.text(LEDGER)
    assert story.join("hand") == []
    told = "`a2` asserts `status` `held`, but the record lacks it"
    assert story.said() == told
    assert story.said() == told
    assert "status" not in story.text(RECORD)
    assert settled(story)


def test_a_value_that_a_person_erased_does_not_keep_another_out(story):
    story.articles(a1=[ANN], a2=[])
    story.by_hand("participants:\n", "status: planned\nparticipants:\n")
    story.extract()
    story.by_hand("status: planned\n", "")
    story.extract()
    story.write_article("a2", [HELD], basis=False)
    assert story.said() == ""
    assert "status: held\n" in story.text(RECORD)
    story.write_article("a2", [], basis=False)
    assert story.said() == ""
    assert "status" not in story.text(RECORD)


def test_what_a_person_wrote_is_reported_if_a_resolution_lost_it(story):
    story.articles(a1=[ANN], a2=[])
    story.edit_on_branch("participants:\n", "format: call\nparticipants:\n")
    story.articles(a2=[HELD])
    assert story.join("hand") == [RECORD] * 3
    story.git("checkout", "--ours", "--", RECORD)
    assert story.said() == "a person wrote `format` on one branch, but the merged record lacks it"
    assert settled(story)


def test_what_only_articles_wrote_does_not_become_a_persons(story):
    """Two branches assert the same, one drops it and the merge brings it back: it goes with the last article."""
    story.articles(a1=[ANN], a2=[])
    story.switch("one", "main")
    story.articles(a2=[HELD])
    story.switch("two", "main")
    story.articles(a1=[ANN, HELD])
    assert story.join("one") == []
    story.extract()
    story.commit()
    assert "person" not in [row.rpartition('",')[2] for row in story.text(LEDGER).splitlines()]
    story.articles(a1=[ANN])
    assert "status: held\n" in story.text(RECORD)
    story.write_article("a2", [], basis=False)
    assert story.said() == ""
    assert "status" not in story.text(RECORD)


def test_a_fact_that_a_person_wrote_makes_no_extraction_due(both):
    """A ledger that only notes it is not out of date."""
    both.switch("hand")
    both.by_hand("status: held\n", "status: held\nformat: call\n")
    assert not settled(both)
    assert both.pending() == ()


@pytest.mark.parametrize("is_old", [True, False], ids=["by an older version", "compacted"])
def test_a_fact_whose_line_another_branch_deleted_is_reported(story, is_old):
    """The branch drops a fact and its line with it, and the record is taken from the other one."""
    story.articles(a1=[ANN, HELD], a2=[])
    story.switch("less", "main")
    story.articles(a1=[ANN])
    rows = story.text(LEDGER).splitlines(keepends=True)
    story.write(LEDGER, "".join(row for row in rows[2 if is_old else 0 :] if '"gone"' not in row))
    story.commit()
    story.switch("more", "main")
    story.articles(a2=[CALL])
    story.join("less")
    story.git("checkout", "ORIG_HEAD", "--", RECORD)
    assert story.said() == "no ledger knows who wrote `status`: perhaps the articles of a branch dropped it"
    assert "status: held\n" in story.text(RECORD)
    assert story.said() == ""
    story.by_hand("status: held\n", "")
    assert story.said() == ""
    assert settled(story)


def test_a_ledger_of_the_format_before_reports_nothing(story):
    """It did not list what only a person wrote."""
    story.articles(a1=[ANN], a2=[])
    story.by_hand("participants:\n", "status: held\nparticipants:\n")
    story.extract()
    new = story.text(LEDGER)
    story.write(LEDGER, new.replace('["format",3]', '["format",2]').replace('["status","held","handwritten"]\n', ""))
    assert story.pending() == ()
    assert story.said() == ""
    assert story.text(LEDGER) == new


def test_a_value_that_a_person_wrote_is_named_if_a_resolution_has_another(story):
    story.articles(a1=[ANN, HELD], a2=[])
    story.edit_on_branch("role: envoy", "role: minister")
    story.articles(a2=[BO])
    assert RECORD in story.join("hand")
    story.git("checkout", "--ours", "--", RECORD)
    assert story.said() == (
        "a person wrote `minister` as `role` of participants “ann-roe” on one branch, "
        "but the merged record has another value"
    )
    assert "role: envoy\n" in story.text(RECORD)
    assert settled(story)
