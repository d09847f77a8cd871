"""The hostile site in Chromium: no dialog, no request that leaves it, nothing that its own policy had to refuse."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hostile_sites import Built, addressed_project
from support import tiers
from support.serving import serving
from support.tools import python
from test_hostile_files import MARKED_UP
from vectors import MARKDOWN, MARKUP
from watching import SHAPES, Seen, visit, watched
from world import SCHEMA, World, mended, spread

OF_A_KIND = 3
IN_LONG_LISTS = {"details class open", "div data-search-exclude"}
"""Shapes of pages of lists; no list of the calm world is long enough to have any."""
UNESCAPED = """
import re
import generator.pages.escape as escaping
assert escaping._BENT.search("<")
escaping._BENT = re.compile("(?!)")
from mkdocs.__main__ import cli
cli()
"""


@pytest.fixture(scope="module")
def addresses(hostile: Built) -> list[str]:
    found = (path for path in sorted(hostile.site.rglob("*.html")) if "assets" not in path.parts)
    return [path.relative_to(hostile.site).as_posix() for path in found]


def some(addresses: list[str]) -> Iterator[str]:
    """A few pages of each folder, spread over it; all with --all."""
    # Addresses that things had before lead on at once: what they hold is validated in test_hostile_files.
    for _, group in groupby(addresses, lambda name: name.split("/", maxsplit=1)[0]):
        names = [name for name in group if "/former-" not in name]
        yield from names if tiers.is_whole() else names[:: len(names) // OF_A_KIND + 1]


def calm_shapes(browser: Any, calm: Built) -> set[str]:
    names = [path.relative_to(calm.site).as_posix() for path in calm.site.rglob("*.html")]
    with serving(calm.site) as origin, watched(browser, origin) as (page, _):
        page.goto(origin)
        shapes, _ = page.evaluate(SHAPES, [origin + name for name in names])
    return {*shapes, *IN_LONG_LISTS, *(" ".join(shape) for shape in MARKED_UP)}


@pytest.mark.slow
def test_a_text_makes_no_element_and_no_attribute(browser: Any, hostile: Built, calm: Built, addresses: list[str]):
    with serving(hostile.site) as origin, watched(browser, origin) as (page, _):
        page.goto(origin)
        shapes, found = page.evaluate(SHAPES, [origin + name for name in some(addresses)])
    usual = calm_shapes(browser, calm)
    assert not found
    assert len(shapes) > 50
    assert not {shape: where for shape, where in shapes.items() if shape not in usual}


@pytest.mark.slow
def test_a_visitor_sees_no_dialog_and_leaves_no_trace_elsewhere(browser: Any, hostile: Built, addresses: list[str]):
    with serving(hostile.site) as origin, watched(browser, origin) as (page, seen):
        for name in some(addresses):
            visit(page, seen, origin + name)
    assert seen == Seen()


def test_a_reader_who_hovers_and_searches_sees_none_either(browser: Any, hostile: Built):
    with serving(hostile.site) as origin, watched(browser, origin) as (page, seen):
        for name in ("persons/person-4/", "meetings/meeting-20/", "articles/article-36/"):
            visit(page, seen, origin + name)
            for link in page.locator("main a[href]:visible").all()[:5]:
                link.hover(force=True)
            search(page, ("<img", "javascript", "onerror", "alert", "=HYPER", "{{"))
            seen.violations += page.evaluate("window.violations")
    assert seen == Seen()


def search(page: Any, words: tuple[str, ...]) -> None:
    page.keyboard.press("/")
    box = page.locator("input[type=search]:visible, input[name=query]:visible, .md-search__input:visible").first
    if box.count():
        for word in words:
            box.fill(word)
            page.wait_for_timeout(150)


def test_from_a_disk_too(browser: Any, hostile: Built, addresses: list[str]):
    origin = hostile.site.as_uri()
    with watched(browser, origin) as (page, seen):
        for name in [name for name in some(addresses) if name != "404.html"][::4]:
            visit(page, seen, f"{origin}/{name}")
    assert seen == Seen()


@pytest.fixture(scope="module")
def unescaped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it would be if nothing were escaped."""
    folder = addressed_project(tmp_path_factory.mktemp("unescaped"))
    World(
        spread([text for text in map(mended, (*MARKUP, *MARKDOWN)) if text and "http-equiv" not in text], []),
        ["Calm words."],
        SCHEMA,
    ).write(folder)
    result = python(["-c", UNESCAPED, "build"], folder)
    assert result.returncode == 0, result.stderr[-2000:]
    return folder / "site"


def persons(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.glob("persons/person-*/index.html"))]


@pytest.mark.slow
def test_unescaped_text_is_caught_by_the_policy_and_the_validator(browser: Any, unescaped: Path):
    names = persons(unescaped)
    with serving(unescaped) as origin, watched(browser, origin) as (page, seen):
        for name in names[:20]:
            visit(page, seen, origin + name)
    assert len(seen.violations) > 10
    assert len(seen.attributes) > 10
    assert not seen.dialogs


@pytest.mark.slow
def test_without_the_policy_it_runs(browser: Any, unescaped: Path):
    """So that the silence of the tests above says something."""
    for path in unescaped.glob("persons/*/index.html"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("Content-Security-Policy", "X-Nothing"), "utf-8")
    names = persons(unescaped)
    with serving(unescaped) as origin, watched(browser, origin) as (page, seen):
        for name in names[:20]:
            visit(page, seen, origin + name)
    assert seen.dialogs
    assert seen.requests
