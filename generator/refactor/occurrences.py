"""Where an id stands: in the annotations of articles, in the references and sources of records."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from generator.articles.model import Article
from generator.facts.annotation_schema import annotation_types
from generator.records.model import Record
from generator.schema.model import Field, Kind, Schema
from generator.text.source import Span
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

ReferenceType: TypeAlias = Literal["reference", "source"]
"""The type of the fields that name things, and of those that name articles."""


class Occurrence(NamedTuple):
    """A value of a record that names something: its node, and whether it stands between brackets or braces."""

    node: YamlText
    flow: bool


def in_article(article: Article, id_: str, schema: Schema) -> Iterator[Span]:
    """The places of an id in an article's annotations, heads and attributes: its characters, no quotation marks."""
    types = annotation_types(schema)
    for annotation in article.annotations:
        type_ = types[annotation.kind]
        if type_.kind and annotation.id == id_:
            yield _bare(annotation.head, id_)
        for attribute in annotation.attributes:
            fields = type_.attributes.get(attribute.key, ())
            if attribute.value == id_ and any(field.type == "reference" for field in fields):
                yield _bare(attribute.value_span, id_)


def in_record(record: Record, kind: Kind, id_: str, type_: ReferenceType) -> Iterator[Occurrence]:
    """The values of a record that name a thing, or an article as their source."""
    for name, node in record.tree.entries:
        field = kind.field(name.value)
        if field is None:
            continue
        if field.type == "sources":
            found = list(_sources(node)) if type_ == "source" else []
        else:
            found = list(_named(field, node, type_, flow=record.tree.flow))
        yield from (named for named in found if named.node.value == id_)


def _named(field: Field, node: YamlNode, type_: str, *, flow: bool) -> Iterator[Occurrence]:
    match node:
        case YamlText() if field.type == type_:
            yield Occurrence(node, flow)
        case YamlList():
            for value in node.values:
                yield from _named(field, value, type_, flow=node.flow)
        case YamlMapping():
            parts = {part.name: part for part in field.fields}
            for name, value in node.entries:
                if name.value in parts:
                    yield from _named(parts[name.value], value, type_, flow=node.flow)


def _sources(node: YamlNode) -> Iterator[Occurrence]:
    if isinstance(node, YamlMapping):
        yield from (Occurrence(value, node.flow) for _, value in node.entries if isinstance(value, YamlText))


def _bare(span: Span, id_: str) -> Span:
    """The id at the end of a head or a value, the quotation mark behind it left out."""
    end = span.end - span.text.endswith('"')
    return span.source.span(end - len(id_), end)
