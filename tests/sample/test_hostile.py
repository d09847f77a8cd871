"""A name that holds markup shows as typed wherever it appears, and does nothing."""

import json
import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.projects import command
from support.sites import empty_project
from support.tools import run

NAME = "</title><img src=x onerror=\"document.title='hit'\"> [x](javascript:alert(1)) {{ 7*7 }} |a|b| `c` *d* & &amp;"
SHOWN = NAME
QUOTED = NAME.replace("'", "''")
ARTICLE = f"""---
title: '{QUOTED}'
date: 2025-12-04
publisher: '{QUOTED}'
language: en
---

The text names [Mallory]{{person=mallory}}, shows ![an <img> of Mallory](https://example.org/m.png "t"),
<img src=x onerror="document.title='hit'"> and [a link](javascript:alert(1)).

## A <b>heading</b> with [Mallory]{{person=mallory}}

[[Mallory]{{person=mallory}} met on [Tuesday]{{date=2025-12-02}}]{{meeting=talks}}, which was
[“<script>alert(1)</script>”]{{.quote by=mallory about=talks}}.
"""
RECORDS = {
    "persons/mallory.yaml": f"name: '{QUOTED}'\npositions:\n  - title: '{QUOTED}'\n    source: 2025-12-04-news\n",
    "meetings/talks.yaml": f"""name: '{QUOTED}'
date: 2025-12-02
duration: '{QUOTED}'
sources:
  duration: 2025-12-04-news
""",
}


class Page(HTMLParser):
    """What a browser would make of a page: its elements, its text by element, its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"img", "meta", "link", "input", "br", "hr", "path"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        for tag in set(self.open):
            self.texts.setdefault(tag, []).append(data)

    def says(self, tag: str) -> str:
        return " ".join("".join(self.texts.get(tag, [])).split())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = empty_project(tmp_path_factory.mktemp("hostile"))
    files = {"content/articles/2025-12-04-news.md": ARTICLE}
    files |= {f"content/records/{name}": text for name, text in RECORDS.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    result = command(folder, "extract")
    assert result.returncode == 0, result.stderr
    result = run(["mkdocs", "build", "--strict"], folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def pages(hostile: Path) -> dict[str, Page]:
    made = hostile.rglob("index.html")
    return {path.parent.relative_to(hostile).as_posix(): Page(path.read_text("utf-8")) for path in made}


@pytest.mark.parametrize("address", ["persons/mallory", "meetings/talks", "articles/2025-12-04-news"])
@pytest.mark.parametrize("tag", ["title", "h1"])
def test_it_shows_as_typed_in_title_and_heading(pages: dict[str, Page], address: str, tag: str):
    assert SHOWN in pages[address].says(tag)


@pytest.mark.parametrize(
    ("address", "tag"),
    [("persons", "th"), ("persons/mallory", "td"), ("meetings/talks", "a"), ("meetings/talks", "dd"), (".", "td")],
)
def test_it_shows_as_typed_in_tables_and_links(pages: dict[str, Page], address: str, tag: str):
    assert SHOWN in pages[address].says(tag)


def test_no_page_gets_an_element_or_a_script_address_from_it(pages: dict[str, Page]):
    for address, page in pages.items():
        for tag, attributes in page.tags:
            assert not any(name.startswith("on") for name in attributes), (address, tag)
            assert tag != "img", (address, attributes)
            for name in ("href", "src", "action"):
                value = (attributes.get(name) or "").lower().strip()
                assert not value.startswith(("javascript:", "data:text")), address


def test_an_image_of_an_article_is_a_link_with_its_description(pages: dict[str, Page]):
    assert "an <img> of Mallory" in pages["articles/2025-12-04-news"].says("a")


def test_json_ld_holds_it_as_typed(hostile: Path):
    text = (hostile / "persons/mallory/index.html").read_text("utf-8")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert data
    assert json.loads(data[1])["name"] == NAME


def test_the_search_holds_it_as_text(hostile: Path):
    rows = [
        row
        for path in hostile.glob("search/n-*.js")
        for row in json.loads(path.read_text("utf-8").split(",", 1)[1][:-2])
    ]
    assert {row[2] for row in rows if row[1] in ("mallory", "talks")} == {NAME}


@pytest.mark.sample(1)
@pytest.mark.parametrize("address", ["persons/mallory", "meetings/talks", "articles/2025-12-04-news", "."])
def test_a_browser_runs_nothing_of_it(hostile: Path, address: str, tmp_path: Path):
    assert "hit" not in title_in_browser((hostile / address / "index.html").as_uri(), tmp_path).removeprefix(NAME)


def test_a_browser_would_run_it_unescaped(tmp_path: Path):
    (tmp_path / "raw.html").write_text(f"<!doctype html><title>calm</title><p>{NAME}", "utf-8")
    assert title_in_browser((tmp_path / "raw.html").as_uri(), tmp_path / "profile") == "hit"


def title_in_browser(address: str, profile: Path) -> str:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    flags = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")
    command = [chromium, *(f"--{flag}" for flag in flags), "--disable-component-update", "--disable-sync"]
    command += [f"--user-data-dir={profile}", "--virtual-time-budget=3000", "--dump-dom", address]
    dom = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600).stdout
    title = re.search(r"<title>(.*?)</title>", dom, re.DOTALL)
    assert title, dom[:500]
    return unescape(title[1])
