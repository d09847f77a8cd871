"""`schema/record.json` and `schema/article.json` of the site: JSON Schemas of the `index.json` files."""

import json
from collections.abc import Callable, Iterable, Mapping

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, object] = {"type": "string"}
_STATES = {
    "sourced": "articles of two or more origins say so",
    "single": "all articles that say so have the same origin",
    "cited": "a person wrote the fact and gave a source outside the articles",
    "disputed": "articles also say something else",
    "unconfirmed": "of a meeting that was held: only a plan, a denial or a retracted report of it says so",
    "almanac": "reference data, which needs no source",
    "unsourced": "no source is known",
}


def record_schema() -> bytes:
    """The schema of a record's data."""
    link = {"field": "The field with the reference.", **_NAMED}
    properties = {
        **_HEAD,
        "permalink": _said("The first URL of the page; it redirects to `address`."),
        "also_called": _many(_TEXT, "Labels that articles use for it, the most frequent first."),
        "outcome": _said(
            "The outcome of a meeting as pages show it: its status, `contested`, `retracted`, `overdue` or `due`."
        ),
        "updated": _said("The date of the newest article that mentions it, no more exact than it is (EDTF)."),
        "fields": {
            "description": "The facts by field, in the order of the schema; a list if a field can have many values.",
            "type": "object",
            "additionalProperties": {
                "anyOf": [_ref("fact"), {"type": "array", "items": {"anyOf": [_ref("fact"), _ref("item")]}}]
            },
        },
        "links": _object(
            {
                "out": _many(_texts(link), "The records that it refers to."),
                "in": _many(_texts({"link": "The name of the inverse link.", **link}), "The records that refer to it."),
            },
            "Links to other records, in both directions.",
        ),
    }
    must = ("$schema", "root", "address", "permalink", "kind", "id", "name", "also_called", "fields", "links")
    return _schema("A record", "One record of the knowledge base with its evidence.", properties, must, _definitions())


def article_schema() -> bytes:
    """The schema of an article's data."""
    place = {"address": "The URL of the words, relative to the root."}
    fact = {"kind": "The record's kind.", "id": "Its id.", "field": "The field.", **_SENTENCE, **place}
    described = {name: _said(what) for name, what in fact.items()}
    more: dict[str, object] = {
        "key": {"type": "object", "description": "The key of the item.", "additionalProperties": _TEXT},
        "part": _said("The field of that item."),
        "value": _said("The value; missing if the fact is the item itself."),
    }
    front = ("title", "date", "publisher", "author", "url", "language", "licence", "retrieved", "archived")
    properties = {
        **_HEAD,
        **{name: _said(f"`{name}` of the article's front matter.") for name in front},
        "origin": _said("The id of the original article; its own id if it reprints none."),
        "authors": _many(
            {"type": "object", "additionalProperties": _TEXT}, "The authors, each a `name` or an `organization`."
        ),
        "retracted": {
            "type": "object",
            "additionalProperties": _TEXT,
            "description": "The `date` on which its publisher withdrew it, the `reason`, and the `url` that says so.",
        },
        "corrects": _said("The id of the article that it corrects."),
        "review": _said("`draft` if nobody has reviewed its annotations yet.", const="draft"),
        "facts": _many(_object({**described, **more}, "A fact.", but=more), "The facts from it."),
        "mentions": _many(_texts(_NAMED | place), "Everything that it mentions, each with its first mention."),
    }
    must = ("$schema", "root", "address", "kind", "id", "title", "date", "origin", "facts", "mentions")
    return _schema("An article", "One article with its facts and mentions.", properties, must, {})


def _definitions() -> dict[str, object]:
    support: dict[str, object] = {
        "state": {"enum": list(_STATES), "description": "; ".join(f"{name}: {what}" for name, what in _STATES.items())},
        "evidence": _many(_ref("evidence"), "The sentences behind it."),
        "cited": _said("The source that a person gave: the id of an article, or a URL and its date."),
        "review": _said("`draft` if it rests on articles alone that nobody has reviewed.", const="draft"),
    }
    parts = {"type": "object", "additionalProperties": _ref("fact"), "description": "The other fields of the item."}
    key = {"type": "object", "additionalProperties": _TEXT, "description": "The fields that identify the item."}
    evidence = {
        "article": "The id of the article.",
        **_SENTENCE,
        "address": "The URL of the words, relative to the root.",
        "origin": "The id of the original article: reprints share one origin.",
        "retracted": "The day on which its publisher withdrew the article, if it did.",
        "review": "`draft` if nobody has reviewed the annotations of the article.",
    }
    made: dict[str, object] = {
        "fact": _object({"value": _TEXT, **support}, "A value.", but=("cited", "review")),
        "item": _object({"key": key, **support, "fields": parts}, "An item of a group.", but=("cited", "review")),
        "evidence": _object({name: _said(what) for name, what in evidence.items()}, "", but=("retracted", "review")),
    }
    return made


def _schema(
    title: str, about: str, properties: Mapping[str, object], must: Iterable[str], definitions: Mapping[str, object]
) -> bytes:
    head = {"$schema": _DRAFT, "title": title, "description": about, "type": "object"}
    made: dict[str, object] = {**head, "required": list(must)}
    made |= {"properties": properties, "additionalProperties": False}
    made |= {"$defs": definitions} if definitions else {}
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()


def _said(description: str, **more: str) -> dict[str, str]:
    return {"type": "string", "description": description, **more}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _many(item: Mapping[str, object], description: str) -> dict[str, object]:
    return {"type": "array", "items": item, "description": description}


def _object(properties: Mapping[str, object], description: str, but: Iterable[str] = ()) -> dict[str, object]:
    required = [name for name in properties if name not in but]
    made: dict[str, object] = {"type": "object", "description": description, "required": required}
    return made | {"properties": properties, "additionalProperties": False}


def _texts(properties: Mapping[str, str]) -> dict[str, object]:
    """An object whose properties are all required texts."""
    return _object({name: _said(what) for name, what in properties.items()}, "")


_SENTENCE = {"sentence": "The sentence of the article.", "words": "The annotated words in it."}
_NAMED = {
    "kind": "Its kind.",
    "id": "Its id.",
    "name": "Its name.",
    "address": "The URL of its page, relative to the root.",
}
_HEAD: dict[str, object] = {
    "$schema": _said("The URL of this schema."),
    "root": _said("The root of all URLs in the file: the URL of the site, or a relative path to it."),
    "address": _said("The URL of the page, relative to the root."),
    "kind": _said("The kind of the record."),
    "id": _said("Its id, unique across all kinds."),
    "name": _said("Its name."),
}
SCHEMAS: dict[str, Callable[[], bytes]] = {"schema/record.json": record_schema, "schema/article.json": article_schema}
