"""Feeds that feed readers read, whose entries last and lead somewhere."""

import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree as ET

import feedparser
import pytest
from exported import NAME, ROOT, URL, article, files, hostile, project
from support import sample

BASE = "https://reader.example/"
MET = "[[Ann]{person=ann} on [a day]{date=2025-12-02}]"
"""Ann at a meeting, which its own braces are to follow."""


def feeds(made: dict[str, bytes], url: str = "") -> dict[str, feedparser.FeedParserDict]:
    found = {path: data for path, data in made.items() if path.endswith("feed.xml")}
    headers = {"content-type": "application/atom+xml"}
    return {
        p: feedparser.parse(d, response_headers={**headers, "content-location": (url or BASE) + p})
        for p, d in found.items()
    }


@pytest.mark.parametrize("url", ["", URL])
def test_all_feeds_are_well_formed_and_complete(tmp_path: Path, url: str):
    for folder in (ROOT, hostile(tmp_path)):
        for path, feed in feeds(files(folder, url), url).items():
            assert feed.bozo is False, (path, feed.get("bozo_exception"))
            assert feed.version == "atom10"
            assert feed.entries
            for each in (feed.feed, *feed.entries):
                assert each.id
                assert each.title
                assert each.updated.endswith("T00:00:00Z")
                assert each.link


def test_the_shipped_site_has_feeds_for_itself_for_persons_sides_and_chains():
    found = feeds(files(ROOT))
    assert {
        "feed.xml",
        f"persons/{sample.PRESIDENT}/feed.xml",
        "countries/ua/feed.xml",
        f"meetings/{sample.FIRST_ROUND}/feed.xml",
    } < found.keys()
    chain = {entry.title for entry in found[f"meetings/{sample.FIRST_ROUND}/feed.xml"].entries}
    assert {"Florida talks of 30 November", "Kremlin talks of 2 December", "Florida talks of 4 December"} < chain
    person = [entry.title for entry in found[f"persons/{sample.PRESIDENT}/feed.xml"].entries]
    assert "Kremlin talks of 2 December" in person
    assert any(title.startswith(f"{sample.PRESIDENT_NAME}: ") for title in person)


@pytest.mark.parametrize("url", ["", URL])
def test_every_link_leads_to_a_page_of_the_site(url: str):
    made = files(ROOT, url)
    root = url or BASE
    pages = {root + path.removesuffix("index.json") for path in made if path.endswith("index.json")} | {root}
    for path, feed in feeds(made, url).items():
        told = ET.fromstring(made[path])  # noqa: S314 -- our own
        base = urljoin(root + path, told.get("{http://www.w3.org/XML/1998/namespace}base"))
        for link in told.iter("{http://www.w3.org/2005/Atom}link"):
            target = urldefrag(urljoin(base, link.get("href"))).url
            assert target == root + path if link.get("rel") == "self" else target in pages, (path, target)
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_an_entry_is_the_same_in_every_feed():
    by_id: dict[str, set[tuple[str, str]]] = {}
    for feed in feeds(files(ROOT, URL), URL).values():
        for entry in feed.entries:
            by_id.setdefault(entry.id, set()).add((entry.title, entry.summary))
    assert all(len(forms) == 1 for forms in by_id.values())


@pytest.mark.parametrize("url", ["", URL])
def test_a_new_id_leaves_the_entries_theirs(tmp_path: Path, url: str):
    text = "[[Ann]{person=ann} on [a day]{date=2025-12-02}]{meeting=talks}: [“good”]{.quote by=ann about=talks}"
    before = project(tmp_path / "1", {"a": article(text)})
    record = "name: Talks\ndate: 2025-12-02\nprevious_ids:\n  - talks\n"
    after = project(
        tmp_path / "2", {"a": article(text.replace("talks", "peace-talks"))}, {"meetings/peace-talks": record}
    )
    ids = [{entry.id for entry in feeds(files(folder, url), url)["feed.xml"].entries} for folder in (before, after)]
    assert len(ids[0]) == 2
    assert ids[0] == ids[1]


def test_the_newest_article_dates_an_entry(tmp_path: Path):
    text = "[[Ann]{person=ann} on [a day]{date=2025-12-02}]{meeting=talks}"
    folder = project(tmp_path, {"a": article(text, date="2025-12-01"), "b": article(text, date="2025-12-07")})
    feed = feeds(files(folder))["feed.xml"]
    assert feed.entries[0].updated == feed.feed.updated == "2025-12-07T00:00:00Z"


def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path):
    made = files(hostile(tmp_path), title=NAME)["feed.xml"]
    told = ET.fromstring(made)  # noqa: S314 -- our own
    titles = [title.text or "" for title in told.iter("{http://www.w3.org/2005/Atom}title")]
    assert NAME in titles
    assert titles[0] == f"{NAME}: meetings and statements"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{met}{{meeting=talks}}.", {"meetings/talks/calendar.ics"}),
        (
            "{met}{{meeting=talks}}. [Ann]{{person=ann}} said “[yes, we will]{{.quote by=ann}}”.",
            {"meetings/talks/calendar.ics", "persons/ann/feed.xml"},
        ),
        (
            "{met}{{meeting=talks}}. {met}{{meeting=more-talks}}.",
            {
                "meetings/talks/calendar.ics",
                "meetings/more-talks/calendar.ics",
                "persons/ann/feed.xml",
                "persons/ann/calendar.ics",
            },
        ),
    ],
)
def test_who_is_named_once_has_neither_feed_nor_calendar(tmp_path: Path, text: str, expected: set[str]):
    folder = project(tmp_path, {"a": article(text.format(met=MET))}, {"persons/ann": "name: Ann Roe\n"})
    assert {path for path in files(folder) if path.endswith(("/feed.xml", "/calendar.ics"))} == expected


def test_what_xml_has_no_place_for_is_replaced(tmp_path: Path):
    records = {"persons/ann": 'name: "A\\uFFFEnn"\n'}
    folder = project(tmp_path, {"a": article(f"{MET}{{meeting=talks}}. {MET}{{meeting=more-talks}}.")}, records)
    assert feeds(files(folder))["persons/ann/feed.xml"].feed.title.startswith("A\ufffdnn")


@pytest.mark.parametrize("url", ["", URL])
def test_links_are_absolute_where_the_site_has_an_address(tmp_path: Path, url: str):
    made = files(hostile(tmp_path), url)
    links = [link for data in made.values() for link in re.findall(rb'<link [^>]*href="([^"]*)"', data)]
    assert links
    assert all(link.startswith(URL.encode()) == bool(url) for link in links)
