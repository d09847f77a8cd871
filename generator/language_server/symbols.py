"""The ids in articles and records: the one at an offset, where each is used, and where it is described."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.articles.model import Annotation
from generator.articles.read import read_readable
from generator.language_server.project_view import ProjectView
from generator.project.files import ARTICLES, RECORDS
from generator.project.loader import record_path
from generator.refactor import occurrences
from generator.schema.model import Ref
from generator.text.source import SourceText, Span
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IN_BRACES = re.compile(r"=\"?$")
_IN_YAML = re.compile(r"(?:^[ \t]*-[ \t]+|:[ \t]+|[\[{,][ \t]*)[\"']?$")
_LONGEST = 200


class Symbol(NamedTuple):
    """An id in a file, and the span of it."""

    id: str
    span: Span


def symbol_at(view: ProjectView, source: SourceText, offset: int) -> Symbol | None:
    """The id at an offset, in an attribute or a field; else that of the annotated words there, or of the record."""
    line_start = source.line_start(source.position(offset)[0])
    for match in _ID.finditer(source.line_at(offset)[: _LONGEST * 10]):
        start, end = match.start() + line_start, match.end() + line_start
        if start <= offset <= end:
            before = source.text[line_start:start]
            is_value = (_IN_BRACES if source.path.startswith(ARTICLES) else _IN_YAML).search(before)
            if is_value and (match.group() in view.kinds or source.path.startswith(ARTICLES)):
                return Symbol(match.group(), source.span(start, end))
    annotation = annotation_at(view, source, offset)
    if annotation and annotation.id and annotation.kind != "date":
        return Symbol(annotation.id, annotation.head)
    own = record_of(view, source.path)
    return Symbol(own.id, source.span(0, 0)) if own and offset == 0 else None


def annotations_of(view: ProjectView, source: SourceText) -> tuple[Annotation, ...]:
    """The annotations of an article that can be read, in the order of the text."""
    article = view.articles.get(source.path)
    if article is None or article.source.text != source.text:
        article, _ = read_readable(source) if source.path.startswith(ARTICLES) else (None, ())
    return article.annotations if article else ()


def annotation_at(view: ProjectView, source: SourceText, offset: int) -> Annotation | None:
    """The innermost annotation around an offset, if the article can be read."""
    around = [each for each in annotations_of(view, source) if each.span.start <= offset <= each.span.end]
    return min(around, key=lambda each: each.span.end - each.span.start, default=None)


def record_of(view: ProjectView, path: str) -> Ref | None:
    """The thing whose record a path is."""
    folder, _, name = path.removeprefix(f"{RECORDS}/").rpartition("/")
    kind = next((each for each in view.schema.kinds if each.plural == folder), None)
    return Ref(kind.name, name.removesuffix(".yaml")) if kind and path.startswith(RECORDS) else None


def definition(view: ProjectView, id_: str) -> Span | None:
    """The record of an id; else where an article names it first."""
    ref = view.ref(id_)
    if ref is None:
        return None
    source = view.source(record_path(ref, view.schema))
    if source:
        return source.whole()
    return next((span for span in references(view, id_)), None)


def references(view: ProjectView, id_: str) -> Iterator[Span]:
    """All places where articles and records name an id."""
    for article in view.articles.values():
        yield from occurrences.in_article(article, id_, view.schema)
    for ref, record in view.base.records.items():
        kind = view.schema.kind(ref.kind)
        for path in occurrences.in_record(record.tree, kind, id_, "reference") if kind else ():
            node = _node(record.tree, path)
            yield record.source.span(node.start, node.end)


def _node(tree: YamlNode, path: tuple[str | int, ...]) -> YamlNode:
    for step in path:
        if isinstance(tree, YamlMapping) and isinstance(step, str):
            tree = next(value for name, value in tree.entries if name.value == step)
        elif isinstance(tree, YamlList) and isinstance(step, int):
            tree = tree.values[step]
    return tree
