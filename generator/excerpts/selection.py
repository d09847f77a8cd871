"""Which pieces of an article carry facts."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.articles.excerpt import Layout
from generator.articles.model import Annotation, Article
from generator.facts.annotation_schema import annotation_types
from generator.facts.extract import LABEL
from generator.facts.model import Fact
from generator.schema.model import Ref, Schema


def select_pieces(
    article: Article, parts: Layout, facts: Sequence[Fact], schema: Schema, whole: Collection[Ref] = ()
) -> frozenset[int]:
    """The numbers of the pieces that carry the article's facts; for the things in `whole`, all that name them.

    Of sentences that only name a thing, the first with each of its names is kept.
    """
    stated = {fact.annotation for fact in facts if fact.slot != LABEL}
    kept: set[int] = set()
    for index, annotation in enumerate(article.annotations):
        if index in stated or annotation.attributes or annotation.id is None or _ref(annotation, schema) in whole:
            kept |= _pieces_of(annotation, parts)
    names = [((fact.subject, fact.value), article.annotations[fact.annotation]) for fact in facts if fact.slot == LABEL]
    things = [(ref, annotation) for annotation in article.annotations if (ref := _ref(annotation, schema))]
    for group in (names, things):
        known = {key for key, annotation in group if _pieces_of(annotation, parts) <= kept}
        for key, annotation in group:
            if key not in known:
                known.add(key)
                kept |= _pieces_of(annotation, parts)
    return frozenset(kept)


def annotated_pieces(article: Article, parts: Layout) -> frozenset[int]:
    """The numbers of all pieces with an annotation."""
    return frozenset(number for annotation in article.annotations for number in _pieces_of(annotation, parts))


def _ref(annotation: Annotation, schema: Schema) -> Ref | None:
    type_ = annotation_types(schema).get(annotation.kind)
    return Ref(type_.kind.name, annotation.id) if type_ and type_.kind and annotation.id else None


def _pieces_of(annotation: Annotation, parts: Layout) -> set[int]:
    """The pieces that an annotation needs: of a block about a thing only the first, which is its evidence."""
    if not annotation.is_block:
        return set(_touched(annotation, parts))
    span = annotation.span
    inside = (n for n, piece in enumerate(parts.pieces) if span.start <= piece.file_start < span.end)
    return set(inside if annotation.id is None else _first(inside))


def _touched(annotation: Annotation, parts: Layout) -> Iterator[int]:
    for number, piece in enumerate(parts.pieces):
        end = max(annotation.end, annotation.start + 1)
        if piece.block == annotation.block and piece.start < end and piece.end > annotation.start:
            yield number


def _first(numbers: Iterable[int]) -> Iterator[int]:
    for number in numbers:
        yield number
        return
