"""An article that has changed since its review says so: in `check`, and on its page beside who reviewed it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.articles.review_state import digest, review_state
from generator.cli import main
from generator.drafting import mark_draft, mark_reviewed
from generator.text.source import SourceText

TEMPLATES = Path(__file__).parents[2] / "site_templates"
PATH = "content/articles/talks.md"
TEXT = "---\ntitle: Talks\ndate: 2025-12-04\n---\n\n[Ann Roe]{person=ann-roe} left.\n"
BY = "<script>Ada"


def signed(text: str = TEXT) -> str:
    found = mark_reviewed(SourceText(PATH, text), BY, "2025-12-05")
    assert found
    return found


def drafted(text: str) -> str:
    found = mark_draft(SourceText(PATH, text))
    assert found
    return found


def project(root: Path, article: str) -> Path:
    (root / "content/articles").mkdir(parents=True)
    (root / PATH).write_text(article, "utf-8", newline="")
    assert CliRunner().invoke(main, ["extract", "--root", str(root)]).exit_code == 0
    return root


def page(root: Path) -> str:
    made, _ = pipeline.build(root, TEMPLATES, "en", "A")
    return next(each.text for each in made if each.path == "articles/talks.md")


CHANGED = signed().replace("left", "stayed")
NEWLY_DRAFTED = drafted(signed().replace(" left", " left [Riga]{place=riga}"))
REFLOWED = signed().replace(" left", "\r\nleft")


@pytest.mark.parametrize(
    ("article", "beside"),
    [
        (signed(), "5 December 2025"),
        (REFLOWED, "5 December 2025"),
        (CHANGED, "5 December 2025; the article has changed since"),
        (NEWLY_DRAFTED, "5 December 2025; annotations were drafted since"),
    ],
    ids=["as it was", "reflowed", "changed", "drafted"],
)
def test_the_page_says_it_beside_the_reviewer(tmp_path: Path, article: str, beside: str):
    shown = page(project(tmp_path, article))
    assert f"<dt>Reviewed by</dt><dd>&#60;script&#62;Ada, {beside}</dd>" in shown
    assert ("drafted after this article was reviewed" in shown) is (article == NEWLY_DRAFTED)
    assert "Nobody has reviewed the annotations of this article" not in shown


def test_an_article_that_nobody_reviewed_names_nobody(tmp_path: Path):
    assert "Reviewed by" not in page(project(tmp_path, TEXT))


@pytest.mark.parametrize(
    ("article", "rule", "summary"),
    [
        (signed(), "", ""),
        (REFLOWED, "", ""),
        (CHANGED, "review-is-current", "; 1 article changed since the review"),
        (NEWLY_DRAFTED, "article-is-reviewed", "; 1 article not reviewed"),
        (signed().replace("reviewed:", "review: draft\nreviewed:"), "article-is-reviewed", "; 1 article not reviewed"),
        (signed().replace(f", text: {digest(SourceText(PATH, TEXT))}", ""), "", ""),
    ],
    ids=["as it was", "reflowed", "changed", "drafted", "marked as a draft", "of no text"],
)
def test_check_tells_and_counts_it(tmp_path: Path, article: str, rule: str, summary: str):
    told = CliRunner().invoke(main, ["check", "--all", "--root", str(project(tmp_path, article))])
    rules = [each for each in ("review-is-current", "article-is-reviewed") if f"[{each}]" in told.output]
    assert rules == ([rule] if rule else [])
    assert (summary or "since the review") in told.output or not summary
    assert told.exit_code == 0


def test_check_names_who_reviewed_it_and_where_that_is_said(tmp_path: Path):
    told = CliRunner().invoke(main, ["check", "--all", "--root", str(project(tmp_path, CHANGED))]).output
    assert f"{PATH}:4:11: info: this article has changed since <script>Ada reviewed it on 2025-12-05" in told
    assert "communique annotate talks" in told


@pytest.mark.parametrize(("article", "state"), [(signed(), "reviewed"), (CHANGED, "changed")], ids=["same", "changed"])
def test_another_id_for_the_same_is_no_change(tmp_path: Path, article: str, state: str):
    root = project(tmp_path, article)
    assert CliRunner().invoke(main, ["rename", "ann-roe", "ann-smith", "--root", str(root)]).exit_code == 0
    text = (root / PATH).read_text("utf-8")
    assert "{person=ann-smith}" in text
    assert review_state(SourceText(PATH, text)) == state


def test_a_merge_is_reviewed_again(tmp_path: Path):
    root = project(tmp_path, signed(TEXT + "\n[Bo Lind]{person=bo-lind} came.\n"))
    assert CliRunner().invoke(main, ["merge", "ann-roe", "bo-lind", "--root", str(root)]).exit_code == 0
    assert review_state(SourceText(PATH, (root / PATH).read_text("utf-8"))) == "changed"
