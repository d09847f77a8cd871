"""Commands find the project that the working folder is in, and refuse to work outside of one."""

from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.project.find import find_project, relative_project

SITE = "site_name: A\ndocs_dir: content/pages\nplugins: [communique]\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/content/articles").mkdir(parents=True)
    (tmp_path / "site/docs").mkdir()
    (tmp_path / "site/mkdocs.yml").write_text(SITE, "utf-8")
    (tmp_path / "site/content/articles/2025-12-01-a.md").write_text(
        "---\ntitle: A\ndate: 2025-12-01\n---\n\n[Ann Roe]{person=ann-roe} left.\n", "utf-8"
    )
    return tmp_path / "site"


@pytest.mark.parametrize("inside", [".", "content", "content/articles", "docs"])
def test_a_project_is_found_from_every_folder_of_it(site: Path, inside: str):
    assert find_project(site / inside) == site
    with chdir(site / inside):
        found = relative_project(Path.cwd())
        assert found is not None
        assert found.resolve() == site.resolve()


def test_a_site_that_is_not_ours_is_no_project(site: Path):
    (site / "docs/mkdocs.yml").write_text("site_name: B\n", "utf-8")
    assert find_project(site / "docs") == site


def test_what_another_user_wrote_above_a_folder_is_no_project(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("generator.project.find._owner", {site / "docs": 1000, site / "mkdocs.yml": 1001}.get)
    assert find_project(site / "docs") is None
    assert find_project(site) == site


def test_a_folder_with_articles_alone_is_a_project(site: Path):
    (site / "mkdocs.yml").unlink()
    assert find_project(site) == site


def test_commands_work_from_the_folder_of_the_articles(site: Path):
    with chdir(site / "content/articles"):
        assert CliRunner().invoke(main, ["extract"]).exit_code == 0
        assert (site / "content/records/persons/ann-roe.yaml").is_file()
        written = CliRunner().invoke(main, ["annotate", "2025-12-01-a.md", "--write", "sure"]).output
        assert "content/articles/2025-12-01-a.md" in written
        CliRunner().invoke(main, ["new", "person", "bo-lind", "--source", "2025-12-01-a"])
    assert (site / "content/records/persons/bo-lind.yaml").is_file()
    assert sorted(each.name for each in (site / "content/articles").iterdir()) == ["2025-12-01-a.md"]


@pytest.mark.parametrize(
    "words",
    [
        "annotate",
        "check",
        "diff HEAD",
        "excerpt a",
        "extract",
        "fmt a",
        "history",
        "import csv a.csv --kind person",
        "import undo a",
        "links",
        "merge a b",
        "new person ann-roe",
        "override theme/partials/footer.html",
        "pages --out pages",
        "publish --for zensical --out out",
        "release --out a.zip",
        "remove a --reason b",
        "rename a b",
        "schema",
        "upgrade",
    ],
)
def test_outside_of_a_project_every_command_says_so(words: str):
    with chdir(Path("/")):
        result = CliRunner().invoke(main, words.split(" "))
    assert result.exit_code == 2
    assert "no project in this folder or above it" in result.output
    assert "communique init DIR" in result.output


@pytest.mark.parametrize("words", ["check --rules", "check --explain fact-has-source", "override words/en.yaml --show"])
def test_what_needs_no_project_works_anywhere(words: str):
    with chdir(Path("/")):
        assert CliRunner().invoke(main, words.split(" ")).exit_code == 0
