"""The Nu Html Checker finds nothing in pages, style sheets and pictures.

Each start of Java takes seconds, so that by default it starts twice: for some of each, and for what is broken.
"""

from pathlib import Path

import pytest
from support import tiers, tools
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


def pictures(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.svg")) if "/.icons/" not in str(path)][:50]


def test_some_of_each(small: Path):
    files = [*tiers.sample(sampled_files(small), 12), *STYLES, *tiers.sample(pictures(small), 10)]
    assert {path.suffix for path in files} == {".html", ".css", ".svg"}
    assert vnu("--also-check-css", "--also-check-svg", "--skip-non-html", *files) == []


@pytest.mark.slow
def test_pages(site: Path):
    pages = sorted(site.rglob("*.html"))
    files = pages if len(pages) <= LARGE else sampled_files(site)
    assert len(files) > 10
    assert vnu("--skip-non-html", *files) == []


@pytest.mark.slow
def test_style_sheets():
    assert vnu("--css", *STYLES) == []


@pytest.mark.slow
def test_pictures(site: Path):
    assert pictures(site)
    assert vnu("--svg", *pictures(site)) == []


def test_a_broken_page_style_sheet_and_picture_are_found(tmp_path: Path):
    folder = faulty_page(tmp_path, '<p>One<div id="a"></div><div id="a"></div></p>')
    (folder / "a.css").write_text("p { colour: red; }\n", "utf-8")
    (folder / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle r="x"/><a></svg>', "utf-8")
    found = vnu("--also-check-css", "--also-check-svg", "--skip-non-html", folder)
    assert any("Duplicate ID" in line for line in found)
    assert any("colour" in line and "a.css" in line for line in found)
    assert any("a.svg" in line for line in found)
