"""Extract the facts that an article's annotations state."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern

from generator.articles.model import Annotation, Article
from generator.facts.annotation_schema import (
    MENTIONED,
    ROLE,
    STATEMENTS,
    UNNAMED,
    AnnotationType,
    Container,
    annotation_types,
)
from generator.facts.model import Fact, Slot
from generator.facts.naming import PERSON, name_in, without_article
from generator.facts.said_once import Sayings, first_value, sayings
from generator.schema.model import Field, Ref, Schema

HOLDERS = ("for", "about", "topic")
"""The attributes whose record gets the words of an unnamed speaker: the first one that is present."""
LABEL = Slot("label")
"""The slot of the words that an article uses for a thing: not a field of a record, but the source of its name."""

_PAIRS = (
    *(("“", "”"), ("„", "“"), ("„", "”"), ("”", "”"), ("«", "»"), ("»", "«"), ("‘", "’"), ("‚", "‘"), ("‚", "’")),
    *(
        ("‹", "›"),
        ("›", "‹"),
        ("「", "」"),
        ("『", "』"),
        ("〈", "〉"),
        ("《", "》"),
        ("＂", "＂"),
        ('"', '"'),
        ("'", "'"),
    ),
    *(("“", "“"), ("„", '"'), ("“", '"'), ("’", "’"), ("‟", "”"), ("〝", "〞"), ("「", "」")),
)
"""Quotation marks of the world's languages, opening and closing."""
_TRAILING = ",;"
"""Punctuation of the surrounding sentence that American typography puts inside the quotation marks."""


@dataclass(frozen=True, slots=True)
class _Reading:
    article: Article
    schema: Schema
    types: Mapping[str, AnnotationType]
    kinds: Mapping[str, str]
    sayings: Sayings

    def fact(self, subject: Ref, slot: Slot, value: str, index: int, *, carried: bool = False) -> Fact:
        span = self.article.annotations[index].span
        return Fact(_shared_ref(subject), _shared_slot(slot), intern(value), self.article.id, index, span, carried)


@cache
def _shared_ref(ref: Ref) -> Ref:
    """The same object for equal references: what is kept of all facts is a third smaller so, and read faster."""
    return ref


@cache
def _shared_slot(slot: Slot) -> Slot:
    """The same object for equal slots."""
    return slot


def speakers_of(article: Article) -> frozenset[str]:
    """The ids whose kinds `extract` needs for an article: those that its quotations speak for, or of."""
    statements = (annotation for annotation in article.annotations if annotation.kind in STATEMENTS)
    return frozenset(attribute.value for annotation in statements for attribute in annotation.attributes)


