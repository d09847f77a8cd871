"""What a schema's words must be like, because they become addresses, file names, columns and words of articles."""

import re
from collections.abc import Iterable, Iterator

from generator.schema.model import Field, Kind
from generator.values import value_type

ADDRESSES = frozenset(
    (
        *("404", "articles", "assets", "codebook", "downloads", "map", "people-by-side", "quality", "schema", "search"),
        *("timeline", "who-met-whom"),
    )
)
"""The first words of addresses that the site has for other pages."""
TEMPLATES = frozenset(
    (
        "article",
        "articles",
        "codebook",
        "downloads",
        "further",
        "home",
        "index",
        "pair",
        "people",
        "quality",
        "thing",
        "timeline",
    )
)
"""Templates of other pages than those of a kind."""
HEADS = frozenset(("date", "quote", "paraphrase"))
"""Words that begin an annotation of no kind."""
DEPTH = 2
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_COLUMN = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_BROKEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

SchemaFault = tuple[str, str]
"""What is wrong, and the key that it concerns."""


def faults_of_kind(kind: Kind) -> Iterator[SchemaFault]:
    """What makes a kind unfit, whatever other kinds there are."""
    if value_type("id").check(kind.name) or not kind.name[:1].isalpha() or kind.name in TEMPLATES:
        yield f"`{kind.name}` can't name a kind: take another word for the file's name", ""
    if value_type("id").check(kind.plural) or kind.plural in ADDRESSES:
        yield f"the plural `{kind.plural}` makes no address of its own: write small letters, as in `treaties`", "plural"
    if not _WORD.fullmatch(kind.annotation) or kind.annotation in HEADS:
        yield f"`{kind.annotation}` is no word that can begin an annotation of a kind", "annotation"
    for field in kind.fields:
        yield from faults_of_field(field, 1)
    yield from _faults_of_order(kind)


def faults_of_field(field: Field, depth: int) -> Iterator[SchemaFault]:
    """What makes a field unfit, `depth` groups deep."""
    if not _COLUMN.fullmatch(field.name) or field.name == "id":
        yield f"`{field.name}` can't name a field: write small letters, as in `signed_on`", field.name
    for word in field.attributes:
        if not _WORD.fullmatch(word) or word == "as":
            yield f"`{word}` can't name an attribute: write small letters, as in `signed-on`", "attributes"
    if field.type in ("group", "sources") and field.attributes:
        yield f"field `{field.name}` is no single value, which attributes fill", "attributes"
    if field.type == "group":
        yield from _faults_of_group(field, depth)
    elif field.fields:
        yield f"field `{field.name}` has fields and is no group", field.name
    if field.type == "reference" and not field.to:
        yield f"field `{field.name}` is a reference and says not of which kinds (`to`)", field.name
    if field.type == "choice" and not field.choices:
        yield f"field `{field.name}` is a choice and has no values", field.name


def faults_between(kind: Kind, others: Iterable[Kind]) -> Iterator[SchemaFault]:
    """What two kinds can't have in common; `others` are those that were read before."""
    for other in others:
        if other.name == kind.name:
            continue
        if other.plural == kind.plural:
            yield f"the plural `{kind.plural}` is that of the kind `{other.name}`", "plural"
        if other.annotation == kind.annotation:
            yield f"the annotation `{kind.annotation}` is that of the kind `{other.name}`", "annotation"


def broken(text: str) -> str:
    """The first character of a text that no page can show, as `U+001B`; "" where there is none."""
    found = _BROKEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def _faults_of_group(field: Field, depth: int) -> Iterator[SchemaFault]:
    if depth == DEPTH:
        yield f"field `{field.name}` is a group inside a group", field.name
        return
    names = [inner.name for inner in field.fields]
    for key in field.key:
        if names and key not in names:
            yield f"the key `{key}` of `{field.name}` is none of its fields", "key"
    for inner in field.fields:
        if inner.many or inner.type == "sources":
            yield f"`{inner.name}` in the group `{field.name}` can hold one value only", inner.name
        yield from faults_of_field(inner, depth + 1)


def _faults_of_order(kind: Kind) -> Iterator[SchemaFault]:
    dated = kind.field(kind.timeline) if kind.timeline else None
    if kind.timeline and (dated is None or dated.type != "date" or dated.many):
        yield f"the timeline `{kind.timeline}` is no date field of the kind", "timeline"
