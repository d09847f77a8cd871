"""Citations that reference managers read, whatever the page is called."""

import json
import re
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
import rispy
from exported import NAME, ROOT, URL, hostile, survey
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text
from support import sample

from generator.pages import citation
from generator.pages.citation import Work, as_biblatex, as_bibtex, as_csl, as_ris, as_text, tags
from generator.pages.escape import escape_lines

WORK = Work(
    id="meeting-talks",
    title="Kremlin talks of 2 December",
    author="Communiqué",
    publisher="",
    site="Communiqué",
    day="2025-12-04",
    day_in_words="4 December 2025",
    url="https://example.org/meetings/talks/",
    language="en",
)
TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1) | st.text(
    "{}\\$&#_%~^\"'@,=-`<>|", min_size=1
)


PARTS = (*'-. "\\{\nqx)/', "1.", "--", "  ", "é.b", "<b>", "qidq", "qtitleq", "qurlq", "🇩🇪")
HOSTILE = st.lists(st.sampled_from(PARTS), max_size=5).map("".join)


def named(title: str) -> Work:
    return Work("page-x", title, title, title, "A site", "2025-12-04", "4 December 2025", URL, "en")


def bibtex(text: str) -> dict[str, str]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    return {field.key: field.value for field in entry.fields}


def test_a_page_is_cited_in_a_line():
    told = "“Kremlin talks of 2 December”, Communiqué, 4 December 2025, https://example.org/meetings/talks/."
    assert as_text(WORK) == told


def test_bibtex_is_read_by_two_parsers():
    told = bibtex(as_bibtex(WORK))
    assert (told["title"], told["year"], told["url"]) == ("{Kremlin talks of 2 December}", "2025", WORK.url)
    entry = parse_string(as_bibtex(WORK), "bibtex").entries["meeting-talks"]
    assert entry.type == "misc"
    assert (entry.fields["month"], entry.fields["day"]) == ("December", "4")
    assert "date" not in entry.fields
    assert [str(person) for person in entry.persons["author"]] == ["{Communiqué}"]


@pytest.mark.parametrize("day", ["2025-12-04", "2025-12", "2025", "2025~", "2025-12-02/2025-12-04", "198X", ""])
def test_bibtex_has_either_a_date_or_a_year(day: str):
    one, other = bibtex(as_bibtex(replace(WORK, day=day))), bibtex(as_biblatex(replace(WORK, day=day)))
    assert not ("date" in one and one.keys() & {"year", "month", "day"})
    assert other.get("date", "") == day
    assert not other.keys() & {"year", "month", "day"}


@given(TITLES)
def test_any_title_survives_bibtex(title: str):
    text = as_bibtex(named(title))
    read = (bibtex(text), parse_string(text, "bibtex").entries["page-x"].fields)
    for fields in read:
        assert fields["title"].count("{") == fields["title"].count("}")
        latex = fields["title"].removeprefix("{").removesuffix("}")
        assert unbent(latex) == " ".join(title.split())


def unbent(latex: str) -> str:
    """LaTeX's commands for signs as these signs, by a reading of its own."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    names |= {"less": "<", "greater": ">", "bar": "|", "quotedbl": '"', "asciigrave": "`"}
    found = r"\\text([a-z]+)\{\}|\\([$&#_%])|\{\}"
    return re.sub(found, lambda m: names[m[1]] if m[1] else m[2] or "", latex)


def test_latex_shows_a_hostile_name_as_it_is():
    name = re.sub('[<>|^{}"] ?', "", NAME)  # signs whose commands this reader of LaTeX does not know
    title = bibtex(as_bibtex(named(name)))["title"].removeprefix("{").removesuffix("}")
    assert LatexNodes2Text().latex_to_text(title) == name


@given(TITLES)
def test_any_title_survives_ris_and_csl_json(title: str):
    shown = " ".join(title.split())
    (told,) = rispy.loads(as_ris(named(title)))
    assert (told["title"], told["authors"]) == (shown, [shown])
    assert "publisher" not in told  # who is the author, too
    assert told["urls"] == [URL]
    (item,) = json.loads(as_csl(named(title)))
    assert (item["title"], item["author"]) == (title, [{"literal": title}])
    assert item["issued"] == {"date-parts": [[2025, 12, 4]]}


def test_ris_tells_type_and_day():
    (told,) = rispy.loads(as_ris(WORK))
    assert (told["type_of_reference"], told["year"], told["date"]) == ("ELEC", "2025", "2025/12/04/")


def test_a_line_break_ends_no_field():
    work = named("one\nER  - \nTY  - HACK\r\u2028two")
    assert len(rispy.loads(as_ris(work))) == 1
    assert len(bibtexparser.parse_string(as_bibtex(work)).entries) == 1
    assert all("\n" not in content for _, content in tags(work))


def test_an_undated_page_without_an_address_says_neither():
    work = Work("page-x", "X", "A site", "", "A site", "", "", "", "en")
    assert as_text(work) == "“X”, A site."
    assert "year" not in bibtex(as_bibtex(work))
    assert "urls" not in rispy.loads(as_ris(work))[0]
    assert "issued" not in json.loads(as_csl(work))[0]


@pytest.mark.parametrize(
    ("path", "id_", "author", "day"),
    [
        (f"meetings/{sample.MEETING}.md", f"meeting-{sample.MEETING}", "A site", "2025-12-04"),
        (
            "articles/2025-12-02-kremlin-talks.md",
            "article-2025-12-02-kremlin-talks",
            "The editors of Communiqué",
            "2025-12-04",
        ),
        ("persons/index.md", "page-index", "A site", "2025-12-04"),
    ],
)
def test_a_page_is_its_sites_an_article_its_authors(path: str, id_: str, author: str, day: str):
    site = survey(ROOT, URL)
    work = citation.work_of(site.place(path), "Title", site.title, site.base_url)
    assert (work.id, work.author, work.day) == (id_, author, day)
    assert work.url == URL + path.removesuffix(".md").removesuffix("index").rstrip("/") + "/"


def test_the_box_holds_each_format_on_one_line_of_markdown(tmp_path: Path):
    site = survey(hostile(tmp_path), URL)
    told = dict(citation.citations(citation.work_of(site.place("persons/mallory.md"), NAME, site.title, site.base_url)))
    assert list(told) == ["Text", "BibTeX", "RIS", "CSL-JSON"]
    for lines in told.values():
        assert not re.search(r"[\n<>\"`*_]", lines)
        assert lines
    assert told["BibTeX"].startswith("&#64;misc&#123;person-mallory")


def test_a_publisher_that_is_the_author_is_named_once():
    work = replace(named("Talks"), author="the paper", publisher="The  Paper", site="The Paper")
    for cited in (as_text(work), as_bibtex(work), as_ris(work), as_csl(work)):
        assert cited.casefold().replace("  ", " ").count("the paper") == 1, cited
    work = replace(work, author="Ann Roe")
    for cited in (as_text(work), as_bibtex(work), as_ris(work), as_csl(work)):
        assert ("Ann Roe" in cited, cited.replace("  ", " ").count("The Paper")) == (True, 1), cited


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_all_citations_of_a_page_are_those_of_each_format(id_: str, title: str, note: str, address: str) -> None:
    for url in (address, f"https://example.org/{address}/"):
        work = replace(WORK, id=id_, title=title, note=note, url=url)
        assert citation.citations(work) == tuple((name, escape_lines(make(work))) for name, make in citation.FORMATS)
