"""Validate the names in a schema: they become URLs, file names, columns, and words in articles."""

import re
from collections.abc import Iterable, Iterator

from generator.schema.model import Field, Kind
from generator.values import value_type

ADDRESSES = frozenset(
    (
        *(
            "404",
            "articles",
            "assets",
            "codebook",
            "corrections",
            "downloads",
            "map",
            "people-by-side",
            "quality",
            "schema",
            "search",
        ),
        *("timeline", "who-met-whom"),
    )
)
"""First URL segments that the site uses for other pages."""
TEMPLATES = frozenset(
    (
        "article",
        "articles",
        "codebook",
        "downloads",
        "list",
        "home",
        "index",
        "pair",
        "people",
        "quality",
        "thing",
        "timeline",
    )
)
"""Templates of pages that belong to no kind."""
HEADS = frozenset(("date", "quote", "paraphrase", "unnamed"))
"""Words that begin an annotation without a kind."""
DEPTH = 2
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_COLUMN = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_BROKEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

SchemaFault = tuple[str, str]
"""A message, and the key that it concerns."""


def faults_of_kind(kind: Kind) -> Iterator[SchemaFault]:
    """Faults of one kind, regardless of the others."""
    if value_type("id").check(kind.name) or not kind.name[:1].isalpha() or kind.name in TEMPLATES:
        yield f"`{kind.name}` can't name a kind: choose another file name", ""
    if value_type("id").check(kind.plural) or kind.plural in ADDRESSES:
        yield f"the plural `{kind.plural}` makes no unique URL: use lower-case letters, such as `treaties`", "plural"
    if not _WORD.fullmatch(kind.annotation) or kind.annotation in HEADS:
        yield f"`{kind.annotation}` can't begin an annotation: use lower-case letters, such as `treaty`", "annotation"
    for field in kind.fields:
        yield from faults_of_field(field, 1)
    yield from _faults_of_order(kind)


def faults_of_field(field: Field, depth: int) -> Iterator[SchemaFault]:
    """Faults of a field inside `depth` - 1 groups."""
    if not _COLUMN.fullmatch(field.name) or field.name == "id":
        yield f"`{field.name}` can't name a field: use lower-case letters, such as `signed_on`", field.name
    for word in field.attributes:
        if not _WORD.fullmatch(word) or word == "as":
            yield f"`{word}` can't name an attribute: use lower-case letters, such as `signed-on`", "attributes"
    if field.type in ("group", "sources") and field.attributes:
        yield f"field `{field.name}` has no single value, so attributes can't fill it", "attributes"
    if field.type == "group":
        yield from _faults_of_group(field, depth)
    elif field.fields:
        yield f"field `{field.name}` has fields but is not a group", field.name
    if field.type == "reference" and not field.to:
        yield f"field `{field.name}` is a reference but does not say to which kinds (`to`)", field.name
    if field.type == "choice" and not field.choices:
        yield f"field `{field.name}` is a choice but has no values", field.name


def faults_between(kind: Kind, others: Iterable[Kind]) -> Iterator[SchemaFault]:
    """Names that two kinds have in common; `others` are the kinds read before."""
    for other in others:
        if other.name == kind.name:
            continue
        if other.plural == kind.plural:
            yield f"the kind `{other.name}` already has the plural `{kind.plural}`", "plural"
        if other.annotation == kind.annotation:
            yield f"the kind `{other.name}` already has the annotation `{kind.annotation}`", "annotation"


def broken(text: str) -> str:
    """The first character of a text that no page can show, as `U+001B`; "" if there is none."""
    found = _BROKEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def _faults_of_group(field: Field, depth: int) -> Iterator[SchemaFault]:
    if depth == DEPTH:
        yield f"field `{field.name}` is a group inside a group", field.name
        return
    names = [inner.name for inner in field.fields]
    for key in field.key:
        if names and key not in names:
            yield f"the key `{key}` of `{field.name}` is not one of its fields", "key"
    for inner in field.fields:
        if inner.many or inner.type == "sources":
            yield f"`{inner.name}` in the group `{field.name}` can have only one value", inner.name
        yield from faults_of_field(inner, depth + 1)


def _faults_of_order(kind: Kind) -> Iterator[SchemaFault]:
    dated = kind.field(kind.timeline) if kind.timeline else None
    if kind.timeline and (dated is None or dated.type != "date" or dated.many):
        yield f"the timeline `{kind.timeline}` is not a date field of the kind", "timeline"
