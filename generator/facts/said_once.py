"""What an article says of a person once: it holds at all mentions of the person in that article."""

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
    """A value, and the annotation that gives it."""

    value: str
    annotation: int


@dataclass(frozen=True, slots=True)
class Sayings:
    """The mentions of each thing in an article that give something to be said once, by kind and id, in their order."""

    annotations: Sequence[Annotation]
    mentions: Mapping[tuple[str, str | None], Sequence[int]]

    def of(self, field: Field, index: int) -> Saying | None:
        """The value that holds for a field at a mention which gives none.

        It is the last one that was given before, else the first one that is given after; None where nobody gives one,
        and for a field that is not said once.
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
    """What an article gives once."""
    found: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for index, annotation in enumerate(article.annotations):
        if annotation.id and any(attribute.key in _ATTRIBUTES for attribute in annotation.attributes):
            found[annotation.kind, annotation.id].append(index)
    return Sayings(article.annotations, found)


def first_value(field: Field, annotation: Annotation) -> str | None:
    """The value of the first attribute that can fill a field and does."""
    for attribute in field.attributes:
        value = annotation.get(attribute)
        if value is not None and (not field.choices or value in (choice.value for choice in field.choices)):
            return value
    return None
