"""The front matter of pages that people write, and what a build says of the site's folder."""

from pathlib import Path

import pytest
from support.sites import copy_project, make
from support.tools import run

from generator.text.page_front import check_front
from generator.text.source import SourceText


@pytest.mark.parametrize(
    "text",
    [
        "# About\n",
        "---\ntitle: About\n---\n\n# About\n",
        "---\r\ntitle: About\r\n---\r\n\r\n# About\r\n",
        "---\ntitle: [About\n",
        "---\n\nA line between two rules\n\n---\n",
        "--- no front matter\ntitle: [\n---\n",
    ],
)
def test_pages_with_valid_front_matter_or_none(text: str):
    assert check_front(SourceText("content/pages/about.md", text)) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [About\n---\n", 2),
        ("---\r\ntitle: About\r\nauthor: a: b\r\n---\r\n", 3),
        ("---\ntitle: A\n\tauthor: b\n---\n", 3),
        ("---\n" + "[" * 100_000 + "\n---\n", 2),
    ],
)
def test_front_matter_in_error_is_found_at_its_line(text: str, line: int):
    problem = check_front(SourceText("content/pages/about.md", text))
    assert problem is not None
    assert (problem.rule, problem.span.line) == ("page-front-is-valid", line)
    assert problem.hint


def test_a_build_says_so(tmp_path: Path):
    root = copy_project(tmp_path / "project")
    page = root / "content/pages/about.md"
    page.write_text(f"---\ntitle: [\n---\n{page.read_text('utf-8')}", "utf-8")
    (told,) = make(root, root / "site")
    assert told.startswith("content/pages/about.md:2:8: warning: ")


def test_a_build_names_the_folder_of_the_site(tmp_path: Path):
    root = copy_project(tmp_path / "project")
    result = run(["mkdocs", "build"], root)
    assert result.returncode == 0
    assert f"Building documentation to directory: {root / 'site'}\n" in result.stderr
    assert "unfinished" not in result.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("theme: {name: communique, features: 3}", "theme: `features` can't be 3; write it as in `features: ["),
        (
            "theme: {name: communique, language: [en]}",
            "theme: `language` can't be ['en']; write it as in `lang",
        ),
        ("theme: communique\nextra_css: [3]", "extra_css: 3 is no path"),
    ],
)
def test_values_that_mkdocs_lets_through_end_the_build_with_a_message(tmp_path: Path, change: str, message: str):
    root = copy_project(tmp_path / "project")
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(text.replace("theme: communique", change), "utf-8")
    result = run(["mkdocs", "build", "-q"], root)
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_template_of_a_page_is_a_name(tmp_path: Path):
    root = copy_project(tmp_path / "project")
    page = root / "content/pages/about.md"
    page.write_text(f"---\ntemplate: 3\n---\n{page.read_text('utf-8')}", "utf-8")
    result = run(["mkdocs", "build", "-q"], root)
    assert result.returncode == 1
    assert "about.md: `template` in its front matter can't be 3; " in result.stderr
    assert "Traceback" not in result.stderr
