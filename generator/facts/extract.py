"""An article to the facts that its annotations assert."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.articles.model import Annotation, Article
from generator.facts.annotation_schema import MENTIONED, ROLE, STATEMENTS, Container, Word, vocabulary
from generator.facts.model import Fact, Slot
from generator.schema.model import Field, Ref, Schema

LABEL = Slot("label")
"""The slot of the words by which an article calls a thing: no field of a record, but where names come from."""

_QUOTED = re.compile(r"""^["“”„«‘'](.*)["“”»’']$""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Reading:
    article: Article
    schema: Schema
    words: Mapping[str, Word]
    kinds: Mapping[str, str]

    def fact(self, subject: Ref, slot: Slot, value: str, index: int) -> Fact:
        return Fact(subject, slot, value, self.article.id, index, self.article.annotations[index].span)


def extract(article: Article, schema: Schema, kinds: Mapping[str, str]) -> tuple[Fact, ...]:
    """All facts of an article that `facts.check` found sound, in the order of its annotations.

    `kinds` maps every known id to the name of its kind: a quotation about a meeting goes to the meeting.
    """
    reading = _Reading(article, schema, vocabulary(schema), kinds)
    facts = (fact for index in range(len(article.annotations)) for fact in _annotation(reading, index))
    unique = {(fact.annotation, fact.subject, fact.slot, fact.value): fact for fact in facts}
    return tuple(unique.values())


def words_said(label: str) -> str:
    """The label of a quotation without its outer quotation marks."""
    match = _QUOTED.match(label)
    return match.group(1).strip() if match else label


def container_of(
    annotations: Sequence[Annotation], index: int, words: Mapping[str, Word]
) -> tuple[int, Container | None]:
    """The nearest span around an annotation that could take it, by index (-1: none), and the field that does."""
    annotation = annotations[index]
    word = words[annotation.kind]
    around = annotation.parent
    while around >= 0:
        outer = annotations[around]
        options = [option for option in word.containers if option.kind.annotation == outer.kind]
        if options:
            return around, next((option for option in options if _takes(option, annotation, outer)), None)
        around = outer.parent
    return -1, None


def _takes(option: Container, annotation: Annotation, outer: Annotation) -> bool:
    role = annotation.get(ROLE)
    if role is not None:
        return role == option.taken.role
    return option.taken.block if outer.is_block else option.taken.inline


def _annotation(reading: _Reading, index: int) -> Iterator[Fact]:
    annotation = reading.article.annotations[index]
    word = reading.words[annotation.kind]
    if word.name in STATEMENTS:
        yield from _statement(reading, index)
        return
    if word.kind and annotation.id:
        subject = Ref(word.kind.name, annotation.id)
        if annotation.label and not annotation.is_block:
            yield reading.fact(subject, LABEL, annotation.label, index)
        for field in word.kind.fields:
            if not field.statement and not field.takes:
                yield from _own(reading, subject, field, index)
        yield from _dated(reading, subject, word, index)
    if annotation.get(ROLE) != MENTIONED:
        around, container = container_of(reading.article.annotations, index, reading.words)
        if container:
            yield from _taken(reading, index, around, container)


def _dated(reading: _Reading, subject: Ref, word: Word, index: int) -> Iterator[Fact]:
    """Plain fields that spans inside fill can be given as attributes too: `on=`, `place=` of a meeting."""
    for field in word.kind.fields if word.kind else ():
        if field.takes and not field.fields:
            yield from _own(reading, subject, field, index)


def _own(reading: _Reading, subject: Ref, field: Field, index: int) -> Iterator[Fact]:
    """What the annotation's attributes say of the thing itself."""
    annotation = reading.article.annotations[index]
    if not field.fields:
        value = _first(field, annotation)
        if value is not None:
            yield reading.fact(subject, Slot(field.name), value, index)
        return
    item = {part.name: value for part in field.fields if (value := _first(part, annotation)) is not None}
    if all(part.name in item for part in field.fields if part.required):
        yield from _item(reading, subject, field, item, index)


def _first(field: Field, annotation: Annotation) -> str | None:
    """The value of the first attribute that can fill a field and does."""
    for attribute in field.attributes:
        value = annotation.get(attribute)
        if value is not None and (not field.choices or value in (choice.value for choice in field.choices)):
            return value
    return None


def _taken(reading: _Reading, index: int, around: int, container: Container) -> Iterator[Fact]:
    """What the annotation says of the span around it."""
    annotation, outer = reading.article.annotations[index], reading.article.annotations[around]
    if outer.id is None or annotation.id is None:
        return
    subject, field = Ref(container.kind.name, outer.id), container.field
    if not field.fields:
        yield reading.fact(subject, Slot(field.name), annotation.id, index)
        return
    item = {part.name: value for part in field.fields if (value := _first(part, annotation)) is not None}
    item |= {part.name: annotation.id for part in field.fields if part.name in field.key and not part.attributes}
    yield from _item(reading, subject, field, item, index)


def _statement(reading: _Reading, index: int) -> Iterator[Fact]:
    """An account of the thing that it is about, where that has accounts; else a statement of its speaker."""
    annotation = reading.article.annotations[index]
    item = {field.name: value for field in reading.schema.statement if (value := _first(field, annotation)) is not None}
    item.setdefault("says", words_said(annotation.label))
    if annotation.kind != STATEMENTS[0]:
        item["form"] = annotation.kind
    for role in ("about", "by"):
        owner = reading.schema.kind(reading.kinds.get(item.get(role, ""), ""))
        field = next((field for field in owner.fields if field.statement == role), None) if owner else None
        if owner and field:
            yield from _item(reading, Ref(owner.name, item[role]), field, item, index)
            return


def _item(reading: _Reading, subject: Ref, field: Field, item: Mapping[str, str], index: int) -> Iterator[Fact]:
    key = tuple(item.get(name, "") for name in field.key)
    yield reading.fact(subject, Slot(field.name, key), "", index)
    for part in field.fields:
        if part.name in item and part.name not in field.key:
            yield reading.fact(subject, Slot(field.name, key, part.name), item[part.name], index)
