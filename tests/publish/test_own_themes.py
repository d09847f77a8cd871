"""Sites with a theme, a navigation or a language of their own: both roads still lead to one site, or to none."""

from pathlib import Path

import pytest
from edited_site import copy_project, files, make
from mkdocs.exceptions import Abort

OPTION = "\n  - communique\n"
OTHERS = {
    "no data for programs": ("data.html", ""),
    "the words twice": ("content.html", "{{ page.content }}<hr>{{ page.content }}"),
    "the description in the foot": ("footer.html", "<footer>{{ page.meta.description if page }}</footer>"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def set_option(root: Path, option: str) -> None:
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert OPTION in text
    config.write_text(text.replace(OPTION, f"\n  - communique: {{{option}}}\n"), "utf-8")


@pytest.mark.parametrize(("name", "text"), OTHERS.values(), ids=OTHERS)
def test_both_roads_write_the_same_bytes_whatever_a_theme_does(root: Path, tmp_path: Path, name: str, text: str):
    (root / "site_templates/theme/partials" / name).write_text(text, "utf-8")
    make(root, tmp_path / "fast")
    set_option(root, "fast: false")
    make(root, tmp_path / "slow")
    fast, ordinary = files(tmp_path / "fast"), files(tmp_path / "slow")
    assert fast.keys() == ordinary.keys()
    assert not [path for path in fast if fast[path] != ordinary[path]]


def test_the_navigation_may_name_a_page_by_its_path_alone(root: Path, tmp_path: Path):
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "  - Countries: countries/index.md\n" in text
    config.write_text(text.replace("  - Countries: countries/index.md\n", "  - countries/index.md\n"), "utf-8")
    assert make(root, tmp_path / "fast") == []
    set_option(root, "fast: false")
    make(root, tmp_path / "slow")
    assert files(tmp_path / "fast") == files(tmp_path / "slow")
    assert "<title>Countries" in (tmp_path / "fast/countries/index.html").read_text("utf-8")


def test_a_language_without_words_makes_no_site(root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    set_option(root, "language: tlh")
    with pytest.raises(Abort):
        make(root, tmp_path / "site")
    assert "no words for `tlh`" in caplog.text
    assert not list(tmp_path.glob("site/**/*.html"))