def extract(article: Article, schema: Schema, kinds: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return all facts of an article that `facts.check` found valid, in the order of its annotations.

    `kinds` maps the known ids among `speakers_of` to the names of their kinds: a quotation about a meeting goes to the
    meeting.
    """
    reading = _Reading(article, schema, annotation_types(schema), kinds, sayings(article))
    facts = (fact for index in range(len(article.annotations)) for fact in _annotation(reading, index))
    unique: dict[object, Fact] = {}
    for fact in facts:
        key = (fact.annotation, fact.subject, fact.slot, fact.value)
        if key not in unique or not fact.carried:
            unique[key] = fact
    return tuple(unique.values())


@lru_cache(maxsize=8192)
def words_said(label: str) -> str:
    """The words of a quotation's label, without the outer quotation marks and a comma at the end.

    `"Speed is not the object,"` and `Speed is not the object` are the same words.
    """
    words = label.strip()
    while (inner := _unquoted(words.rstrip(_TRAILING).rstrip()) or _unquoted(words.removesuffix("."))) is not None:
        words = inner
    return words.rstrip(_TRAILING).rstrip()


def words_of(annotation: Annotation) -> str:
    """The words of a quotation or paraphrase as records have them."""
    given = annotation.get("says")
    return words_said(annotation.label) if given is None else given


def _unquoted(text: str) -> str | None:
    """The text inside one pair of marks around all of it; None if there is no such pair."""
    for opening, closing in _PAIRS:
        inner = text[1:-1]
        if len(text) > 1 and text[0] == opening and text[-1] == closing and _is_one_pair(inner, opening, closing):
            return inner.strip()
    return None


def _is_one_pair(inner: str, opening: str, closing: str) -> bool:
    """Whether the marks around a text are one pair, not the ends of two quotations: `“a” and “b”`."""
    if opening == closing:
        return opening not in inner or opening in "'’"
    if closing == "’":
        return opening not in inner
    depth = 1
    for char in inner:
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return False
    return True


def container_of(
    annotations: Sequence[Annotation], index: int, types: Mapping[str, AnnotationType]
) -> tuple[int, Container | None]:
    """The index of the nearest span around an annotation that could contain it (-1: none), and the field it fills."""
    annotation = annotations[index]
    type_ = types[annotation.kind]
    around = annotation.parent
    while around >= 0:
        outer = annotations[around]
        options = [option for option in type_.containers if option.kind.annotation == outer.kind]
        if options:
            return around, next((option for option in options if _accepts(option, annotation, outer)), None)
        around = outer.parent
    return -1, None


def _accepts(option: Container, annotation: Annotation, outer: Annotation) -> bool:
    role = annotation.get(ROLE)
    if role is not None:
        return role == option.rule.role
    return option.rule.block if outer.is_block else option.rule.inline


def _annotation(reading: _Reading, index: int) -> Iterator[Fact]:
    annotation = reading.article.annotations[index]
    type_ = reading.types[annotation.kind]
    if type_.name in STATEMENTS:
        yield from _statement(reading, index)
        return
    if type_.name == UNNAMED:
        yield from _unnamed(reading, index)
        return
    if type_.kind and annotation.id:
        subject = Ref(type_.kind.name, annotation.id)
        of_person = type_.kind.schema_org == PERSON
        name = name_in(annotation.label, of_person=of_person)
        name = name if of_person else without_article(name, annotation.id)
        if name and not annotation.is_block:
            yield reading.fact(subject, LABEL, name, index)
        for field in type_.kind.fields:
            if not field.statement and not field.takes:
                yield from _own(reading, subject, field, index)
        yield from _plain_fields(reading, subject, type_, index)
    if annotation.get(ROLE) != MENTIONED:
        around, container = container_of(reading.article.annotations, index, reading.types)
        if container:
            yield from _contained(reading, index, around, container)


def _plain_fields(reading: _Reading, subject: Ref, type_: AnnotationType, index: int) -> Iterator[Fact]:
    """Plain fields that annotations inside the span fill can also be attributes: `on=`, `place=` of a meeting."""
    for field in type_.kind.fields if type_.kind else ():
        if field.takes and not field.fields:
            yield from _own(reading, subject, field, index)


def _own(reading: _Reading, subject: Ref, field: Field, index: int) -> Iterator[Fact]:
    """Facts that the annotation's attributes state about the thing itself."""
    annotation = reading.article.annotations[index]
    if not field.fields:
        value = first_value(field, annotation)
        if value is not None:
            yield reading.fact(subject, Slot(field.name), value, index)
        return
    item = {part.name: value for part in field.fields if (value := first_value(part, annotation)) is not None}
    if all(part.name in item for part in field.fields if part.required):
        said = {part.name: reading.sayings.of(part, index) for part in field.fields if part.name not in item}
        item |= {name: saying.value for name, saying in said.items() if saying and name in field.key}
        yield from _item(reading, subject, field, item, index)


def _contained(reading: _Reading, index: int, around: int, container: Container) -> Iterator[Fact]:
    """Facts that the annotation states about the thing of the span around it."""
    annotation, outer = reading.article.annotations[index], reading.article.annotations[around]
    if outer.id is None or annotation.id is None:
        return
    subject, field = Ref(container.kind.name, outer.id), container.field
    if not field.fields:
        yield reading.fact(subject, Slot(field.name), annotation.id, index)
        return
    item = {part.name: value for part in field.fields if (value := first_value(part, annotation)) is not None}
    item |= {part.name: annotation.id for part in field.fields if part.name in field.key and not part.attributes}
    yield from _item(reading, subject, field, item, index)
    key = tuple(item.get(name, "") for name in field.key)
    for part in field.fields:
        said = reading.sayings.of(part, index) if part.name not in item else None
        if said:
            yield reading.fact(subject, Slot(field.name, key, part.name), said.value, said.annotation, carried=True)


def _unnamed(reading: _Reading, index: int) -> Iterator[Fact]:
    """People without a name, in the article's words."""
    annotation = reading.article.annotations[index]
    around, container = container_of(reading.article.annotations, index, reading.types)
    meeting = reading.article.annotations[around].id if container else None
    if container and meeting:
        item = {part.name: value for part in container.field.fields if (value := first_value(part, annotation))}
        item |= {"who": annotation.label, "article": reading.article.id}
        yield from _item(reading, Ref(container.kind.name, meeting), container.field, item, index)


def _statement(reading: _Reading, index: int) -> Iterator[Fact]:
    """An account in the record that the statement is about, if its kind has accounts; else the speaker's statement."""
    annotation = reading.article.annotations[index]
    item = {
        field.name: value for field in reading.schema.statement if (value := first_value(field, annotation)) is not None
    }
    item["says"] = words_of(annotation)
    if "original" in item:
        item["original"] = words_said(item["original"])
    if annotation.kind != STATEMENTS[0]:
        item["form"] = annotation.kind
    owners = [("about", "about"), ("by", "by")]
    if "speaker" in item:
        item["article"] = reading.article.id
        owners = [("about", "about"), *((owner, "by") for owner in HOLDERS)]
    for name, role in owners:
        owner = reading.schema.kind(reading.kinds.get(item.get(name, ""), ""))
        field = next((field for field in owner.fields if field.statement == role), None) if owner else None
        if owner and field:
            yield from _item(reading, Ref(owner.name, item[name]), field, item, index)
            return


def _item(reading: _Reading, subject: Ref, field: Field, item: Mapping[str, str], index: int) -> Iterator[Fact]:
    key = tuple(item.get(name, "") for name in field.key)
    yield reading.fact(subject, Slot(field.name, key), "", index)
    for part in field.fields:
        if part.name in item and part.name not in field.key:
            yield reading.fact(subject, Slot(field.name, key, part.name), item[part.name], index)
