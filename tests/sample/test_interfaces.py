"""The built site offers its pages to programs: other forms named in the head, citations, downloads that are there."""

import json
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from support.tools import run

URL = "https://example.org/talks/"


class Head(HTMLParser):
    """The links and tags of a page's head, and the links of its body."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[dict[str, str]] = []
        self.meta: dict[str, str] = {}
        self.hrefs: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "link":
            self.links.append(told)
        elif tag == "meta" and "content" in told:
            self.meta[told.get("name") or told.get("property")] = told["content"]
        elif tag == "a" and "href" in told:
            self.hrefs.append(told["href"])


def head(site: Path, address: str) -> Head:
    return Head(site / address / "index.html")


def forms(site: Path, address: str) -> dict[str, str]:
    links = [link for link in head(site, address).links if "alternate" in link["rel"]]
    return {urljoin(f"/{address}/", link["href"]): link["type"] for link in links}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("persons/vladimir-putin", {"index.json", "feed.xml"}),
        ("countries/us", {"index.json", "feed.xml", "calendar.ics"}),
        ("meetings/2025-12-02-moscow", {"index.json", "calendar.ics", "../2025-11-30-florida/feed.xml"}),
        ("topics/nato-membership", {"index.json"}),
        ("articles/2025-12-02-kremlin-talks", {"index.json"}),
    ],
)
def test_a_page_names_its_other_forms_and_they_are_there(shipped: Path, address: str, told: set[str]):
    found = forms(shipped / "site", address)
    assert set(found) == {urljoin(f"/{address}/", each) for each in told}
    assert all((shipped / "site" / path.lstrip("/")).is_file() for path in found)


def test_the_home_page_names_feed_and_calendar_of_the_site(shipped: Path):
    links = [link["href"] for link in head(shipped / "site", ".").links if "alternate" in link["rel"]]
    assert links == ["feed.xml", "calendar.ics"]


def test_reference_managers_see_every_page(shipped: Path):
    for path in (shipped / "site").rglob("index.html"):
        if path.parent.name not in ("about", "method"):
            meta = Head(path).meta
            assert meta["citation_title"]
            assert meta["citation_author"]
            assert re.fullmatch(r"\d{4}/\d\d/\d\d", meta["citation_publication_date"])
            assert meta["og:title"]


def test_the_downloads_page_leads_to_every_file(shipped: Path):
    site = shipped / "site"
    files = {
        path.relative_to(site / "downloads").as_posix()
        for path in (site / "downloads").iterdir()
        if path.name != "index.html"
    }
    links = {href for href in head(site, "downloads").hrefs if "/" not in href and href.strip(".") and "#" not in href}
    assert links == files
    for href in ("../schema/record.json", "../schema/article.json", "../feed.xml", "../calendar.ics"):
        assert href in head(site, "downloads").hrefs


@pytest.fixture(scope="module")
def published(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site as it is at a public address, with the box that cites a page at the foot of each record."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(shipped / "content", folder / "content")
    shutil.copytree(shipped / "site_templates", folder / "site_templates")
    config = (shipped / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(f"site_url: {URL}\n{config}", "utf-8")
    page = folder / "site_templates/pages/thing.md.j2"
    page.write_text(page.read_text("utf-8") + '{% include "parts/cite.md.j2" %}\n', "utf-8")
    result = run(["mkdocs", "build", "--strict"], folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


def test_at_a_public_address_all_is_absolute(published: Path):
    address = "meetings/2025-12-02-moscow/"
    meta = head(published, address).meta
    assert meta["citation_public_url"] == meta["og:url"] == URL + address
    assert f'"root": "{URL}"' in (published / address / "index.json").read_text("utf-8")
    assert f"URL:{URL}{address}" in (published / address / "calendar.ics").read_text("utf-8")
    assert f'"@id":"{URL}{address}#this"' in (published / address / "index.html").read_text("utf-8")
    assert f"<id>{URL}{address}</id>" in (published / "feed.xml").read_text("utf-8")


def test_the_box_shows_each_citation_line_by_line(published: Path):
    text = (published / "persons/steve-witkoff/index.html").read_text("utf-8")
    shown = [unescape(each) for each in re.findall(r'<pre class="cq-cite__text">(.*?)</pre>', text, re.DOTALL)]
    assert shown[0].startswith("“Steve Witkoff”, Communiqué, 4 December 2025, https://")
    assert shown[1].startswith(
        "@misc{person-steve-witkoff,\n  author = {{Communiqué}},\n  title = {{Steve Witkoff}},\n"
    )
    assert shown[2].splitlines()[0] == "TY  - ELEC"
    assert json.loads(shown[3])[0]["URL"] == f"{URL}persons/steve-witkoff/"
