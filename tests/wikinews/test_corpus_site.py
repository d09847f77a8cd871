"""All reports as one knowledge base: a record and a page for each identity, a strict build, every link right."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from annotate import annotate, fold
from built import PLURALS, Project, build, dead_links, labels, run
from corpus import corpus
from support.marks import Marks

from generator import pipeline
from generator.facts.naming import spelling

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return build(tmp_path_factory.mktemp("wikinews"), annotate(corpus()))


@pytest.fixture(scope="module")
def named():
    """By which words the reports call each thing."""
    return labels(corpus(), annotate(corpus()))


def test_the_build_warns_of_nothing(site: Project):
    assert not re.search("WARNING|ERROR|Traceback", site.told)


def test_check_finds_nothing_and_extracting_again_changes_nothing(site: Project):
    assert run("generator", "check", folder=site.folder).startswith("no findings; ")
    assert run("generator", "extract", "--check", folder=site.folder) == "nothing to change\n"


def test_there_is_one_record_for_each_identity(site: Project, named):
    records = site.folder / "content/records"
    made = sorted(path.relative_to(records).as_posix() for path in records.rglob("*.yaml"))
    assert made == sorted(f"{PLURALS[word]}/{id_}.yaml" for word, id_ in named)


@pytest.fixture(scope="module")
def names(site: Project) -> dict[str, str]:
    """The names of the records by their ids."""
    base, problems = pipeline.build_knowledge(site.folder)
    assert {problem.severity for problem in problems} == {"info"}
    return {ref.id: base.name(ref) for ref in base.records}


def test_a_record_is_named_by_words_of_the_reports(names: dict[str, str], named):
    assert names.keys() == {id_ for _, id_ in named}
    for (_, id_), words in named.items():
        said = "\n".join((id_, *map(spelling, words))).casefold()
        assert names[id_].casefold() in said


def test_there_is_one_page_for_each_identity_and_each_report(site: Project, named):
    things = {f"/{PLURALS[word]}/{id_}/" for word, id_ in named}
    articles = {f"/articles/{article.id}/" for article in annotate(corpus())}
    made = {address for address in site.pages if address.count("/") == 3}
    assert made == things | articles


def test_a_page_is_headed_by_the_name(site: Project, names: dict[str, str], named):
    for word, id_ in named:
        assert heading(site, f"/{PLURALS[word]}/{id_}/") == names[id_]
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        assert heading(site, f"/articles/{article.id}/") == fold(report["title"])


def heading(site: Project, address: str) -> str:
    return next(element.text for element in site.pages[address].elements if element.tag == "h1")


def test_every_link_leads_to_a_page_and_to_a_place_on_it(site: Project):
    assert list(dead_links(site)) == []
    assert sum(1 for page in site.pages.values() for _ in page.links()) > 10 * len(site.pages)


def test_the_page_of_an_article_has_the_words_of_the_report(site: Project):
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        (body,) = (e for e in site.pages[f"/articles/{article.id}/"].elements if e.has("cq-article"))
        assert body.text == fold(report["text"])


def test_every_mention_is_marked_on_the_page_of_its_article(site: Project):
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        page = site.pages[f"/articles/{article.id}/"]
        marked = [(e.attributes["id"], e.text) for e in page.elements if e.has("cq-mark") and "id" in e.attributes]
        wanted = [fold(report["text"][place.start : place.end]) for place in article.places]
        assert [text for _, text in marked] == wanted
        assert [re.sub(r"-[0-9a-f]{8}(-\d+)?$", "", id_) for id_, _ in marked] == [
            place.word if place.word == "date" else f"{place.word}-{place.value}" for place in article.places
        ]


def test_every_mention_is_a_link_to_its_record(site: Project):
    for article in annotate(corpus()):
        text = (site.folder / f"site/articles/{article.id}/index.html").read_text("utf-8")
        marks = Marks(
            text[text.index('<div class="cq-article"') : text.index("</div>", text.index('class="cq-article"'))]
        )
        named = [(leads, id_) for id_, leads in marks.leads.items() if marks.kinds[id_] != "date"]
        wanted = [f"../../{PLURALS[each.word]}/{each.value}/" for each in article.places if each.word != "date"]
        assert [set(leads) for leads, _ in named] == [{href} for href in wanted]


def test_a_page_counts_every_mention(site: Project, named):
    base, _ = pipeline.build_knowledge(site.folder)
    counted = {ref.id: len(mentions) for ref, mentions in base.mentions.items()}
    assert counted == {id_: words.total() for (_, id_), words in named.items()}


def test_a_page_leads_back_to_every_mention(site: Project, named):
    for (word, id_), words in named.items():
        page = site.pages[f"/{PLURALS[word]}/{id_}/"]
        back = [e.attributes["href"] for e in page.elements if e.tag == "a" and e.text == "→"]
        assert len(back) == len(set(back)) == words.total()
        assert all(re.fullmatch(rf"\.\./\.\./articles/[^/]+/#{word}-{id_}-[0-9a-f]{{8}}(-\d+)?", href) for href in back)


def test_each_passage_has_its_words_marked(site: Project, named):
    for (word, id_), words in named.items():
        page = site.pages[f"/{PLURALS[word]}/{id_}/"]
        assert Counter(e.text for e in page.elements if e.tag == "mark") == words


def test_the_search_has_every_page(site: Project):
    def content(path: Path):
        return json.loads(path.read_text("utf-8").split(",", 1)[1][:-2])

    folder = site.folder / "site/search"
    kinds, ending = (content(folder / "index.js")[key] for key in ("kinds", "ending"))
    rows = [row for path in folder.glob("n-*.js") for row in content(path)]
    found = {f"/{kinds[row[0]][1]}{row[1]}{ending if kinds[row[0]][1] else ''}" for row in rows}
    assert {address for address in site.pages if address.endswith("/")} - {"/"} <= found
