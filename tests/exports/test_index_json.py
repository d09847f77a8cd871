"""`index.json` beside each page: valid by its own schema, each fact with its evidence, no address leading nowhere."""

import json
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
from exported import NAME, ROOT, URL, article, files, hostile, project, survey
from support import sample

from generator.pages.addresses import address


def data(made: dict[str, bytes], path: str) -> dict:
    return json.loads(made[f"{path}/index.json"])


def facts(told: dict):
    for value in told["fields"].values():
        for item in value if isinstance(value, list) else [value]:
            yield item
            yield from item.get("fields", {}).values()


def schema_of(made: dict[str, bytes], name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(made[f"schema/{name}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files(ROOT)


def test_every_record_and_article_has_its_data(made: dict[str, bytes]):
    base = survey(ROOT).base
    pages = {f"{base.schema.kind(ref.kind).plural}/{ref.id}/index.json" for ref in base.records}
    assert {path for path in made if path.endswith("index.json")} == pages | {
        f"articles/{id_}/index.json" for id_ in base.articles
    }


@pytest.mark.parametrize("url", ["", URL])
def test_all_are_valid_by_the_schema_that_they_name(tmp_path: Path, url: str):
    for folder in (ROOT, hostile(tmp_path)):
        made = files(folder, url)
        for path, text in made.items():
            if path.endswith("index.json"):
                told = json.loads(text)
                name = urljoin(f"{url or 'https://site/'}{path}", told["$schema"]).removeprefix(url or "https://site/")
                assert name in made
                schema_of(made, Path(name).stem).validate(told)


def test_the_schema_refuses_what_is_wrong(made: dict[str, bytes]):
    told = data(made, f"meetings/{sample.MEETING}")
    for broken in (told | {"more": 1}, {key: told[key] for key in told if key != "id"}):
        assert not schema_of(made, "record").is_valid(broken)
    told["fields"]["date"]["state"] = "certain"
    assert not schema_of(made, "record").is_valid(told)


def test_fields_stand_in_the_schemas_order(made: dict[str, bytes]):
    kinds = {kind.name: kind for kind in survey(ROOT).base.schema.kinds}
    for path, text in made.items():
        if path.endswith("index.json") and not path.startswith("articles/"):
            told = json.loads(text)
            order = [field.name for field in kinds[told["kind"]].fields]
            assert list(told["fields"]) == sorted(told["fields"], key=order.index)


def test_every_sentence_is_where_its_address_leads(made: dict[str, bytes]):
    base = survey(ROOT).base
    ids = {id_: set(each.anchors) for id_, each in base.articles.items()}
    seen = 0
    for path, text in made.items():
        if path.endswith("index.json") and not path.startswith("articles/"):
            for each in (e for fact in facts(json.loads(text)) for e in fact["evidence"]):
                page, _, anchor = each["address"].partition("#")
                assert page == f"articles/{each['article']}/"
                assert anchor in ids[each["article"]]
                assert each["words"] in each["sentence"]
                assert each["origin"] == base.origin(each["article"])
                seen += 1
    assert seen > 100


def test_a_fact_tells_its_standing(tmp_path: Path):
    def told(date: str, id_: str = "ann") -> str:
        return f"[Ann]{{person={id_} born={date}}} spoke."

    articles = {
        "one": article(told("1970-01-01"), date="2025-12-01"),
        "two": article(told("1970-01-01"), date="2025-12-02"),
        "reprint": article(told("1971", "bob"), date="2025-12-02", more="origin: first\n"),
        "first": article(told("1971", "bob"), date="2025-12-01"),
        "yes": article(told("1972", "eve"), date="2025-12-01"),
        "no": article(told("1973", "eve"), date="2025-12-02"),
    }
    made = files(project(tmp_path, articles, {"persons/dan": "name: Dan\nborn: 1974\n"}))
    states = {id_: data(made, f"persons/{id_}")["fields"]["born"]["state"] for id_ in ("ann", "bob", "eve", "dan")}
    assert states == {"ann": "sourced", "bob": "single", "eve": "disputed", "dan": "unsourced"}


def test_links_lead_both_ways_to_pages_that_are_there(made: dict[str, bytes]):
    addresses = {path.removesuffix("index.json") for path in made if path.endswith("index.json")}
    pairs = {"out": set(), "in": set()}
    for path, text in made.items():
        if path.endswith("index.json") and not path.startswith("articles/"):
            told = json.loads(text)
            for way, links in told["links"].items():
                for link in links:
                    assert link["address"] in addresses
                    ends = (told["id"], link["id"])
                    pairs[way].add(ends if way == "out" else ends[::-1])
    assert pairs["in"] <= pairs["out"]
    assert (sample.MEETING, "kremlin") in pairs["in"]


def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path):
    made = files(hostile(tmp_path))
    assert data(made, "persons/mallory")["name"] == NAME
    assert data(made, "persons/mallory")["fields"]["positions"][0]["key"]["title"] == NAME
    assert data(made, "articles/news")["title"] == NAME
    assert {each["name"] for each in data(made, "articles/news")["mentions"]} == {NAME}


def test_json_lines_hold_the_same(made: dict[str, bytes]):
    for name, count in (("records", 31), ("articles", 8)):
        lines = made[f"downloads/{name}.jsonl"].decode().splitlines()
        assert len(lines) == count
        for line in lines:
            told = json.loads(line)
            schema_of(made, name.removesuffix("s")).validate(told)
            beside = json.loads(made[f"{told['address']}index.json"])
            assert {**beside, "root": "", "$schema": ""} == {**told, "root": "", "$schema": ""}
            assert told["root"] == "../"


def test_addresses_are_those_of_the_pages():
    assert [address(path) for path in ("index.md", "persons/index.md", "persons/x.md")] == [
        "",
        "persons/",
        "persons/x/",
    ]
