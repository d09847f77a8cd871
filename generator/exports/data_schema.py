"""`schema/record.json` and `schema/article.json` of the site: what the files `index.json` hold, as JSON Schema."""

import json
from collections.abc import Callable, Iterable, Mapping

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, object] = {"type": "string"}
_STATES = {
    "sourced": "articles of two origins or more say so",
    "single": "all articles that say so go back to one",
    "cited": "a person who wrote the fact named a source outside the articles",
    "disputed": "articles say something else, too",
    "almanac": "reference data that need no source",
    "unsourced": "nobody says where it comes from",
}


def record_schema() -> bytes:
    """The schema of a record's file."""
    link = {"field": "The field that names the other.", **_NAMED}
    properties = {
        **_HEAD,
        "permalink": _said("The address that the thing had first; it leads to `address`."),
        "also_called": _many(_TEXT, "How articles call it, the most frequent first."),
        "updated": _said("The day of the newest article that names it.", format="date"),
        "fields": {
            "description": "The facts by field, in the schema's order; a list where a field takes many values.",
            "type": "object",
            "additionalProperties": {
                "anyOf": [_ref("fact"), {"type": "array", "items": {"anyOf": [_ref("fact"), _ref("item")]}}]
            },
        },
        "links": _object(
            {
                "out": _many(_texts(link), "What the record names."),
                "in": _many(_texts({"link": "What the link is called from here.", **link}), "What names it."),
            },
            "Links to other records, both ways.",
        ),
    }
    must = ("$schema", "root", "address", "permalink", "kind", "id", "name", "also_called", "fields", "links")
    return _schema("A record", "One thing of the knowledge base with its evidence.", properties, must, _definitions())


def article_schema() -> bytes:
    """The schema of an article's file."""
    place = {"address": "Where the words stand, from the root."}
    fact = {"kind": "The record's kind.", "id": "Its id.", "field": "The field.", **_SENTENCE, **place}
    told = {name: _said(what) for name, what in fact.items()}
    more: dict[str, object] = {
        "key": {"type": "object", "description": "Which item of the field.", "additionalProperties": _TEXT},
        "part": _said("The field of that item."),
        "value": _said("The value; none where the item itself is the fact."),
    }
    front = ("title", "date", "publisher", "author", "url", "language", "licence", "retrieved")
    properties = {
        **_HEAD,
        **{name: _said(f"`{name}` of the article's front matter.") for name in front},
        "origin": _said("The id of the article that this one goes back to; its own where it reprints none."),
        "facts": _many(_object({**told, **more}, "A fact.", but=more), "What it asserts."),
        "mentions": _many(_texts(_NAMED | place), "What it names, each by the first place."),
    }
    must = ("$schema", "root", "address", "kind", "id", "title", "date", "origin", "facts", "mentions")
    return _schema("An article", "One article, what it asserts and whom it names.", properties, must, {})


def _definitions() -> dict[str, object]:
    standing: dict[str, object] = {
        "state": {"enum": list(_STATES), "description": "; ".join(f"{name}: {what}" for name, what in _STATES.items())},
        "evidence": _many(_ref("evidence"), "The sentences that say so."),
        "cited": _said("The source that a person gave: an article's id, or a URL and its date."),
    }
    parts = {"type": "object", "additionalProperties": _ref("fact"), "description": "The item's other fields."}
    key = {"type": "object", "additionalProperties": _TEXT, "description": "The fields that tell items apart."}
    evidence = {
        "article": "The article's id.",
        **_SENTENCE,
        "address": "Where the words stand, from the root.",
        "origin": "The id of the article that it goes back to: reprints have one origin.",
    }
    made: dict[str, object] = {
        "fact": _object({"value": _TEXT, **standing}, "A value.", but=("cited",)),
        "item": _object({"key": key, **standing, "fields": parts}, "An item of a group.", but=("cited",)),
        "evidence": _texts(evidence),
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
    """An object of nothing but texts that are all there."""
    return _object({name: _said(what) for name, what in properties.items()}, "")


_SENTENCE = {"sentence": "The sentence of the article.", "words": "The annotated words in it."}
_NAMED = {"kind": "Its kind.", "id": "Its id.", "name": "Its name.", "address": "Its page, from the root."}
_HEAD: dict[str, object] = {
    "$schema": _said("Where this schema lies."),
    "root": _said("Where all addresses in the file begin: the site's own, or the way there from the file."),
    "address": _said("The page, from the root."),
    "kind": _said("The kind of thing."),
    "id": _said("Its id, unique over all kinds."),
    "name": _said("Its name."),
}
SCHEMAS: dict[str, Callable[[], bytes]] = {"schema/record.json": record_schema, "schema/article.json": article_schema}
