"""JSON Schema and the record reader accept and refuse the same records."""

import json
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from support.tiers import scale

from generator.records.read import read_record
from generator.schema import read_schema
from generator.schema.json_schema import json_schema
from generator.text.source import SourceText

SCHEMA, _ = read_schema()
KINDS = {kind.name: kind for kind in SCHEMA.kinds}
VALIDATORS = {name: Draft202012Validator(json_schema(SCHEMA, kind)) for name, kind in KINDS.items()}
IDS = {"country": "ua"}

# What JSON Schema cannot say; the reader says it alone.
BEYOND = (
    r"[0-9] does not exist$",
    r"^an interval that ends before it begins$",
    r"^the id `.*` differs from the file name$",
    r"is given twice$",  # of a group's items with the same key; of plain values it can, with uniqueItems
)

VALUES = {
    "text": ["x", "Kremlin talks", "“good”", "a\u202eb", "😀", "", " x", "x ", "x\n", "a\tb", "\u3000"],
    "id": ["steve-westoff", "47", "true", "A", "a_b", "con", "index", "x" * 121, "x\n", ""],
    "date": ["2025", "2025-12-02", "1994~", "199X", "../2025", "2025-12-01/2025-12-10", "2025-02-30", "2026/2025",
             "0000", "2025-13", "../..", "/", "2025-12-02T10:00:00Z", "2025-12-02T24:00:00Z", "20XX-12", "2025\n", ""],
    "url": ["https://example.org", "http://e.org:80/a?b#c", "https://u@e.org/", "https://e.org/a b", "javascript:x",
            "https://e.org/" + "x" * 2000, "https://[::1]/", "https://пример.рф/ї", "https://e.org/\ufeff", "https://"],
    "language": ["uk", "zh-Hant", "zh-hant", "xx", "pt-BR", "de-1996", "es-419", "uk_UA", "en-Xxxx", "uk\n", ""],
    "country": ["ua", "suhh", "xk", "uk", "UA", "zz", "ua\n"],
    "coordinates": ["55.752, 37.617", "-90,180.0", "91, 0", "0, 180.1", "x", "0,  0", "1., 2"],
    "authority": ["wikidata:Q42", "viaf:113230702", "isni:000000008045536X", "gnd:4000000-1", "opensanctions:NK-abc",
                  "wikidata:42", "viaf: 1", "Wikidata:Q42", "orcid:1", "isni:0000 0000 8045 5369", "viaf:\n", "x:"],
    "number": ["1", "2", "40", "9999", "0", "10000", "two", "-1", "1.5", "02", "2\n", ""],
    "source": ["bloomberg-1", "https://e.org/ 2025-12-04", "https://e.org/", "https://e.org/ 2025-13", "A B", "con",
               "https://e.org/" + "x" * 1990 + " 2025", "x" * 121, "https://e.org/  2025", ""],
}  # fmt: skip
VALUES["reference"] = VALUES["id"]
SOUND = {"text": "x", "id": "x", "reference": "x", "date": "2025", "url": "https://e.org", "language": "uk",
         "coordinates": "0, 0", "source": "x", "country": "ua", "number": "2", "authority": "viaf:12"}  # fmt: skip


def strings(field):
    if field.type == "choice":
        return st.sampled_from([*(choice.value for choice in field.choices), "no such choice"])
    return st.sampled_from(VALUES[field.type])


def one(field):
    """A value of a field: mostly of sound shape, sometimes not."""
    if field.type == "group":
        shape = mapping(field.fields)
    elif field.type == "sources":
        shape = st.dictionaries(
            st.sampled_from(["name", "date", "sources", "id", "qqq"]), st.sampled_from(VALUES["source"])
        )
    else:
        shape = strings(field)
    return st.one_of(shape, shape, shape, st.just("x"), st.just({"qqq": "x"}), st.just(["x"]))


def many(field):
    return (
        st.one_of(st.lists(one(field), max_size=3), st.lists(one(field), max_size=3), one(field))
        if field.many
        else one(field)
    )


def sound(field):
    if field.type == "choice":
        return field.choices[0].value
    return SOUND[field.type]


