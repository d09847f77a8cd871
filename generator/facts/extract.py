"""An article to the facts that its annotations assert."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.articles.model import Annotation, Article
from generator.facts.annotation_schema import MENTIONED, ROLE, STATEMENTS, UNNAMED, Container, Word, vocabulary
from generator.facts.model import Fact, Slot
from generator.facts.naming import PERSON, name_in
from generator.facts.said_once import Sayings, first_value, sayings
from generator.schema.model import Field, Ref, Schema

HOLDERS = ("for", "about", "topic")
"""Whose record holds what an unnamed speaker says: the first that the annotation gives."""
LABEL = Slot("label")
"""The slot of the words by which an article calls a thing: no field of a record, but where names come from."""

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
"""Commas that American typography sets inside the marks, and that belong to the sentence around them."""


@dataclass(frozen=True, slots=True)
class _Reading:
    article: Article
    schema: Schema
    words: Mapping[str, Word]
    kinds: Mapping[str, str]
    sayings: Sayings

    def fact(self, subject: Ref, slot: Slot, value: str, index: int, *, carried: bool = False) -> Fact:
        return Fact(subject, slot, value, self.article.id, index, self.article.annotations[index].span, carried)


def extract(article: Article, schema: Schema, kinds: Mapping[str, str]) -> tuple[Fact, ...]:
    """All facts of an article that `facts.check` found sound, in the order of its annotations.

    `kinds` maps every known id to the name of its kind: a quotation about a meeting goes to the meeting.
    """
    reading = _Reading(article, schema, vocabulary(schema), kinds, sayings(article))
    facts = (fact for index in range(len(article.annotations)) for fact in _annotation(reading, index))
    unique: dict[object, Fact] = {}
    for fact in facts:
        key = (fact.annotation, fact.subject, fact.slot, fact.value)
        if key not in unique or not fact.carried:
            unique[key] = fact
    return tuple(unique.values())


def words_said(label: str) -> str:
    """The words of a quotation's label: without its outer quotation marks, and without a comma at their end.

    `"Speed is not the object,"` and `Speed is not the object` are the same words.
    """
    words = label.strip()
    while (inner := _unquoted(words.rstrip(_TRAILING).rstrip())) is not None:
        words = inner
    return words.rstrip(_TRAILING).rstrip()


def _unquoted(text: str) -> str | None:
    """A text without one pair of marks around the whole of it; None where there is none."""
    for opening, closing in _PAIRS:
        inner = text[1:-1]
        if len(text) > 1 and text[0] == opening and text[-1] == closing and _is_one_pair(inner, opening, closing):
            return inner.strip()
    return None


def _is_one_pair(inner: str, opening: str, closing: str) -> bool:
    """Whether the marks around a text belong together, and are not the ends of two quotations: `“a” and “b”`."""
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
    if word.name == UNNAMED:
        yield from _unnamed(reading, index)
        return
    if word.kind and annotation.id:
        subject = Ref(word.kind.name, annotation.id)
        name = name_in(annotation.label, of_person=word.kind.schema_org == PERSON)
        if name and not annotation.is_block:
            yield reading.fact(subject, LABEL, name, index)
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
        value = first_value(field, annotation)
        if value is not None:
            yield reading.fact(subject, Slot(field.name), value, index)
        return
    item = {part.name: value for part in field.fields if (value := first_value(part, annotation)) is not None}
    if all(part.name in item for part in field.fields if part.required):
        said = {part.name: reading.sayings.of(part, index) for part in field.fields if part.name not in item}
        item |= {name: saying.value for name, saying in said.items() if saying and name in field.key}
        yield from _item(reading, subject, field, item, index)


def _taken(reading: _Reading, index: int, around: int, container: Container) -> Iterator[Fact]:
    """What the annotation says of the span around it."""
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
    """People whom the article does not name, in the words of the article."""
    annotation = reading.article.annotations[index]
    around, container = container_of(reading.article.annotations, index, reading.words)
    meeting = reading.article.annotations[around].id if container else None
    if container and meeting:
        item = {part.name: value for part in container.field.fields if (value := first_value(part, annotation))}
        item |= {"who": annotation.label, "article": reading.article.id}
        yield from _item(reading, Ref(container.kind.name, meeting), container.field, item, index)


def _statement(reading: _Reading, index: int) -> Iterator[Fact]:
    """An account of the thing that it is about, where that has accounts; else a statement of its speaker."""
    annotation = reading.article.annotations[index]
    item = {
        field.name: value for field in reading.schema.statement if (value := first_value(field, annotation)) is not None
    }
    item.setdefault("says", words_said(annotation.label))
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
