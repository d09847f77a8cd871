"""Saving a review: the article is written whole, by one reviewer at a time, and says who signed for it."""

import datetime as dt
from pathlib import Path

import pytest
from review.reviews import FRONT, PATH, TALKS, article, ask, project, reviewing, write

from generator.articles.review_state import review_state
from generator.project import journal
from generator.review import Review
from generator.review.model import NewAnnotation, ReviewChanges
from generator.review.session import MAY_ACCEPT_ALL_SURE, Opened, Saving
from generator.text.source import SourceText

TODAY = dt.date.today().isoformat()  # noqa: DTZ011 -- as the review has it


def opened(root: Path) -> tuple[Review, Opened]:
    review = Review(root, [PATH])
    found, problems = review.open(PATH)
    assert found, problems
    return review, found


def everything(found: Opened) -> ReviewChanges:
    prose = found.read.prose
    return ReviewChanges(
        tuple(
            NewAnnotation(prose.seen(p.start), prose.seen(p.end - 1) + 1, p.kind, p.id, None, p)
            for p in found.proposals
        )
    )


def test_the_article_is_written_and_signed(tmp_path: Path):
    review, found = opened(project(tmp_path, front=FRONT.replace("language: en", "language: en\nreview: draft")))
    saved = review.save(found, everything(found), Saving("Ada Moroz"))
    text = article(tmp_path)
    assert saved.written == (PATH,)
    assert "review: draft" not in text
    assert f"\nreviewed: {{by: Ada Moroz, on: {TODAY}, text: x" in text
    assert "[Ann Roe]{person=ann-roe" in text
    assert review_state(SourceText(PATH, text)) == "reviewed"


def test_an_article_that_nobody_signs_for_stays_a_draft(tmp_path: Path):
    review, found = opened(project(tmp_path, front=FRONT.replace("language: en", "language: en\nreview: draft")))
    review.save(found, everything(found), Saving())
    assert "review: draft" in article(tmp_path)


def test_a_name_that_yaml_would_misread_is_quoted(tmp_path: Path):
    review, found = opened(project(tmp_path))
    review.save(found, ReviewChanges(), Saving("Moroz, Ada: #1"))
    again, _ = Review(tmp_path, [PATH]).open(PATH)
    (row,) = review.rows()
    assert again
    assert (row.by, row.state) == ("Moroz, Ada: #1", "reviewed")


def test_a_second_review_replaces_the_first_mark(tmp_path: Path):
    front = FRONT.replace("language: en", "reviewed:\n  by: Bo Lind\n  on: 2025-12-05\nlanguage: en")
    review, found = opened(project(tmp_path, front=front))
    review.save(found, ReviewChanges(), Saving("Ada Moroz"))
    assert article(tmp_path).count("reviewed:") == 1
    assert "Bo Lind\n" not in article(tmp_path).partition("---\n\n")[0]


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path):
    review, found = opened(project(tmp_path))
    write(tmp_path, PATH, FRONT + "Another text.\n")
    saved = review.save(found, everything(found), Saving("Ada Moroz"))
    assert saved.is_stale
    assert article(tmp_path) == FRONT + "Another text.\n"


def test_the_second_of_two_reviewers_is_told(tmp_path: Path):
    with reviewing(project(tmp_path)) as server:
        version = ask(server, "GET", f"api/article?path={PATH}")[2]["version"]
        body = {"path": PATH, "version": version, "changes": {}, "reviewer": "Ada Moroz"}
        assert ask(server, "POST", "api/save", body)[2]["written"] == [PATH]
        assert ask(server, "POST", "api/save", body)[2]["stale"] is True
    assert "Ada Moroz" in article(tmp_path)


def test_a_project_that_another_command_writes_in_is_left_alone(tmp_path: Path):
    review, found = opened(project(tmp_path))
    with journal.locked(tmp_path):
        saved = review.save(found, everything(found), Saving("Ada Moroz"))
    assert [problem.rule for problem in saved.problems] == ["project-is-free"]
    assert article(tmp_path) == FRONT + TALKS


def test_without_front_matter_nobody_can_sign(tmp_path: Path):
    review, found = opened(project(tmp_path, front=""))
    saved = review.save(found, everything(found), Saving("Ada Moroz"))
    assert [problem.rule for problem in saved.problems] == ["front-matter-is-present"]
    assert article(tmp_path) == TALKS


@pytest.mark.parametrize("entries", ["date: [2025-12-04", "date: 2025-12-04\nwho: Ann"], ids=["open", "unknown"])
def test_nobody_signs_in_front_matter_that_nobody_could_read(tmp_path: Path, entries: str):
    front = f"---\ntitle: Talks\n{entries}\n---\n\n"
    review, found = opened(project(tmp_path, front=front))
    saved = review.save(found, everything(found), Saving("Ada Moroz"))
    (problem,) = saved.problems
    assert (problem.message.partition(":")[0], problem.span.line) == (
        "nothing is written",
        3 if "[" in entries else 4,
    )
    assert article(tmp_path) == front + TALKS


