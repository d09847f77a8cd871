"""A template that stands in for another says which, and is told of when the other changes."""

from pathlib import Path

import pytest
from support.projects import command
from support.sites import make
from support.tools import ROOT

from generator.project import overrides
from generator.project.overrides import check_overrides, fingerprint

FOOTER = "theme/partials/copyright.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\ndocs_dir: content/pages\ntheme: communique\nplugins: [communique]\n", "utf-8"
    )
    return tmp_path


def findings(root: Path) -> list[tuple[str, str, str]]:
    found = check_overrides(root / "site_templates")
    return [(problem.span.source.path, problem.severity, problem.message) for problem in found]


def test_the_program_s_own_templates_follow_the_installed_material():
    assert findings(ROOT) == []


def test_a_copy_says_what_it_replaces_and_is_told_of_when_that_changes(root: Path):
    assert command(root, "override", FOOTER).returncode == 0
    assert findings(root) == []
    path = root / "site_templates" / FOOTER
    path.write_text(path.read_text("utf-8") + "<p>Ours</p>\n", "utf-8")
    assert findings(root) == []
    assert make(root, root / "site") == []
    assert "<p>Ours</p>" in (root / "site/index.html").read_text("utf-8")
    path.write_text("{# replaces: 0123456789abcdef #}<p>Ours</p>\n", "utf-8")
    result = command(root, "check")
    assert f"site_templates/{FOOTER}:1:14: warning: the original that it replaces is another" in result.stderr
    assert "[override-is-current]" in result.stderr


def test_a_copy_that_says_nothing_gets_the_line_to_write(root: Path):
    path = root / "site_templates" / FOOTER
    path.parent.mkdir(parents=True)
    path.write_text("<p>Ours</p>\n", "utf-8")
    told = command(root, "check", "--all").stderr
    line = next(line.strip() for line in told.splitlines() if "write on its first line" in line).partition(": ")[2]
    path.write_text(f"{line}\n<p>Ours</p>\n", "utf-8")
    assert findings(root) == []


def test_a_copy_that_is_the_same_is_told_of_once(root: Path):
    for name in (FOOTER, "pages/person.md.j2"):
        (root / "site_templates" / name).parent.mkdir(parents=True)
        (root / "site_templates" / name).write_bytes((ROOT / "site_templates" / name).read_bytes())
    assert findings(root) == [("site_templates", "info", "2 files the same as the program's")]


def test_another_material_is_told_of(root: Path, monkeypatch: pytest.MonkeyPatch):
    other = root / "footer.html"
    other.write_text("another", "utf-8")
    monkeypatch.setattr(overrides, "_material", lambda path: other if path == FOOTER else None)
    assert (f"communique/{FOOTER}", "info") in {each[:2] for each in findings(root)}
    assert (f"site_templates/{FOOTER}", "warning") in {each[:2] for each in findings(ROOT)}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("theme/partials/foter.html", "the program has no template"),
        ("../../pyproject.toml", "the program has no template"),
        ("words/en.yaml", "words replace the program's one by one"),
        ("theme/404.htm", "the program has no template"),
    ],
)
def test_what_the_program_does_not_have_is_not_copied(root: Path, path: str, said: str):
    result = command(root, "override", path)
    assert result.returncode == 1
    assert said in result.stderr
    assert not (root / "site_templates").exists()


def test_a_fingerprint_knows_no_release_and_no_ends_of_lines():
    one = "<link href='main.57a0d79d.min.css'>mkdocs-material-9.8.1\n"
    assert fingerprint(one) == fingerprint("<link href='main.ec1eaa64.min.css'>mkdocs-material-9.7.7\r\n")
    assert fingerprint(one) != fingerprint(one + "x")
