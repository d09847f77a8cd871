"""A site's own schema says nothing that leads out of the site, clashes with it, or breaks what is made of a schema."""

import json
from pathlib import Path

import pytest

from generator import pipeline
from generator.schema.read import read_schema
from generator.schema.validate import ADDRESSES, TEMPLATES
from generator.text.source import SourceText

ROOT = Path(__file__).parents[2]
REFUSED = {
    "a plural that climbs": ("treaty", {"plural": "../../../evil"}, "the plural `../../../evil`"),
    "a plural that is absolute": ("treaty", {"plural": "/a"}, "the plural `/a`"),
    "a plural that is the articles'": ("treaty", {"plural": "articles"}, "the plural `articles`"),
    "a plural that is a page's": ("treaty", {"plural": "codebook"}, "the plural `codebook`"),
    "a plural of two cases": ("treaty", {"plural": "Treaties"}, "the plural `Treaties`"),
    "a plural that is nothing": ("treaty", {"plural": ""}, "the plural ``"),
    "a device": ("treaty", {"plural": "con"}, "the plural `con`"),
    "a plural of another kind": ("treaty", {"plural": "persons"}, "the kind `person` already has the plural `persons`"),
    "an annotation of another kind": (
        "treaty",
        {"annotation": "person"},
        "the kind `person` already has the annotation `person`",
    ),
    "an annotation that is a date": ("treaty", {"annotation": "date"}, "`date` can't begin an annotation"),
    "an annotation that is no word": ("treaty", {"annotation": "a}b"}, "`a}b` can't begin an annotation"),
    "a kind named like another page": ("home", {}, "`home` can't name a kind"),
    "a kind named by no word": ("A b", {"plural": "abs"}, "`A b` can't name a kind"),
    "a field that climbs": ("treaty", {"fields": {"../x": {"type": "text"}}}, "`../x` can't name a field"),
    "a field of two cases": ("treaty", {"fields": {"Name": {"type": "text"}}}, "`Name` can't name a field"),
    "a field that is the id": ("treaty", {"fields": {"id": {"type": "text"}}}, "`id` can't name a field"),
    "an attribute that is `as`": (
        "treaty",
        {"fields": {"a": {"type": "text", "attributes": ["as"]}}},
        "`as` can't name an attribute",
    ),
    "an attribute of a group": (
        "treaty",
        {"fields": {"a": {"type": "group", "attributes": ["a"], "fields": {"b": {"type": "text"}}}}},
        "field `a` has no single value",
    ),
    "an attribute of sources": (
        "treaty",
        {"fields": {"a": {"type": "sources", "attributes": ["a"]}}},
        "field `a` has no single value",
    ),
    "a group in a group": (
        "treaty",
        {"fields": {"a": {"type": "group", "fields": {"b": {"type": "group", "fields": {"c": {"type": "text"}}}}}}},
        "`b` is a group inside a group",
    ),
    "a list in a group": (
        "treaty",
        {"fields": {"a": {"type": "group", "fields": {"b": {"type": "text", "many": "true"}}}}},
        "`b` in the group `a` can have only one value",
    ),
    "fields of no group": (
        "treaty",
        {"fields": {"a": {"type": "text", "fields": {"b": {"type": "text"}}}}},
        "`a` has fields but is not a group",
    ),
    "a key that is no field": (
        "treaty",
        {"fields": {"a": {"type": "group", "key": ["c"], "fields": {"b": {"type": "text"}}}}},
        "the key `c` of `a` is not one of its fields",
    ),
    "a reference to nothing": ("treaty", {"fields": {"a": {"type": "reference"}}}, "does not say to which kinds"),
    "a choice of nothing": ("treaty", {"fields": {"a": {"type": "choice"}}}, "`a` is a choice but has no values"),
    "an order by no date": ("treaty", {"timeline": "a", "fields": {"a": {"type": "text"}}}, "`a` is not a date field"),
    "a control character": ("treaty", {"label": "a\x1b[31m"}, "a control character U+001B"),
    "a control character in a list": (
        "treaty",
        {"fields": {"a": {"type": "text", "attributes": ["a\u2028"]}}},
        "a control character U+2028",
    ),
    "another type of a field": (
        "person",
        {"fields": {"name": {"type": "date"}}},
        "`type` is `text` in the built-in schema",
    ),
    "many values of a field": (
        "meeting",
        {"fields": {"date": {"many": "true"}}},
        "`many` is `` in the built-in schema",
    ),
    "other ids": ("country", {"identifier": "id"}, "`identifier` is `country` in the built-in schema"),
    "another type in the common fields": ("common", {"fields": {"links": {"type": "text"}}}, "`type` is `url`"),
    "a needed field that is not there": (
        "treaty",
        {"fields": {"signed_on": {"type": "date", "needs": "zone"}}},
        "field `signed_on` needs `zone`, which is no field beside it",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_schema_is_refused_at_its_key(case: str):
    name, told, message = REFUSED[case]
    shipped, _ = read_schema()
    source = SourceText(f"content/schema/{name}.yaml", json.dumps(told))
    schema, (problem,) = read_schema([source])
    assert message in problem.message
    assert (problem.rule, problem.span.source) == ("schema-is-valid", source)
    assert schema == shipped


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("treaty", {"plural": "peace-treaties", "fields": {"signed_on": {"type": "date"}}, "timeline": "signed_on"}),
        ("person", {"label": "Human", "fields": {"name": {"label": "Called"}, "rank": {"type": "text"}}}),
        ("meeting", {"fields": {"status": {"values": {"resumed": "Resumed"}}}}),
    ],
)
def test_a_site_adds_and_words_anew(name: str, told: dict[str, object]):
    schema, problems = read_schema([SourceText(f"content/schema/{name}.yaml", json.dumps(told))])
    assert not problems
    assert schema != read_schema()[0]


def test_every_first_word_of_an_address_is_a_kinds_or_kept():
    made, _ = pipeline.build(ROOT, ROOT / "site_templates", "en", "A")
    plurals = {kind.plural for kind in read_schema()[0].kinds}
    first = {page.path.removesuffix("/index.md").removesuffix(".md").split("/")[0] for page in made}
    assert first - plurals - {"index"} <= ADDRESSES


def test_every_template_is_a_kinds_or_kept():
    names = {path.name.removesuffix(".md.j2") for path in ROOT.glob("site_templates/pages/*.md.j2")}
    assert names - {kind.name for kind in read_schema()[0].kinds} - ADDRESSES <= TEMPLATES


def test_no_page_is_written_outside_the_output(tmp_path: Path):
    """A pull request that brings no more than a schema file must not write where it likes."""
    for name, text in {
        "content/articles/a.md": "---\ntitle: A\ndate: 2025-12-04\n---\nWords.\n",
        "content/schema/treaty.yaml": "plural: ../../../evil\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    made, problems = pipeline.build(tmp_path, ROOT / "site_templates", "en", "A")
    assert [problem.rule for problem in problems if problem.severity == "error"] == ["schema-is-valid"]
    assert not [page.path for page in made if ".." in page.path]
