"""The tools to compare: how each gets its site, its command, and what changes between its runs."""

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml
from hugo_site import write_hugo

from generator.catalogue import read_words
from generator.mkdocs_plugin import CommuniqueConfig
from generator.project.lock import FOLDER
from generator.project.packaged import PACKAGED
from generator.rendering.navigation import default_navigation

COLD, NOTHING = "cold", "nothing changed"
RECORD, ARTICLE, TEMPLATE, PAGE = (
    "one record changed",
    "one article changed",
    "one template changed",
    "one page changed",
)
MARKDOWN = "ours, records to Markdown"
_BIN = Path(sys.executable).parent
_STOCK = """\
site_name: Communiqué
docs_dir: docs
theme: {name: material, language: en, font: false, features: [navigation.tabs, navigation.top]}
markdown_extensions: [tables, footnotes, md_in_html, {toc: {title: On this page}}]
plugins: [{search: {pipeline: [stemmer]}}]
not_in_nav: "*"
"""

Change: TypeAlias = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Contender:
    """A tool: `prepare` makes its folder of a project and its pages as Markdown; `changes` are in the order of runs.

    `kept` are what a cold run begins without; the first of them is the site.
    """

    name: str
    prepare: Callable[[Path, Path, Path], None]
    command: tuple[str, ...]
    changes: Mapping[str, Change]
    kept: tuple[str, ...] = ("site",)
    environment: Mapping[str, str] = field(default_factory=lambda: {"NO_MKDOCS_2_WARNING": "1"})


def contenders() -> tuple[Contender, ...]:
    """All that can be compared here: without Zensical, Hugo or `fast: false` where those are not to be had."""
    mkdocs = (str(_BIN / "mkdocs"), "build", "-q")
    own, kept = ("site", FOLDER, ".cache"), ("site", ".cache")
    page = {NOTHING: _nothing, PAGE: _change_page}
    ours = {NOTHING: _nothing, RECORD: _change_record, ARTICLE: _change_article, TEMPLATE: _change_template}
    slow = (Contender("ours, fast: false", _slow, mkdocs, {NOTHING: _nothing, RECORD: _change_record}, own),)
    zensical, hugo = _tool("zensical"), _tool("hugo")
    return (
        Contender("ours", _ours, mkdocs, ours, own),
        Contender(MARKDOWN, _ours, (str(_BIN / "communique"), "pages", "--out", "pages"), {}, ("pages", FOLDER)),
        *(slow if "fast" in CommuniqueConfig() else ()),
        Contender("stock Material", _stock, mkdocs, page),
        *([Contender("Zensical", _stock, (zensical, "build"), page, kept)] if zensical else []),
        *([Contender("Hugo", _hugo, (hugo, "build", "--quiet"), page, ("public", "resources"))] if hugo else []),
        Contender("stock MkDocs, one page", _one_page, mkdocs, {NOTHING: _nothing}),
    )


def _tool(name: str) -> str | None:
    return shutil.which(name, path=str(_BIN)) or shutil.which(name)


def _ours(project: Path, pages: Path, folder: Path) -> None:  # noqa: ARG001 -- every tool is given the same
    shutil.copytree(project, folder)


def _slow(project: Path, pages: Path, folder: Path) -> None:
    _ours(project, pages, folder)
    config = folder / "mkdocs.yml"
    text, found = re.subn(
        r"^  - communique$", "  - communique: {fast: false}", config.read_text("utf-8"), flags=re.MULTILINE
    )
    assert found == 1
    config.write_text(text, "utf-8")


def _stock(project: Path, pages: Path, folder: Path) -> None:
    shutil.copytree(pages, folder / "docs")
    made = {path.relative_to(pages).as_posix() for path in pages.rglob("*.md")}
    written = made & {path.name for path in (project / "content/pages").glob("*.md")}
    nav = {"nav": default_navigation(made - written, written, read_words(PACKAGED, "en")[0])}
    (folder / "mkdocs.yml").write_text(_STOCK + yaml.safe_dump(nav, allow_unicode=True, sort_keys=False), "utf-8")


def _hugo(project: Path, pages: Path, folder: Path) -> None:  # noqa: ARG001 -- every tool is given the same
    write_hugo(pages, folder)


def _one_page(project: Path, pages: Path, folder: Path) -> None:  # noqa: ARG001 -- every tool is given the same
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# One page\n\nAnd nothing else.\n", "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: One page\n", "utf-8")


def _nothing(folder: Path) -> None:
    """Leave everything as it is."""


def _change_record(folder: Path) -> None:
    """Another name for the meeting in the middle, which the pages of those who sat there show, too."""
    record = middle(folder / "content/records/meetings")
    record.write_text(
        re.sub(r"^(name: .*)$", r"\1 again", record.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8"
    )


def _change_article(folder: Path) -> None:
    """One sentence more, which asserts nothing."""
    _add(middle(folder / "content/articles"), "One sentence more.")


def _change_template(folder: Path) -> None:
    """One sentence more on every page of a meeting."""
    _add(folder / "site_templates/pages/meeting.md.j2", "One sentence more.")


def _change_page(folder: Path) -> None:
    """One sentence more on the page of the meeting in the middle."""
    source = next(path for name in ("docs", "content") if (path := folder / name / "meetings").is_dir())
    _add(middle(source), "One sentence more.")


def middle(folder: Path) -> Path:
    """The file in the middle of a folder, in the order of names: neither the oldest nor the newest."""
    found = sorted(path for path in folder.iterdir() if "index" not in path.name)
    return found[len(found) // 2]


def _add(path: Path, words: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{words}\n")
