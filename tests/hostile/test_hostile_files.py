"""Hostile text in every field and article, in every file of the site: it is text there, and nothing else."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hostile_sites import Built
from support.tiers import scale
from validator import Export, Page, export, faults_of_page
from world import CALM

_NUMBERED = ("p", "span", "td", "th", "h2", "h3", "h4", "h5", "h6")
_BARE = (
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "li",
    "ol",
    "pre",
    "strong",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
)
MARKED_UP = frozenset(
    [
        *((tag,) for tag in (*_BARE, *_NUMBERED, "bdi")),
        *((tag, "id") for tag in _NUMBERED),
        *(("a", *names) for names in (("href",), ("href", "title"), ("class", "href", "id"))),
        *(("code", "class"), ("span", "class", "id"), ("div", "class", "id"), ("ol", "start")),
        *(("img", "alt", "src"), ("img", "alt", "src", "title"), ("td", "id", "style"), ("th", "id", "style")),
    ]
)
"""What the text of an article may bring to its page: the elements of CommonMark and its tables, and annotations.

Words that are written from right to left stand in a `bdi`.
"""


@pytest.fixture(scope="session")
def pages(hostile: Built) -> Mapping[str, Page]:
    return _pages(hostile.site)


@pytest.fixture(scope="session")
def usual(calm: Built) -> frozenset[tuple[str, ...]]:
    return frozenset(shape for page in _pages(calm.site).values() for shape in page.shapes)


@pytest.fixture(scope="session")
def exports(hostile: Built) -> Mapping[str, Export]:
    found = {path.relative_to(hostile.site).as_posix(): export(path) for path in sorted(hostile.site.rglob("*.*"))}
    return {name: read for name, read in found.items() if read}


def _pages(site: Path) -> dict[str, Page]:
    found = (path for path in sorted(site.rglob("*.html")) if "assets" not in path.parts)
    return {path.relative_to(site).as_posix(): Page(path.read_bytes().decode()) for path in found}


def test_every_record_and_article_has_its_page(hostile: Built, pages: Mapping[str, Page]):
    wanted = {f"{name}/index.html" for name in hostile.world.told}
    wanted |= {f"articles/article-{number}/index.html" for number in range(len(hostile.world.bodies))}
    assert wanted <= pages.keys()
    assert len(hostile.world.fields) > 50


def test_no_page_runs_loads_or_opens_what_it_must_not(pages: Mapping[str, Page]):
    assert not {name: faults for name, page in pages.items() if (faults := list(faults_of_page(page)))}


def test_no_text_brings_an_element_or_attribute_that_calm_words_do_not(pages, usual):
    allowed = {name: usual | (MARKED_UP if name.startswith("articles/") else frozenset()) for name in pages}
    assert not {name: more for name, page in pages.items() if (more := page.shapes - allowed[name])}


def test_titles_and_headings_show_the_name_as_typed(hostile: Built, pages: Mapping[str, Page]):
    for address, text in hostile.world.told.items():
        shown = " ".join(text.split())
        page = pages[f"{address}/index.html"]
        assert shown in page.says("h1"), address
        assert page.says("title").startswith(shown), address


def test_data_within_pages_is_whole(hostile: Built, pages: Mapping[str, Page]):
    named = 0
    for address, page in pages.items():
        for data in filter(str.strip, page.data):
            name = json.loads(data).get("name", "")
            text = hostile.world.told.get(address.removesuffix("/index.html"), name)
            assert name == text, address
            named += name == text
    assert named >= len(hostile.world.told)


def test_every_file_of_data_is_whole_and_harmless(exports: Mapping[str, Export]):
    assert not {name: read.faults[:5] for name, read in exports.items() if read.faults}


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".db", ".xml", ".ics", ".js"])
def test_files_of_data_give_every_name_back(hostile: Built, exports: Mapping[str, Export], suffix: str):
    """A calendar those of meetings; a table behind the mark that keeps a formula from being one."""
    texts = [" ".join(text.split()) for name, read in exports.items() if name.endswith(suffix) for text in read.texts]
    if not texts or (suffix == ".xml" and exports.keys() <= {"sitemap.xml"}):
        pytest.skip(f"the site has no {suffix} files")
    wanted = {" ".join(text.split()) for name, text in hostile.world.told.items() if _holds(suffix, name)}
    found = "\0".join(texts)
    assert not [text for text in wanted if text not in found]


def _holds(suffix: str, name: str) -> bool:
    return suffix != ".ics" or name.startswith("meetings/")


def test_no_file_shows_what_the_programs_write_for_themselves(hostile: Built):
    """Marks that stand in a frame while a page is made, and texts that a template would have run."""
    for path in hostile.site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "49" not in re.findall(r"<h1[^>]*>\s*(\d+)\s*</h1>", text), path


def test_what_the_build_says_moves_no_cursor(hostile: Built):
    assert not [char for char in hostile.said if not char.isprintable() and char != "\n"]


def test_the_validator_finds_what_is_not_escaped(hostile: Built):
    """The same texts as they stand, in a page: were they not escaped, the tests above would fail."""
    found = sum(any(faults_of_page(Page(f"<p title='{text}'>{text}</p>"))) for text in hostile.world.told.values())
    assert found > scale(20, 100)
    assert CALM not in hostile.world.told.values()
