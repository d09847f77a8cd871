"""Any reports become a knowledge base: a record and a page for each thing, no finding, and nothing left to extract."""

import tempfile
from pathlib import Path

import pytest
from annotate import annotate
from built import PLURALS, ROOT, Page, Project, build, dead_links, labels, write
from hypothesis import given, settings
from invented import several
from support.tiers import scale

from generator import pipeline
from generator.facts.naming import spelling
from generator.project import journal

seldom = settings(max_examples=scale(5, 300))


@seldom
@given(several())
def test_things_of_any_reports_have_a_record_a_name_and_a_page(some):
    articles = annotate(some)
    named = labels(some, articles)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write(folder, articles)
        changes, problems = pipeline.extract(folder)
        assert problems == ()
        assert journal.write(folder, changes) == ()
        assert pipeline.extract(folder) == ((), ())
        base, problems = pipeline.build_knowledge(folder)
        assert {problem.rule for problem in problems if problem.severity != "info"} <= {"no-confusable-characters"}
        names = {ref.id: base.name(ref) for ref in base.records}
        assert names.keys() == {id_ for _, id_ in named}
        for (_, id_), words in named.items():
            said = "\n".join((id_, *map(spelling, words))).casefold()
            assert names[id_].casefold() in said
        counted = {ref.id: len(mentions) for ref, mentions in base.mentions.items()}
        assert counted == {id_: words.total() for (_, id_), words in named.items()}
        pages, faults = pipeline.build(folder, ROOT / "site_templates", "en", "News")
    made = {page.path for page in pages if "/" in page.path and not page.path.endswith("index.md")}
    assert made == {f"{PLURALS[w]}/{id_}.md" for w, id_ in named} | {f"articles/{a.id}.md" for a in articles}
    assert {problem.rule for problem in faults if problem.severity != "info"} <= {"no-confusable-characters"}


@pytest.mark.sample(1)
@pytest.mark.parametrize("date", ["0313-01-19", "1906-11-14", "9999-12-31"])
def test_reports_of_any_year_make_a_site(tmp_path: Path, date: str):
    mention = {"start": 3, "end": 10, "type": "place", "identity": "Colón,_Panama"}
    report = {
        "id": "a",
        "title": "T",
        "date": date,
        "url": "",
        "text": "At <Colón>",
        "mentions": [mention],
        "dates": [],
    }
    project = build(tmp_path, annotate([report]))
    assert list(dead_links(project)) == []
    assert "/places/colon-panama/" in project.pages


def test_a_dead_link_is_seen(tmp_path: Path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/style.css").touch()
    one = Page(
        '<link href="style.css"><link href="gone.css"><a href="two/"></a><a href="two/#p1"></a><a href="#p2"></a>'
    )
    two = Page('<p id="p1"></p><a href="../"></a><a href="../#p1"></a><a href="https://example.org/gone"></a>')
    dead = dead_links(Project(tmp_path, "", {"/": one, "/two/": two}))
    assert list(dead) == ["/ links to gone.css", "/ links to #p2", "/two/ links to ../#p1"]