def test_facts_are_extracted_on_demand(tmp_path: Path):
    review, found = opened(project(tmp_path))
    saved = review.save(found, everything(found), Saving("Ada Moroz", extract=True))
    assert "content/records/meetings/2025-12-02-geneva.yaml" in saved.written
    assert "person: ann-roe" in article(tmp_path, "content/records/meetings/2025-12-02-geneva.yaml")


def test_line_breaks_and_a_byte_order_mark_stay(tmp_path: Path):
    root = project(tmp_path, front="\ufeff" + FRONT.replace("\n", "\r\n"), text=TALKS.replace("\n", "\r\n"))
    review, found = opened(root)
    review.save(found, everything(found), Saving("Ada Moroz"))
    text = article(tmp_path)
    assert text.startswith("\ufeff---\r\n")
    assert text.replace("\r\n", "").isprintable() or "\n" not in text.replace("\r\n", "")


def test_an_article_with_errors_is_drafted_for_the_rest(tmp_path: Path):
    review, found = opened(project(tmp_path, text="[Roe]{person} met [Bo Lind.\n\nAnn Roe came from Russia."))
    assert {proposal.id for proposal in found.proposals} >= {"ann-roe", "ru"}
    assert review.preview(found, everything(found)).preview.is_broken
    assert review.save(found, everything(found), Saving()).written == (PATH,)
    assert "[Ann Roe]{person=ann-roe}" in article(tmp_path)


@pytest.mark.parametrize("text", ["", "\n", "```\ncode\n```\n"])
def test_a_page_without_text_can_be_reviewed(tmp_path: Path, text: str):
    review, found = opened(project(tmp_path, text=text))
    assert found.proposals == ()
    assert review.save(found, ReviewChanges(), Saving("Ada Moroz")).written == (PATH,)


def test_a_text_that_is_too_long_to_draft_says_so_at_once(tmp_path: Path):
    """A reviewer can still annotate it by hand."""
    _, found = opened(project(tmp_path, text="Ann Roe met Bo Lind. " + "x" * 1_000_000))
    assert found.proposals == ()
    assert "more than 1,000,000 characters" in found.faults[0].message
    assert found.read.text.startswith("Ann Roe met")


def test_the_preview_tells_facts_and_findings(tmp_path: Path):
    review, found = opened(project(tmp_path))
    assert review.preview(found, ReviewChanges()).preview.records == ()
    shown = review.preview(found, everything(found)).preview
    (meeting,) = [record for record in shown.records if record.id == "2025-12-02-geneva"]
    assert meeting.is_new
    assert {("Participants", "Ann Roe"), ("Date", "2025-12-02")} <= {(fact.label, fact.value) for fact in meeting.facts}
    wrong = NewAnnotation(0, 4, "person", "x", (("role", "envoy"), ("sise", "9")))
    findings = review.preview(found, ReviewChanges((wrong,))).preview.findings
    assert [finding.rule for finding in findings] == ["attribute-is-known"]
    assert article(tmp_path) == FRONT + TALKS


def test_the_queue_tells_what_waits(tmp_path: Path):
    project(tmp_path, text="[Ann Roe]{person=ann-roe} came.\n")
    for id_, front, text in (
        ("a-new", "", "Ann Roe came."),
        ("b-drafted", "review: draft\n", "[Ann Roe]{person=ann-roe} came."),
        ("c-changed", "reviewed: {by: Bo Lind, on: 2025-12-05, text: x123456789abc}\n", "[Roe]{person=ann-roe} came."),
        ("d-reviewed", "reviewed: {by: Bo Lind, on: 2025-12-05}\n", "[Ann Roe]{person=ann-roe} came."),
    ):
        write(tmp_path, f"content/articles/{id_}.md", f"---\ntitle: {id_}\ndate: 2025-12-05\n{front}---\n\n{text}\n")
    rows = Review(tmp_path).rows()
    assert [(row.id, row.state) for row in rows] == [
        ("b-drafted", "drafted"),
        ("c-changed", "changed"),
        ("a-new", "new"),
        ("2025-12-04-talks", "unreviewed"),
        ("d-reviewed", "reviewed"),
    ]


def test_how_lines_are_broken_is_no_change(tmp_path: Path):
    review, found = opened(project(tmp_path))
    review.save(found, everything(found), Saving("Ada Moroz"))
    reflowed = article(tmp_path).replace(". ", ".\n").replace("\n", "\r\n")
    assert review_state(SourceText(PATH, reflowed)) == "reviewed"
    assert review_state(SourceText(PATH, reflowed.replace("Tuesday", "Monday"))) == "changed"


def test_nothing_accepts_all_that_is_sure_until_that_is_right_often_enough():
    assert MAY_ACCEPT_ALL_SURE is False
