"""Lists of hundreds go on on pages of their own: every row is on one of them, and every link leads to a page."""

import posixpath
import re
from pathlib import Path

import pytest
from small_sites import block, crowd, extracted, made, rows, words, write

from generator.pages import indexes
from generator.pages.views import timeline

MEETINGS = 210


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexes, "_LARGE", 100)
        patch.setattr(timeline, "_LARGE", 100)
        return made(extracted(write(tmp_path_factory.mktemp("going-on"), crowd(MEETINGS))))


def parts(pages: dict[str, str], folder: str) -> dict[str, str]:
    return {path: page for path, page in pages.items() if path.startswith(folder)}


@pytest.mark.parametrize(
    ("page", "heading", "folder", "row"),
    [
        ("persons/ana.md", "Meetings", "meetings", r"<tr><td>.*?-talks\.md"),
        ("countries/gr.md", "Meetings attended", "attended", r"<tr><td>.*?-talks\.md"),
        ("persons/ana.md", "Appears in", "mentions", r"<h3"),
    ],
)
def test_a_record_page_has_the_newest_and_the_others_by_year(
    pages: dict[str, str], page: str, heading: str, folder: str, row: str
):
    own, found = block(pages[page], heading), parts(pages, f"{page.removesuffix('.md')}/{folder}/")
    assert len(re.findall(row, own)) == 50
    counts = re.search(rf'^## {heading} <span class="cq-count">(.*)</span>', pages[page], re.MULTILINE)[1]
    count = sum(map(int, re.findall(r"\d+", counts)))
    assert count >= MEETINGS
    assert sum(len(re.findall(row, part)) for part in found.values()) == count
    assert {f"{folder}/{2021 + number // 12}" for number in range(MEETINGS)} == {
        path.removeprefix(f"{page.removesuffix('.md')}/").removesuffix(".md") for path in found
    }


def test_a_part_leads_to_the_others_and_back(pages: dict[str, str]):
    page = pages["persons/ana/meetings/2025.md"]
    assert '<a href="2025.md" aria-current="page">2025</a> <span class="cq-count">12</span>' in page
    assert '<a href="2026.md">2026</a>' in page
    assert 'href="../../ana.md"' in page


def test_a_large_index_has_a_page_a_year(pages: dict[str, str]):
    assert len(rows(pages["meetings/parts/year-2025.md"])) == 12
    assert "2025: Show all 12" not in pages["meetings/index.md"]
    assert "2038: Show all" not in pages["meetings/index.md"]
    assert "2037: Show all 12" in pages["meetings/index.md"]
    assert 'href="parts/year-2021.md"' in pages["meetings/index.md"]


def test_a_filter_of_many_goes_on_by_year(pages: dict[str, str]):
    own, entries = pages["timeline/side-gr.md"], r"<li><time"
    assert len(re.findall(entries, own)) < MEETINGS
    assert 'href="side-gr/2021.md#2021-12"' in own
    assert len(re.findall(entries, pages["timeline/side-gr/2021.md"])) == 12


def test_a_short_list_has_no_pages_of_its_own(pages: dict[str, str]):
    assert not parts(pages, "countries/fr/")


def test_every_link_leads_to_a_page(pages: dict[str, str]):
    lost = {
        (path, href)
        for path, page in pages.items()
        for href in re.findall(r'href="([^":#]+\.md)', page)
        if posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) not in pages
    }
    assert not lost


def test_no_page_is_heavy(pages: dict[str, str]):
    assert max(len(page.encode()) for page in pages.values()) < 1_000_000


@pytest.mark.slow
def test_the_same_articles_make_the_same_pages(pages: dict[str, str], tmp_path: Path):
    again = made(extracted(write(tmp_path, crowd(MEETINGS))))
    name = "persons/ana/meetings/2025.md"
    assert again[name] == pages[name]


def test_what_somebody_said_hundreds_of_times_goes_on_by_year(tmp_path: Path):
    said = "".join(f"  - says: word {number}\n    on: {2000 + number // 30}-05-01\n" for number in range(MEETINGS))
    pages = made(write(tmp_path, {"persons/ana.yaml": f"name: Ana\nstatements:\n{said}"}))
    own, found = pages["persons/ana.md"], parts(pages, "persons/ana/statements/")
    assert re.search(rf"^## Statements.*>{MEETINGS}<", own, re.MULTILINE)
    assert own.count("<blockquote>") == 50
    assert 'href="ana/statements/2003.md"' in own
    assert {path.removeprefix("persons/ana/statements/") for path in found} == {f"{2000 + n}.md" for n in range(7)}
    told = [word for page in found.values() for word in re.findall(r"<blockquote><p>(.*?)</p>", page)]
    assert sorted(map(words, told)) == sorted(f"Ana : “word {number}”" for number in range(MEETINGS))
