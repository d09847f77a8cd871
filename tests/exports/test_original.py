"""Quotations with their original: one statement, shown and exported in both languages."""

import csv
import io
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from exported import FRONT, NAME, ROOT, article, files, project, survey

from generator.cli import main
from generator.facts.translations import words_key
from generator.pages import json_ld
from generator.pages.plan import plan
from generator.pages.render import read_templates
from generator.schema.model import Ref
from generator.search.entries import entry

TALKS = "[[Ann Roe]{person=ann-roe} was there on [Tuesday]{date=2031-05-06}]{meeting=talks name=Talks status=held}. "
ENGLISH = '[“almost ready”]{.quote by=ann-roe about=talks original="майже готово" language=uk}'
UKRAINIAN = "[«Майже готово»,]{.quote by=ann-roe about=talks}"
MEETING = Ref("meeting", "talks")


def in_language(language: str, text: str, date: str) -> str:
    """An article in a language."""
    return FRONT.format("News", date, "The Paper", "").replace("language: en", f"language: {language}") + text + "\n"


def accounts(folder: Path) -> list[Mapping[str, str]]:
    """The accounts of the meeting."""
    return [{name: text for name, text in each.parts.items() if text} for each in survey(folder).statements.all]


def page(folder: Path, path: str = "meetings/talks.md") -> str:
    """A page of the site as Markdown."""
    templates, _ = read_templates(ROOT / "site_templates", "en")
    (planned,) = [each for each in plan(survey(folder)) if each.path == path]
    return templates.page(planned)[0].text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first, second = in_language("uk", TALKS + UKRAINIAN, "2031-05-06"), in_language("en", ENGLISH, "2031-05-07")
    return project(tmp_path, {"first": first, "second": second})


def test_both_articles_are_evidence_of_one_account(folder: Path):
    (account,) = accounts(folder)
    assert (account["says"], account["original"], account["language"]) == ("almost ready", "Майже готово", "uk")
    (item,) = json.loads(files(folder)["meetings/talks/index.json"])["fields"]["accounts"]
    assert [each["article"] for each in item["evidence"]] == ["first", "second"]
    assert [each["article"] for each in item["fields"]["original"]["evidence"]] == ["first", "second"]


def test_the_page_shows_the_original_in_its_language(folder: Path):
    original = '<span class="cq-original">Original (Ukrainian): “<bdi lang="uk" dir="ltr">Майже готово</bdi>”</span>'
    assert f"“almost ready” {original}" in page(folder)
    assert page(folder, "persons/ann-roe.md").count('class="cq-original"') == 1


def test_exports_and_search_have_both(folder: Path, tmp_path: Path):
    made = files(folder)
    (row,) = csv.DictReader(io.StringIO(made["downloads/quotations.csv"].decode()))
    assert (row["says"], row["original"], row["language"]) == ("almost ready", "Майже готово", "uk")
    (tmp_path / "site.db").write_bytes(made["downloads/communique.db"])
    connection = sqlite3.connect(tmp_path / "site.db")
    assert connection.execute("select original, language from quotations").fetchall() == [("Майже готово", "uk")]
    connection.close()
    site = survey(folder)
    said = json_ld.record(site, MEETING, site.base.schema.kind("meeting"))["mainEntityOfPage"]["hasPart"][0]
    assert (said["text"], said["inLanguage"]) == ("almost ready", "en")
    assert said["translationOfWork"] == {"@type": "Quotation", "text": "Майже готово", "inLanguage": "uk"}
    assert "Майже готово" in entry(site, MEETING).texts


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"a": UKRAINIAN, "b": ENGLISH}, ["almost ready"]),
        ({"a": ENGLISH, "b": UKRAINIAN}, ["almost ready"]),
        ({"a": UKRAINIAN, "b": ENGLISH.replace("almost", "nearly"), "c": ENGLISH}, ["nearly ready"]),
        ({"a": UKRAINIAN, "b": ENGLISH, "c": "[“almost ready”]{.quote by=ann-roe about=talks}"}, ["almost ready"]),
        ({"a": UKRAINIAN, "b": "[“almost ready”]{.quote by=ann-roe about=talks}"}, ["almost ready", "Майже готово"]),
        ({"a": UKRAINIAN, "b": ENGLISH.replace("майже", "не")}, ["almost ready", "Майже готово"]),
        ({"a": UKRAINIAN.replace(" about=talks", ""), "b": ENGLISH}, ["almost ready", "Майже готово"]),
        (
            {"a": UKRAINIAN + "[Bo]{person=bo-lind}", "b": ENGLISH.replace("by=ann-roe", "by=bo-lind")},
            ["almost ready", "Майже готово"],
        ),
        ({"a": UKRAINIAN + UKRAINIAN.replace("М", "м") + ENGLISH}, ["almost ready"]),
    ],
)
def test_only_a_declared_original_joins_statements(tmp_path: Path, texts: Mapping[str, str], words: list[str]):
    folder = project(tmp_path, {name: article(TALKS + text) for name, text in texts.items()})
    assert sorted(each["says"] for each in accounts(folder)) == words
    assert CliRunner().invoke(main, ["extract", "--root", str(folder)]).output == "nothing to change\n"


