"""Attributes that an article gives once for a person: they apply to all of its mentions of that person."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from generator.articles.model import Annotation, Article
from generator.schema.model import Field

_ATTRIBUTES = frozenset({"role", "country", "org", "for"})


class Saying(NamedTuple):
    """A value, and the index of the annotation that gives it."""

    value: str
    annotation: int


@dataclass(frozen=True, slots=True)
class Sayings:
    """The mentions with such attributes in an article, in order, by the kind and id of the thing."""

    annotations: Sequence[Annotation]
    mentions: Mapping[tuple[str, str | None], Sequence[int]]

    def of(self, field: Field, index: int) -> Saying | None:
        """The value of a field at a mention that does not give it.

        It is the nearest one before the mention, or else the first one after it; None if no mention gives it, or if
        the field has no such attribute.
        """
        if not field.attributes or not _ATTRIBUTES.issuperset(field.attributes):
            return None
        annotation = self.annotations[index]
        mentions = self.mentions.get((annotation.kind, annotation.id), ())
        at = bisect_left(mentions, index)
        for place in chain(range(at - 1, -1, -1), range(at, len(mentions))):
            value = first_value(field, self.annotations[mentions[place]])
            if value is not None:
                return Saying(value, mentions[place])
        return None


def sayings(article: Article) -> Sayings:
    """Collect an article's mentions with attributes that are given once."""
    found: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for index, annotation in enumerate(article.annotations):
        if annotation.id and any(attribute.key in _ATTRIBUTES for attribute in annotation.attributes):
            found[annotation.kind, annotation.id].append(index)
    return Sayings(article.annotations, found)


def first_value(field: Field, annotation: Annotation) -> str | None:
    """The value of the first attribute that fills a field."""
    for attribute in field.attributes:
        value = annotation.get(attribute)
        if value is not None and (not field.choices or value in (choice.value for choice in field.choices)):
            return value
    return None
