"""The interface in another language: every word of it, and none of English left."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from babel import Locale
from small_sites import ROOT, TEMPLATES, crowd, extracted, made, site, write
from support import sample

from generator.catalogue import Catalogue, read_messages
from generator.pages.translation import translate, untranslated
from generator.schema import read_schema
from generator.text.source import SourceText

SCHEMA, _ = read_schema()


def catalogue(language: str) -> dict[str, str]:
    text = (TEMPLATES / f"words/{language}.yaml").read_text("utf-8")
    messages, problems = read_messages(SourceText(f"words/{language}.yaml", text))
    assert problems == ()
    return messages


ENGLISH, UKRAINIAN = catalogue("en"), catalogue("uk")
_SHORT = 12  # a template of few words of its own would match any text
NAMES = {
    *[
        "SQLite",
        "Frictionless",
        "Datasette",
        "Natural",
        "Earth",
        "Excel",
        "LibreOffice",
        "Zotero",
        "EndNote",
        "Mendeley",
        "Pandoc",
    ]
}
GRAPHS_AND_MAPS = {*["Gephi", "Cytoscape", "yEd", "igraph", "NetworkX", "QGIS", "Leaflet", "GitHub"]}
FORMATS = {
    *[
        "CSV",
        "JSON",
        "UTF",
        "UUID",
        "NULL",
        "TEI",
        "RIS",
        "CSL",
        "BibTeX",
        "BibLaTeX",
        "GEXF",
        "GraphML",
        "GeoJSON",
        "FTS",
        "Web",
        "Annotations",
    ]
}
COLUMNS = {*["index", "json", "csv", "located", "at", "encounters"]}
TABLES = {*["statements", "with", "evidence", "things", "fts", "names", "articles", "quotations"]}
SCHEMES = {*["viaf", "wikidata", "isni", "opensanctions", "gnd"]}
TOOLS = {
    *NAMES,
    *GRAPHS_AND_MAPS,
    *FORMATS,
    *COLUMNS,
    *TABLES,
    *SCHEMES,
    *["site", "url", "mkdocs", "yml", "check", "communique"],
}
FORMS = ("zero", "one", "two", "few", "many", "other")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
LATIN = re.compile(r"[A-Za-z]{2,}")


def stem(key: str) -> str:
    """The key of a message without the category of a plural form."""
    head, _, last = key.rpartition(".")
    return head if head and last in FORMS else key


def labels() -> set[str]:
    """Every label, description and choice of the schema in English."""
    found = set()
    for kind in SCHEMA.kinds:
        found |= {kind.label, kind.heading, kind.description}
        for field in kind.fields:
            for each in (field, *field.fields):
                found |= {each.label, each.description, *(choice.label for choice in each.choices)}
                found |= {each.inverse.label} if each.inverse else set()
    return found - {""}


def test_both_catalogues_have_the_same_keys():
    own = {key for key in UKRAINIAN if not key.startswith(("kind.", "field.", "about.", "choice.", "inverse."))}
    assert {stem(key) for key in own} == {stem(key) for key in ENGLISH}
    assert len(own) > 150


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_message_has_every_plural_form_of_its_language(language: str):
    messages = catalogue(language)
    forms = {*Locale(language).plural_form.tags, "other"}
    plural = {stem(key) for key in messages if key.endswith(".other")}
    assert plural
    for key in plural:
        assert {form for form in FORMS if f"{key}.{form}" in messages} == forms, key


def test_a_number_takes_the_plural_form_of_the_language():
    english, ukrainian = Catalogue(ENGLISH, "en"), Catalogue(UKRAINIAN, "uk")
    assert [english.text("count_passages", count=n) for n in (1, 2)] == ["1 passage", "2 passages"]
    found = [ukrainian.text("count_passages", count=n) for n in (1, 3, 5, 11, 21)]
    assert found == ["1 уривок", "3 уривки", "5 уривків", "11 уривків", "21 уривок"]


def test_a_translator_can_put_values_in_another_order():
    messages = {"of_those": "{total}: {shown}"}
    assert Catalogue(messages, "qqq").text("of_those", shown=3, total=9) == "9: 3"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('as_of: "Stand {}"', "`as_of` has a brace that is not part of a placeholder"),
        ('as_of: "Stand {date"', "`as_of` has a brace that is not part of a placeholder"),
        ('as_of: "Stand {date.year}"', "`as_of` has a brace that is not part of a placeholder"),
        ('as_of: "Stand {day}"', "`as_of` has the placeholder `{day}`, for which there is no value"),
        ('entries: {one: "{number}", other: "{count}"}', "`entries.one` has the placeholder `{number}`"),
        ("hom: Anfang", "`hom` is no message"),
        ('date_about: "um {year}"', "`date_about` has the placeholder `{year}`"),
    ],
)
def test_a_placeholder_without_a_value_is_an_error_at_its_message(line: str, message: str):
    _, (problem,) = read_messages(SourceText("site_templates/words/de.yaml", f"home: Start\n{line}\n"))
    assert problem.rule == ("message-is-known" if message.endswith("is no message") else "message-is-valid")
    assert problem.message.startswith(message)
    assert problem.span.line == 2


def test_every_label_of_the_schema_has_its_words():
    assert untranslated(SCHEMA, UKRAINIAN) == ()
    assert "kind.meeting" in untranslated(SCHEMA, {})


def test_a_word_that_is_missing_is_named_by_its_key():
    less = {key: value for key, value in UKRAINIAN.items() if key not in ("field.born", "inverse.hosted")}
    assert untranslated(SCHEMA, less) == ("inverse.meeting.hosts", "field.person.born")


def test_no_word_keeps_its_places_for_values_from_another_one():
    for key, english in ENGLISH.items():
        own = [UKRAINIAN[each] for each in UKRAINIAN if stem(each) == stem(key)]
        assert all(set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(english)) | {"count"} for text in own), key


def test_every_message_that_is_asked_for_by_name_exists():
    """Keys that are put together, such as `type_` and a field's type, are seen on the pages in Ukrainian."""
    texts = [path.read_text("utf-8") for path in (TEMPLATES / "pages").rglob("*.j2")]
    asked = {key for text in texts for key in re.findall(r'\bt\("([a-z_]+)"[,)]', text)}
    folders = [ROOT / "generator" / name for name in ("pages", "exports", "rendering")]
    code = [path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py")]
    asked |= {key for text in code for key in re.findall(r'(?:catalogue\[|\.text\(|words\[)"([a-z_]+)"[\],)]', text)}
    asked |= {"contribute", "edit_article", "edit_record", "history", "report_error"}
    known = {stem(key) for key in ENGLISH}
    fields = {field.name for kind in SCHEMA.kinds for each in kind.fields for field in (each, *each.fields)}
    assert asked - fields - known == set()


def test_words_are_ukrainian():
    allowed = {*TOOLS, "EDTF", "ISO", "URL", "UTC", "uk", "ru", "zh", "Hant", "ua", "us", "by", "says"}
    left = {key: set(LATIN.findall(PLACEHOLDER.sub("", value))) - allowed for key, value in UKRAINIAN.items()}
    assert {key: found for key, found in left.items() if found} == {}


def test_a_special_label_goes_before_the_general_one():
    person = translate(SCHEMA, UKRAINIAN).kind("person")
    place = translate(SCHEMA, UKRAINIAN).kind("place")
    assert person
    assert place
    assert [kind.field("country").label for kind in (person, place)] == ["Сторона", "Країна"]


def test_without_words_the_schema_speaks_its_own():
    assert translate(SCHEMA, ENGLISH) == SCHEMA


def interface(page: str) -> list[str]:
    """The texts between the tags of a page, and those that only listeners hear."""
    page = re.sub(r"<(code|blockquote|mark|q)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r'<div class="cq-article".*?(?=^## |\Z)', " ", page, flags=re.DOTALL | re.MULTILINE)
    page = re.sub(r'<ul class="cq-mentions">.*?</ul>', " ", page, flags=re.DOTALL)
    texts = [text for line in page.splitlines() for text in re.split(r"<[^>]*>", line)]
    heard = re.findall(r'(?:aria-label|title)="([^"]*)"', page)
    return [unescape(text).strip(" #:,–·") for text in (*texts, *heard) if text.strip()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = extracted(write(tmp_path_factory.mktemp("words"), crowd(13)))
    for part in ("articles", "records", "facts"):
        shutil.copytree(ROOT / "content" / part, folder / "content" / part, dirs_exist_ok=True)
    return folder


def test_no_english_word_of_the_interface_is_left(folder: Path):
    pages = made(folder, "uk")
    english = {text.strip(" :") for text in (*ENGLISH.values(), *labels())} - {"Kind", ""}
    filled = [text for text in english if PLACEHOLDER.search(text) and len(PLACEHOLDER.sub("", text)) > _SHORT]
    templates = [re.compile(".+".join(map(re.escape, re.split(r"\{[a-z_]+\}", text))) + r"\.?") for text in filled]
    names = {record.partition("name: ")[2].partition("\n")[0] for record in _records(folder)}
    for path, page in pages.items():
        for text in interface(page):
            assert text not in english - names, path
            assert not any(found.fullmatch(text) for found in templates), (path, text)


def _records(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in folder.glob("content/records/*/*.yaml")]


def test_dates_and_months_are_written_as_the_language_does(folder: Path):
    pages = made(folder, "uk")
    meeting = pages[f"meetings/{sample.MEETING}.md"]
    assert "Станом на 4 грудня 2025" in meeting
    assert "Відбулася" in meeting
    assert "груд. 2025" in pages["countries/ru.md"]


def test_no_sentence_ends_in_two_full_stops(folder: Path):
    for path, page in made(folder, "uk").items():
        assert not [text for text in interface(page) if text.endswith("..")], path


def test_a_site_builds_in_ukrainian(tmp_path: Path, folder: Path):
    project = tmp_path / "project"
    shutil.copytree(folder, project)
    text = (site(project) / "mkdocs.yml").read_text("utf-8")
    text = text.replace("  - communique\n", "  - communique:\n      language: uk\n")
    (project / "mkdocs.yml").write_text(text, "utf-8")
    extracted(project)  # names follow the site's language
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    page = (project / f"site/persons/{sample.PRESIDENT}/index.html").read_text("utf-8")
    assert '<html lang="uk"' in page
    assert "Порівняння свідчень" in page
    lost = (project / "site/404.html").read_text("utf-8")
    assert "Сторінки не знайдено" in lost
    assert "no page" not in lost
