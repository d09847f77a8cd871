"""An article that nobody has reviewed says so on its page, and at each fact that rests on it alone."""

from pathlib import Path

from click.testing import CliRunner

from generator import pipeline
from generator.cli import main

TEMPLATES = Path(__file__).parents[2] / "site_templates"
FRONT = "---\ntitle: {}\ndate: 2025-12-04\npublisher: The Paper\nlanguage: en\n{}---\n\n"
MEETING = "[Ann Roe]{{person=ann-roe}} met [Bo Lind]{{person=bo-lind}} on [Tuesday]{{date=2025-12-02}} in {}."
ONE = f"[{MEETING.format('[Geneva]{place=geneva}')}]{{{{meeting=2025-12-02-geneva name=Talks}}}}\n".replace(
    "{{", "{"
).replace("}}", "}")
OTHER = "[Ann Roe]{person=ann-roe} met [Bo Lind]{person=bo-lind} on [Tuesday]{date=2025-12-02}"
SAID = "not reviewed"


def pages(root: Path, other: str, one_more: str = "") -> dict[str, str]:
    articles = root / "content/articles"
    articles.mkdir(parents=True)
    (articles / "one.md").write_text(FRONT.format("One", "review: draft\n") + (one_more or ONE), "utf-8")
    (articles / "two.md").write_text(FRONT.format("Two", "") + other, "utf-8")
    assert CliRunner().invoke(main, ["extract", "--root", str(root)]).exit_code == 0
    made, _ = pipeline.build(root, TEMPLATES, "en", "A")
    return {page.path: page.text for page in made}


def marked_rows(page: str, start: str, name: str) -> list[bool]:
    """Whether each row of a page with a name is marked."""
    return ["cq-draft" in line for line in page.splitlines() if line.startswith(start) and name in line]


def test_it_is_said_on_its_page_and_at_its_facts(tmp_path: Path):
    made = pages(tmp_path, "Nothing.\n")
    assert "Nobody has reviewed the annotations of this article" in made["articles/one.md"]
    assert "Nobody has reviewed" not in made["articles/two.md"]
    assert SAID in made["meetings/2025-12-02-geneva.md"]
    listed = {
        title: SAID in row
        for row in made["articles/index.md"].split("<tr>")
        for title in ("One", "Two")
        if title in row
    }
    assert listed == {"One": True, "Two": False}


def test_a_reviewed_article_that_says_the_same_takes_the_mark_away(tmp_path: Path):
    facts = pages(tmp_path, f"[{OTHER}]{{meeting=2025-12-02-geneva}}.\n")["meetings/2025-12-02-geneva.md"]
    alone = pages(tmp_path / "alone", "Nothing.\n")["meetings/2025-12-02-geneva.md"]
    assert 0 < facts.count(SAID) < alone.count(SAID)


def test_check_counts_them(tmp_path: Path):
    pages(tmp_path, "Nothing.\n")
    told = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    assert "; 1 article not reviewed" in told.output
    assert told.exit_code == 0


def test_lists_of_people_say_so_too(tmp_path: Path):
    country = "[Ann Roe]{person=ann-roe country=us} and [the U.S.]{country=us} went.\n"
    made = pages(tmp_path, country)
    assert True not in marked_rows(made["countries/us.md"], "<li>", "Ann Roe")
    assert marked_rows(made["people-by-side.md"], "<li>", "Ann Roe") == [True]  # the meeting is in the draft alone
    drafted = pages(tmp_path / "drafted", "[The U.S.]{country=us} said nothing.\n", one_more=country)
    assert True in marked_rows(drafted["countries/us.md"], "<li>", "Ann Roe")
    assert marked_rows(drafted["people-by-side.md"], "<li>", "Ann Roe") == [True]


def test_the_side_of_a_person_who_was_there_for_sure_is_a_draft_by_itself(tmp_path: Path):
    sure = f"[{OTHER}]{{meeting=2025-12-02-geneva}}. [The U.S.]{{country=us}} knew.\n"
    drafted = "[[Ann Roe]{person=ann-roe for=us} was in Geneva]{meeting=2025-12-02-geneva}.\n"
    made = pages(tmp_path, sure, one_more=drafted)["meetings/2025-12-02-geneva.md"]
    assert marked_rows(made, '<tr><th scope="row">', ">Ann Roe</a></th>") == [True]
    assert marked_rows(made, '<tr><th scope="row">', ">Bo Lind</a></th>") == [False]


def test_who_met_whom_says_so_where_a_pair_rests_on_drafts(tmp_path: Path):
    silent = pages(tmp_path, "Nothing.\n")["who-met-whom.md"]
    assert "cq-key__mark--draft" in silent
    assert marked_rows(silent, '<tr id="ann-roe--bo-lind">', "Ann Roe") == [True]
    sure = f"[{OTHER} in [Geneva]{{place=geneva}}]{{meeting=2025-12-02-geneva status=held}}.\n"
    both = pages(tmp_path / "both", sure)["who-met-whom.md"]
    assert "cq-key__mark--draft" not in both
    assert marked_rows(both, '<tr id="ann-roe--bo-lind">', "Ann Roe") == [False]


def test_who_met_whom_marks_the_meeting_that_is_a_draft_and_not_the_pair(tmp_path: Path):
    met = "[Ann Roe]{person=ann-roe} met [Bo Lind]{person=bo-lind} on [Monday]{date=2025-12-01}"
    sure = f"[{met}]{{meeting=2025-12-01-x}}.\n"
    shown = pages(tmp_path, sure)["who-met-whom.md"]
    assert "cq-key__mark--draft" not in shown
    (row,) = (line for line in shown.splitlines() if line.startswith('<tr id="ann-roe--bo-lind">'))
    assert row.count("cq-draft") == 1


def test_sides_that_only_a_draft_brings_are_marked(tmp_path: Path):
    sides = (
        "[[The U.S.]{country=us as=side} met [Ukraine]{country=ua as=side} on [Tuesday]{date=2025-12-02}]{meeting=m}.\n"
    )
    shown = pages(tmp_path, "Nothing.\n", one_more=sides)["who-met-whom.md"]
    assert marked_rows(shown, '<tr id="ua--us">', "United States") == [True]
    told = pages(tmp_path / "told", sides, one_more=sides)["who-met-whom.md"]
    assert marked_rows(told, '<tr id="ua--us">', "United States") == [False]


def test_the_list_of_a_kind_says_so(tmp_path: Path):
    made = pages(tmp_path, "[Ann Roe]{person=ann-roe} went.\n")["persons/index.md"]
    assert marked_rows(made, '<tr><th scope="row">', ">Bo Lind</a>") == [True]
    alone = pages(tmp_path / "two", "[Cid Dow]{person=cid-dow role=mayor} went.\n")["persons/index.md"]
    assert marked_rows(alone, '<tr><th scope="row">', ">Cid Dow</a>") == [False]