@st.composite
def mapping(draw, fields):
    chosen = draw(st.lists(st.sampled_from(fields), max_size=3, unique_by=lambda field: field.name))
    tree = {field.name: sound(field) for field in fields if field.required and draw(st.integers(0, 9))}
    tree |= {field.name: draw(many(field)) for field in chosen}
    if not draw(st.integers(0, 9)):
        tree["qqq"] = "x"
    return tree


@st.composite
def records(draw):
    name = draw(st.sampled_from(sorted(KINDS)))
    tree = draw(mapping(KINDS[name].fields))
    if not draw(st.integers(0, 4)):
        tree["id"] = draw(st.sampled_from([IDS.get(name, "x"), "UA"]))
    return name, tree


def problems_of(name, tree):
    """JSON is YAML, so a tree of strings is read as the flow text that it is in JSON."""
    source = SourceText("x.yaml", json.dumps(tree, ensure_ascii=False) if tree else "")
    return read_record(source, KINDS[name], IDS.get(name, "x"))[1]


@given(records())
@settings(max_examples=scale(80, 400))
def test_both_accept_and_refuse_the_same_records(record):
    name, tree = record
    problems = problems_of(name, tree)
    assume(not any(re.match("yaml-", problem.rule) for problem in problems))
    within = [p for p in problems if not any(re.search(pattern, p.message) for pattern in BEYOND)]
    beyond = len(within) < len(problems)
    accepted = VALIDATORS[name].is_valid(tree)
    assert accepted == (not within) or (beyond and not within)


@pytest.mark.parametrize("type_name", sorted(VALUES))
def test_both_accept_the_same_listed_values(type_name):
    place = {
        "text": ("meeting", "duration"),
        "id": ("person", "id"),
        "reference": ("meeting", "place"),
        "date": ("meeting", "date"),
        "coordinates": ("place", "coordinates"),
        "country": ("country", "id"),
    }
    for value in VALUES[type_name]:
        tree = {"name": "x"}
        kind = "meeting"
        if type_name in place:
            kind, field = place[type_name]
            tree[field] = value
        elif type_name == "url":
            tree["links"] = [value]
        elif type_name == "language":
            tree["names"] = [{"lang": value, "name": "x"}]
        elif type_name == "number":
            tree["unnamed"] = [{"who": "x", "count": value}]
        else:
            tree["sources"] = {"name": value}
        tree |= {"date": tree.get("date", "2025")} if kind == "meeting" else {}
        messages = [p.message for p in problems_of(kind, tree)]
        within = [m for m in messages if not any(re.search(pattern, m) for pattern in BEYOND)]
        assert VALIDATORS[kind].is_valid(tree) == (not within), (value, messages)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_is_sound_json_schema_with_words_for_every_field(name):
    schema = json_schema(SCHEMA, KINDS[name])
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    for field in schema["properties"].values():
        assert field["title"]
        assert field["description"]


def test_a_plain_word_that_an_editor_reads_as_a_number_may_stand_where_its_text_may():
    valid = VALIDATORS["meeting"].is_valid
    assert valid({"name": 1984, "date": 2025, "place": 47})
    assert not valid({"name": "x", "date": 12})
    assert not valid({"name": None, "date": 2025})
    assert not valid({"name": "x", "date": 2025, "links": [1]})


def test_a_choice_that_looks_like_yes_or_one_passes_as_such():
    own = SourceText(
        "schema/vote.yaml", "fields:\n  passed: {type: choice, values: {yes: Passed, 1: Once, lost: Lost}}\n"
    )
    schema, problems = read_schema([own])
    assert problems == ()
    enum = json_schema(schema, schema.kind("vote"))["properties"]["passed"]["enum"]
    assert enum == ["yes", True, "1", 1, "lost"]


def test_patterns_are_those_of_javascript_too():
    """Every backslash in a pattern stands before a character that both dialects know it with."""
    texts = json.dumps([json_schema(SCHEMA, kind)["$defs"] for kind in KINDS.values()])
    patterns = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', texts))
    assert len(patterns) >= 7
    for pattern in map(json.loads, patterns):
        assert set(re.findall(r"\\(.)", pattern)) <= set("u.[]\\n")
        assert "(?P" not in pattern
        assert "(?<" not in pattern


def test_the_yaml_of_an_editors_first_line_finds_what_a_reference_leads_to():
    field = json_schema(SCHEMA, KINDS["meeting"])["properties"]["place"]
    assert field["description"] == "Where it took place. The id of a country or a place."
