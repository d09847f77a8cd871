"""Find the occurrences of an id: in annotations of articles, in references and sources of records."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from generator.articles.model import Article
from generator.facts.annotation_schema import annotation_types
from generator.records.yaml_document import YamlPath
from generator.schema.model import Field, Kind, Schema
from generator.text.source import Span
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

ReferenceType: TypeAlias = Literal["reference", "source"]
"""The type of fields that name things, or of fields that name articles."""


def in_article(article: Article, id_: str, schema: Schema) -> Iterator[Span]:
    """The spans of an id in the heads and attributes of an article's annotations, without quotation marks."""
    types = annotation_types(schema)
    for annotation in article.annotations:
        type_ = types[annotation.kind]
        if type_.kind and annotation.id == id_:
            yield _bare(annotation.head, id_)
        for attribute in annotation.attributes:
            fields = type_.attributes.get(attribute.key, ())
            if attribute.value == id_ and any(field.type == "reference" for field in fields):
                yield _bare(attribute.value_span, id_)


def in_record(tree: YamlMapping, kind: Kind, id_: str, type_: ReferenceType) -> Iterator[YamlPath]:
    """The paths of the values of a record that name a thing, or an article as their source."""
    for name, node in tree.entries:
        field = kind.field(name.value)
        if field and field.type == "sources":
            found = _sources(node, (name.value,)) if type_ == "source" else iter(())
        else:
            found = _texts(field, node, type_, (name.value,)) if field else iter(())
        yield from (path for path, text in found if text.value == id_)


def _texts(field: Field, node: YamlNode, type_: str, path: YamlPath) -> Iterator[tuple[YamlPath, YamlText]]:
    """The texts of fields of a type, with their paths."""
    match node:
        case YamlText() if field.type == type_:
            yield path, node
        case YamlList():
            for at, value in enumerate(node.values):
                yield from _texts(field, value, type_, (*path, at))
        case YamlMapping():
            parts = {part.name: part for part in field.fields}
            for name, value in node.entries:
                if name.value in parts:
                    yield from _texts(parts[name.value], value, type_, (*path, name.value))


def _sources(node: YamlNode, path: YamlPath) -> Iterator[tuple[YamlPath, YamlText]]:
    for name, value in node.entries if isinstance(node, YamlMapping) else ():
        if isinstance(value, YamlText):
            yield (*path, name.value), value


def _bare(span: Span, id_: str) -> Span:
    """The span of the id at the end of a head or a value, without the quotation mark after it."""
    end = span.end - span.text.endswith('"')
    return span.source.span(end - len(id_), end)
