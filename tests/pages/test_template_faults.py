"""What is wrong with a site's templates and words is told at its place, and our own defects are not blamed on them."""

import shutil
from pathlib import Path

import pytest

from generator import knowledge_base
from generator.pages import read_templates, render
from generator.pages.model import PlannedPage
from generator.schema import read_schema

TEMPLATES = Path(__file__).parents[2] / "site_templates"
NOTHING = knowledge_base.build(read_schema()[0], (), (), ())


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return shutil.copytree(TEMPLATES, tmp_path / "templates")


def test_a_language_without_words_makes_no_page(templates: Path):
    made, problems = render(NOTHING, templates, "tlh", "A site")
    assert made == ()
    (problem,) = problems
    assert (problem.rule, problem.message) == ("language-has-words", "no words for `tlh`")
    assert problem.hint.startswith("write tlh.yaml ")


def test_words_that_are_no_text_are_those_of_the_program(templates: Path):
    (templates / "words/en.yaml").write_bytes(b"title: a\nname: \xe4\n")
    made, problems = render(NOTHING, templates, "en", "A site")
    assert "There is no article yet" in next(page.text for page in made if page.path == "articles/index.md")
    (problem,) = problems
    assert (problem.rule, problem.span.line) == ("file-is-utf8", 2)
    assert problem.span.source.path.endswith("words/en.yaml")


def test_a_word_that_is_missing_shows_in_english(templates: Path):
    (templates / "words/tlh.yaml").write_text("people_by_side: За сторонами\n", "utf-8")
    made, problems = render(NOTHING, templates, "tlh", "A site")
    assert problems == ()
    page = next(page.text for page in made if page.path == "people-by-side.md")
    assert page.startswith("# За сторонами\n")
    assert "The side and the role of each person" in page


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("home.md.j2", "a\n{% include 'parts/gone.md.j2' %}\n", 2, "TemplateNotFound: 'parts/gone.md.j2' not found"),
        ("home.md.j2", "a\n\n{{ 1 // 0 }}\n", 3, "ZeroDivisionError: integer division or modulo by zero"),
        ("home.md.j2", "{% if %}", 1, "Expected an expression, got 'end of statement block'"),
    ],
)
def test_a_template_in_error_is_told_at_its_line_and_other_pages_are_made(
    templates: Path, name: str, text: str, line: int, message: str
):
    whole, _ = render(NOTHING, templates, "en", "A site")
    (templates / "pages" / name).write_text(text, "utf-8")
    made, problems = render(NOTHING, templates, "en", "A site")
    (problem,) = problems
    assert (problem.rule, problem.span.source.path) == ("template-is-valid", f"templates/pages/{name}")
    assert problem.span.line == line
    assert problem.message.startswith(message)
    assert {page.path for page in whole} - {page.path for page in made} == {"index.md"}


def test_an_exception_that_no_template_had_a_part_in_stays_one():
    made, _ = read_templates(TEMPLATES, "en")

    def draft():
        message = "a defect of ours"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="a defect of ours"):
        made.page(PlannedPage("index.md", draft))
