"""The site that the repository ships: it builds without a warning, and says what the brief asks for."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from support.projects import command
from support.sites import empty_project
from support.tools import ROOT, run

WRITTEN = ("about", "method")
PLURALS = ("meetings", "persons", "countries", "organizations", "places", "documents", "topics")


def html(shipped: Path, address: str) -> str:
    return (shipped / "site" / address / "index.html").read_text("utf-8")


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_every_record_and_article_has_a_page_and_no_other_page_is_generated(shipped: Path):
    folder = ROOT / "content/records"
    records = {path.relative_to(folder).with_suffix("") for path in folder.glob("*/*.yaml")}
    articles = {Path("articles") / path.stem for path in ROOT.glob("content/articles/*.md")}
    indexes = {Path(plural) for plural in (*PLURALS, "articles")}
    made = {path.parent.relative_to(shipped / "site") for path in (shipped / "site").rglob("index.html")}
    views = {path for path in made if path.parts[:1] in (("timeline",), ("who-met-whom",))}
    assert {Path("timeline/2025"), Path("timeline/side-us"), Path("timeline/status-planned")} < views
    fixed = {Path(), *map(Path, WRITTEN), *map(Path, ("codebook", "downloads", "map", "people-by-side", "quality"))}
    assert made == records | articles | indexes | views | fixed


def test_the_records_are_what_extraction_makes_of_the_articles(shipped: Path):
    result = command(shipped, "extract", "--check")
    assert result.returncode == 0, result.stdout
    assert "would" not in result.stdout


def test_the_records_are_without_findings(shipped: Path):
    result = command(shipped, "check")
    assert re.fullmatch(r"no findings; \d+ notes hidden; show them with --all\n", result.stdout)


def test_every_fact_opens_a_sentence(shipped: Path):
    told = re.search(r"Facts that open a sentence in an article: (\d+) of (\d+)", words(html(shipped, "")))
    assert told
    assert told[1] == told[2] != "0"


def test_accounts_of_the_two_sides_stand_side_by_side(shipped: Path):
    page = html(shipped, "meetings/2025-12-02-moscow")
    table = page.partition('<table class="cq-table cq-compare">')[2].partition("</table>")[0]
    head, whole, territory = (words(row) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL))
    assert head == "Topic Russia United States"
    assert whole.index("very useful") < whole.index("reasonably good")
    assert "been reached yet" in territory


def test_the_role_stands_as_it_was_at_the_meeting(shipped: Path):
    page = words(html(shipped, "meetings/2025-12-02-moscow"))
    assert re.search(r"Jared Kushner .{0,400}?son-in-law of Donald Trump", page)


def test_meetings_are_chained_and_the_planned_one_is_told(shipped: Path):
    page = words(html(shipped, "meetings/2025-12-02-moscow"))
    assert "Previous round Florida talks of 30 November Held" in page
    assert "Next round Florida talks of 4 December Planned" in page


def test_an_incomplete_list_says_so(shipped: Path):
    assert "no full list of those present" in words(html(shipped, "meetings/2025-11-30-florida"))


def test_a_statement_names_the_outlet_through_which_it_came(shipped: Path):
    page = words(html(shipped, "persons/vladimir-putin"))
    assert "interview, to India Today , as cited by Tass" in page
    assert "Paraphrase" in page


def test_the_words_that_a_mark_leads_to_are_on_the_article_page(shipped: Path):
    page = html(shipped, "meetings/2025-12-02-moscow")
    links = set(re.findall(r'href="\.\./\.\./(articles/[^/"]+)/#([^"]+)"', page))
    assert len(links) > 10
    for address, anchor in links:
        assert f'id="{anchor}"' in html(shipped, address), (address, anchor)


def test_pages_command_and_plugin_give_the_same_pages(shipped: Path, tmp_path: Path):
    result = run(["generator", "pages", "--out", str(tmp_path / "pages")], shipped)
    assert result.returncode == 0, result.stderr
    made = {path.relative_to(tmp_path / "pages").with_suffix("") for path in (tmp_path / "pages").rglob("*.md")}
    built = {path.parent.relative_to(shipped / "site") for path in (shipped / "site").rglob("index.html")}
    assert {path.parent if path.name == "index" else path for path in made} == built - set(map(Path, WRITTEN))


def test_json_ld_is_json_on_every_page(shipped: Path):
    for path in (shipped / "site").rglob("index.html"):
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8")):
            assert json.loads(text)["@context"] == "https://schema.org"


def test_sitemap_is_well_formed(shipped: Path):
    assert ET.fromstring((shipped / "site/sitemap.xml").read_text("utf-8")).tag.endswith("urlset")  # noqa: S314


@pytest.mark.parametrize(
    ("text", "column"), [("[Putin]{person=vladimir-putin role=} spoke.", 31), ("[Putin]{persn=x} spoke.", 9)]
)
def test_a_problem_of_content_fails_a_strict_build_with_its_place(tmp_path: Path, text: str, column: int):
    folder = empty_project(tmp_path)
    (folder / "content/articles").mkdir()
    (folder / "content/articles/a.md").write_text(f"---\ntitle: News\ndate: 2025-12-04\n---\n\n{text}\n", "utf-8")
    result = run(["mkdocs", "build", "--strict"], folder)
    assert result.returncode == 1
    assert f"content/articles/a.md:6:{column}: error:" in result.stderr
    assert "Traceback" not in result.stderr