def test_a_translation_in_the_language_of_the_site_comes_first(tmp_path: Path):
    german = in_language("de", TALKS + ENGLISH.replace("almost ready", "fast fertig"), "2031-05-06")
    folder = project(tmp_path, {"a": german, "b": in_language("en", ENGLISH, "2031-05-07")})
    assert [each["says"] for each in accounts(folder)] == ["almost ready"]


def test_a_later_translation_takes_over_what_extraction_wrote_and_nothing_else(tmp_path: Path):
    project(tmp_path, {"a": in_language("uk", TALKS + UKRAINIAN, "2031-05-06")})
    record = tmp_path / "content/records/meetings/talks.yaml"
    mine = "  - by: ann-roe\n    says: fine\n    source: https://example.org/ 2031-05-06\n"
    record.write_text(record.read_text("utf-8") + mine, "utf-8")
    project(tmp_path, {"b": in_language("en", ENGLISH, "2031-05-07")})
    assert mine in record.read_text("utf-8")
    assert sorted(each["says"] for each in accounts(tmp_path)) == ["almost ready", "fine"]


def test_an_original_in_a_record_joins_an_article_that_has_it(tmp_path: Path):
    head = "name: Talks\ndate: 2031-05-06\nstatus: held\naccounts:\n"
    said = '  - by: ann-roe\n    says: all but ready\n    original: "майже готово"\n    language: uk\n'
    record = head + said + "    source: https://example.org/ 2031-05-06\n"
    project(tmp_path, {"a": in_language("uk", TALKS + UKRAINIAN, "2031-05-06")}, {"meetings/talks": record})
    (account,) = accounts(tmp_path)
    assert (account["says"], account["original"]) == ("all but ready", "майже готово")
    assert (tmp_path / "content/records/meetings/talks.yaml").read_text("utf-8").count("says:") == 1


def test_arabic_reads_from_right_to_left_and_hostile_words_stay_words(tmp_path: Path):
    written = NAME.replace("\\", "\\\\").replace('"', '\\"')
    text = f'{TALKS}[“so”]{{.quote by=ann-roe about=talks original="{written}" language=ar}}'
    folder = project(tmp_path, {"a": article(text)})
    shown = page(folder)
    assert '<bdi lang="ar" dir="rtl">' in shown
    assert "<img" not in shown
    (row,) = csv.DictReader(io.StringIO(files(folder)["downloads/quotations.csv"].decode()))
    assert row["original"] == NAME


def test_words_alone_have_their_language(tmp_path: Path):
    folder = project(tmp_path, {"a": article(TALKS + "[“شكرا”]{.quote by=ann-roe about=talks language=ar}")})
    assert '“<bdi lang="ar" dir="rtl">شكرا</bdi>”' in page(folder)


def test_evidence_says_that_its_article_was_retracted(tmp_path: Path):
    folder = project(tmp_path, {"a": article(TALKS + ENGLISH, more="retracted: 2031-05-09\n"), "b": article(TALKS)})
    made = files(folder)
    data = json.loads(made["meetings/talks/index.json"])
    jsonschema.validate(data, json.loads(made["schema/record.json"]))
    assert [each.get("retracted", "") for each in data["fields"]["date"]["evidence"]] == ["2031-05-09", ""]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("«Майже готово»", "майже  готово.", True),
        ("don’t", "don't", True),
        ("e\u0301tat", "état", True),
        ("ready\u200b", "ready\u00ad", True),
        ("almost ready", "almost-ready", True),
        ("ready", "already", False),
        ("état", "etat", False),
        ("…", "?", False),
        ("5", "−5", False),
    ],
)
def test_the_key_of_words(one: str, other: str, is_same: object):
    assert (words_key(one) == words_key(other)) is is_same
