"""The Nu Html Checker finds nothing in pages, style sheets and pictures."""

from pathlib import Path

from support import tools
from support.sampled import LARGE, faulty_page, sampled_files

VNU = tools.NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
STYLES = sorted((tools.ROOT / "site_templates/theme").rglob("*.css"))


def vnu(*words: str | Path) -> list[str]:
    """Its findings, one a line."""
    java = tools.program("java")
    tools.package("vnu-jar")
    result = tools.say([java, "-Xss2m", "-jar", VNU, "--errors-only", "--exit-zero-always", *words])
    assert result.returncode == 0, result.stderr
    return [line for line in result.stderr.splitlines() if line]


def test_pages(site: Path):
    pages = sorted(site.rglob("*.html"))
    files = pages if len(pages) <= LARGE else sampled_files(site)
    assert len(files) > 10
    assert vnu("--skip-non-html", *files) == []


def test_style_sheets():
    assert vnu("--css", *STYLES) == []


def test_pictures(site: Path):
    pictures = [path for path in sorted(site.rglob("*.svg")) if "/.icons/" not in str(path)]
    assert pictures
    assert vnu("--svg", *pictures[:50]) == []


def test_a_broken_page_is_found(tmp_path: Path):
    folder = faulty_page(tmp_path, '<p>One<div id="a"></div><div id="a"></div></p>')
    assert any("Duplicate ID" in line for line in vnu("--skip-non-html", folder))


def test_a_broken_style_sheet_is_found(tmp_path: Path):
    (tmp_path / "a.css").write_text("p { colour: red; }\n", "utf-8")
    assert any("colour" in line for line in vnu("--css", tmp_path / "a.css"))


def test_a_broken_picture_is_found(tmp_path: Path):
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle r="x"/><a></svg>', "utf-8")
    assert vnu("--svg", tmp_path / "a.svg")
