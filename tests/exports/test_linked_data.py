"""JSON-LD: terms that schema.org has, ids that mean the same thing on every page, and what a page is about."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import extruct
import pytest
from exported import NAME, ROOT, URL, article, hostile, project, survey
from pyld import jsonld
from rdflib import SDO
from support import sample, tools

from generator.pages.page_context import address
from generator.pages.plan import plan
from generator.rendering.mkdocs_adapter import script_json

SCHEMA = "https://schema.org/"
OFFLINE = {"@context": {"@vocab": SCHEMA, "id": "@id", "type": "@type"}}


def pages(folder: Path, url: str = "", title: str = "A site") -> dict[str, dict]:
    """What each page says, read from its HTML as a crawler reads it."""
    made = {}
    for planned in plan(survey(folder, url, title)):
        draft = planned.draft()
        data = draft.json_ld() if callable(draft.json_ld) else draft.json_ld
        html = f'<!doctype html><script type="application/ld+json">{script_json(data)}</script>'
        (made[draft.path],) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return made


def triples(told: dict, base: str) -> list[tuple[str, str, str]]:
    def load(url: str, _: object) -> dict:
        assert url.rstrip("/") == SCHEMA.rstrip("/")
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": OFFLINE}

    made = jsonld.to_rdf(told, {"base": base, "documentLoader": load})["@default"]
    return [(each["subject"]["value"], each["predicate"]["value"], each["object"]["value"]) for each in made]


def terms(node: object) -> Iterator[str]:
    for each in node if isinstance(node, list) else [node]:
        if isinstance(each, dict):
            yield each["@type"]
            for key, value in each.items():
                if not key.startswith("@"):
                    yield key
                    yield from terms(value)


def known(term: str) -> bool:
    return term in SDO


@pytest.mark.parametrize("url", ["", URL])
def test_schema_org_knows_every_term(tmp_path: Path, url: str):
    for folder in (ROOT, hostile(tmp_path)):
        for path, told in pages(folder, url).items():
            found = set(terms({key: value for key, value in told.items() if key != "@context"}))
            assert len(found) > 4
            assert [term for term in sorted(found) if not known(term)] == [], path


def test_a_term_that_is_unknown_would_be_found():
    assert not known("speltWrong")
    assert known("eventStatus")


@pytest.mark.parametrize("url", ["", URL])
def test_an_id_means_the_same_thing_on_every_page(url: str):
    root = url or "https://reader.example/"
    names: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    for path, told in pages(ROOT, url).items():
        for subject, predicate, value in triples(told, root + address(path)):
            if subject.endswith("#this"):
                assert subject.startswith(root)
                if predicate == f"{SCHEMA}name":
                    names.setdefault(subject, set()).add(value)
                if predicate.endswith("#type"):
                    types.setdefault(subject, set()).add(value)
    assert f"{root}persons/{sample.ENVOY}/#this" in names
    assert all(len(told) == 1 for told in (*names.values(), *types.values())), (names, types)


def test_a_person_has_names_offices_and_statements():
    told = pages(ROOT, URL)[f"persons/{sample.PRESIDENT}.md"]
    assert told["@id"] == f"{URL}persons/{sample.PRESIDENT}/#this"
    assert told["alternateName"] == [sample.PRESIDENT_NATIVE]
    assert told["jobTitle"] == told["hasOccupation"][0]["roleName"] == "President"
    assert told["hasOccupation"][0]["hasOccupation"]["occupationLocation"][0]["name"] == "Russia"
    assert {part["@type"] for part in told["mainEntityOfPage"]["hasPart"]} == {"Claim"}


def test_a_capacity_that_is_no_office_is_no_occupation():
    assert "jobTitle" not in pages(ROOT)[f"persons/{sample.ADVISER}.md"]


def test_a_meeting_tells_who_sat_there_in_which_role_and_for_whom():
    told = pages(ROOT, URL)[f"meetings/{sample.MEETING}.md"]
    role = next(each for each in told["attendee"] if each["attendee"]["name"] == sample.ENVOY_NAME)
    assert (role["@type"], role["roleName"], role["description"]) == ("Role", "special envoy", "United States")
    assert told["location"]["name"] == "Kremlin"
    assert told["superEvent"]["@id"] == f"{URL}meetings/{sample.FIRST_ROUND}/#this-series"
    assert {part["@type"] for part in told["mainEntityOfPage"]["hasPart"]} == {"Quotation", "Claim"}
    first = pages(ROOT, URL)[f"meetings/{sample.FIRST_ROUND}.md"]["superEvent"]
    assert [each["name"] for each in first["subEvent"]] == [
        "Florida talks of 30 November",
        "Kremlin talks of 2 December",
        "Florida talks of 4 December",
    ]


def meeting(day: str, told: str, more: str = "") -> str:
    return article(f"[[Ann]{{person=ann}} on [a day]{{date={told}}}]{{meeting=talks{more}}}", date=day)


@pytest.mark.parametrize(
    ("articles", "status", "previous"),
    [
        ([("2025-12-01", "2025-12-10", "")], "EventScheduled", None),
        ([("2025-12-01", "2025-12-10", ""), ("2025-12-02", "2025-12-12", "")], "EventRescheduled", "2025-12-10"),
        ([("2025-12-01", "2025-12", ""), ("2025-12-02", "2025-12-12", "")], "EventScheduled", None),
        ([("2025-12-20", "2025-12-10", ""), ("2025-12-21", "2025-12-12", "")], "", None),
        ([("2025-12-01", "2025-12-10", " status=planned"), ("2025-12-20", "2025-12-10", "")], "", None),
        ([("2025-12-20", "2025-12-10", " status=held")], "EventScheduled", None),
        ([("2025-12-01", "2025-12-10", ""), ("2025-12-02", "2025-12-10", " status=cancelled")], "EventCancelled", None),
        ([("2025-12-01", "2025-12-10", " status=denied")], "", None),
    ],
    ids=["announced", "moved", "made precise", "told differently afterwards", "overdue", "held", "cancelled", "denied"],
)
def test_a_meeting_that_was_moved_or_called_off_says_so(tmp_path: Path, articles, status: str, previous: str | None):
    texts = {f"a{n}": meeting(*each) for n, each in enumerate(articles)}
    told = pages(project(tmp_path, texts))["meetings/talks.md"]
    assert told.get("eventStatus", "") == (f"https://schema.org/{status}" if status else "")
    assert told.get("previousStartDate") == previous


@pytest.mark.parametrize(("genre", "type_"), [("", "CreativeWork"), ("news", "NewsArticle"), ("letter", "Message")])
def test_an_article_is_of_its_genre_and_names_the_copy_of_its_source(tmp_path: Path, genre: str, type_: str):
    more = "url: https://example.org/a\narchived: https://archive.example/a\n" + (f"genre: {genre}\n" if genre else "")
    told = pages(project(tmp_path, {"a": article("[Ann]{person=ann}", more=more)}))["articles/a.md"]
    assert told["@type"] == type_
    copy = {"@type": "CreativeWork", "url": "https://example.org/a", "archivedAt": "https://archive.example/a"}
    assert told["isBasedOn"] == [copy]


def test_an_article_says_what_it_goes_back_to():
    told = pages(ROOT, URL)["articles/2025-12-02-kremlin-talks.md"]
    assert told["@type"] == "CreativeWork"
    assert (
        told["isBasedOn"][0]["@id"] == told["citation"][0]["@id"] == f"{URL}articles/2025-12-04-bloomberg-report/#this"
    )
    assert sample.ENVOY_NAME in {each["name"] for each in told["mentions"]}


def test_the_data_set_names_its_files():
    made = pages(ROOT, URL)
    for path in ("index.md", "downloads/index.md"):
        assert made[path]["@type"] == "Dataset"
        assert made[path]["@id"] == f"{URL}#data"
        urls = {each["contentUrl"] for each in made[path]["distribution"]}
        assert {f"{URL}downloads/communique.db", f"{URL}downloads/statements.csv"} < urls


def test_the_way_to_a_page_stands_in_its_breadcrumbs():
    trail = pages(ROOT, URL)[f"persons/{sample.ENVOY}.md"]["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [(each["position"], each["name"], each["item"]) for each in trail] == [
        (1, "A site", URL),
        (2, "People", f"{URL}persons/"),
        (3, sample.ENVOY_NAME, f"{URL}persons/{sample.ENVOY}/"),
    ]


def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path):
    made = pages(hostile(tmp_path), URL, NAME)
    assert made["persons/mallory.md"]["name"] == NAME
    assert made["persons/mallory.md"]["jobTitle"] == NAME
    assert made["articles/news.md"]["headline"] == NAME
    assert made["index.md"]["name"] == NAME


@pytest.mark.slow
def test_typescript_finds_the_types_right(tmp_path: Path):
    node = tools.program("node")
    tools.package("schema-dts")
    lines = ['import type { Thing, WithContext } from "schema-dts";']
    one_a_kind = {path.partition("/")[0]: told for path, told in pages(ROOT, URL).items()}
    for number, told in enumerate(one_a_kind.values()):
        lines.append(f"export const page{number}: WithContext<Thing> = {json.dumps(told, ensure_ascii=False)};")
    broken = {"@context": SCHEMA.rstrip("/"), "@type": "Event", "startDat": ""}
    (tmp_path / "pages.ts").write_text("\n".join(lines), "utf-8")
    (tmp_path / "wrong.ts").write_text(
        f"{lines[0]}\nexport const x: WithContext<Thing> = {json.dumps(broken)};", "utf-8"
    )
    (tmp_path / "node_modules").symlink_to(tools.NODE_MODULES)
    compiler = [node, "node_modules/typescript/bin/tsc", "--strict", "--noEmit", "--skipLibCheck"]
    command = [*compiler, "pages.ts", "wrong.ts"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert {line.partition("(")[0] for line in told.splitlines() if "error" in line} == {"wrong.ts"}, told
