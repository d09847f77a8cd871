"""A knowledge base of reports, and the site that is built of it."""

import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from annotate import Annotated, Report, fold

ROOT = Path(__file__).parents[2]
PLURALS = {"person": "persons", "place": "places", "org": "organizations"}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src"}


class Element(NamedTuple):
    """An element of a page: its tag, its attributes, and the text in it."""

    tag: str
    attributes: Mapping[str, str]
    pieces: list[str]

    @property
    def text(self) -> str:
        return fold("".join(self.pieces))

    def has(self, name: str) -> bool:
        """Whether the element has a class."""
        return name in self.attributes.get("class", "").split()


class Page(HTMLParser):
    """The elements of a page, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def ids(self) -> frozenset[str]:
        return frozenset(e.attributes[name] for e in self.elements for name in ("id", "name") if name in e.attributes)

    def links(self) -> Iterator[str]:
        """The addresses of pages, images, styles and scripts."""
        for element in self.elements:
            address = element.attributes.get(_ADDRESSES.get(element.tag, ""))
            if address is not None and element.attributes.get("rel") != "canonical":
                yield address


class Project(NamedTuple):
    """A project's folder, what its commands wrote, and the pages of its site by address."""

    folder: Path
    told: str
    pages: Mapping[str, Page]


def write(folder: Path, articles: Iterable[Annotated]) -> None:
    """The articles as files of a project."""
    for article in articles:
        path = folder / "content/articles" / f"{article.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article.markdown, "utf-8")


def build(folder: Path, articles: Iterable[Annotated]) -> Project:
    """Extract the records of the articles and build the site, strictly, with the shipped templates and pages."""
    for part in ("site_templates", "content/pages"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    write(folder, articles)
    told = run("generator", "extract", folder=folder) + run("mkdocs", "build", "--strict", folder=folder)
    site = folder / "site"
    files = {f"/{path.relative_to(site).as_posix()}": path for path in site.rglob("*.html")}
    pages = {name.removesuffix("index.html"): Page(path.read_text("utf-8")) for name, path in files.items()}
    return Project(folder, told, pages)


def run(*arguments: str, folder: Path) -> str:
    """What a tool of this environment writes in a folder; it must succeed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def dead_links(project: Project) -> Iterator[str]:
    """Links within the site to a file that is not there, or to a place that its page does not have."""
    site = project.folder / "site"
    ids = {address: page.ids() for address, page in project.pages.items()}
    for address, page in project.pages.items():
        for link in page.links():
            target = urlsplit(urljoin(f"http://site{address}", link))
            if target.netloc != "site":
                continue
            path = unquote(target.path)
            is_there = path in ids or (site / path.removeprefix("/")).is_file()
            if not is_there or (target.fragment and unquote(target.fragment) not in ids.get(path, ())):
                yield f"{address} links to {link}"


def labels(reports: Sequence[Report], articles: Sequence[Annotated]) -> dict[tuple[str, str], Counter[str]]:
    """By which words the reports call each thing, and how often; things as word and id."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for report, article in zip(reports, articles, strict=True):
        for place in article.places:
            if place.word in PLURALS:
                found[place.word, place.value][fold(report["text"][place.start : place.end])] += 1
    return found
