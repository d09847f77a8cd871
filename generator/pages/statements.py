"""All statements (quotations and paraphrases) of the records, by speaker, subject, topic and channel."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from generator.facts.extract import words_of
from generator.facts.model import Fact, Slot
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.per_record import ForEach, directly
from generator.schema.model import Ref
from generator.values import sort_key

_OWN = "own"


class Statement(NamedTuple):
    """A statement: its record and slot, and its fields by the schema's names ("" if absent)."""

    subject: Ref
    slot: Slot
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements, newest first, indexed by speaker, subject, topic and channel."""

    all: tuple[Statement, ...]
    naming: Mapping[str, Mapping[str, tuple[Statement, ...]]]

    def of(self, role: str, ref: Ref) -> tuple[Statement, ...]:
        """The statements that name a record as `by`, `about`, `topic`, `to`, `via` or `for`."""
        return self.naming.get(role, {}).get(ref.id, ())

    def own(self, ref: Ref) -> tuple[Statement, ...]:
        """The statements of a speaker, and of others on the speaker's behalf."""
        return self.of(_OWN, ref)


def fact_of_words(base: KnowledgeBase, statement: Statement) -> Fact | None:
    """The first fact from an article that has the statement in these words, not in those of its original."""
    facts = base.evidence.get(statement.subject, {}).get((statement.slot, ""), ())
    words = statement.parts["says"]
    return next((f for f in facts if words_of(base.articles[f.article].annotations[f.annotation]) == words), None)


def statement_id(page: str, slot: Slot) -> str:
    """The permanent id of the statement in a slot of the record at a permanent address."""
    return str(uuid5(NAMESPACE_URL, f"communique:{page}#{slot_id(slot)}"))


def slot_id(slot: Slot) -> str:
    """The permanent id of a statement on its page; an unnamed speaker joined the key later, and changes no id."""
    key = slot.key if any(slot.key[2:]) else slot.key[:2]
    return str(uuid5(NAMESPACE_URL, "\n".join((slot.field, *key))))


def language_of_words(base: KnowledgeBase, statement: Statement) -> str:
    """The language of a statement's words: the one given for them, or else that of the article; "" if unknown."""
    if statement.parts["language"] and not statement.parts["original"]:
        return statement.parts["language"]
    fact = fact_of_words(base, statement)
    return base.fronts[fact.article].language if fact else ""


def gather_statements(base: KnowledgeBase, for_each: ForEach | None = None) -> Statements:
    """All statements of a knowledge base; those without a date come last."""
    kinds = {kind.name for kind in base.schema.kinds if any(field.statement for field in kind.fields)}
    refs = [ref for ref in base.records if ref.kind in kinds]
    own = (for_each or directly(base))("statements", refs, _statements_in)
    found = sorted((each for said in own.values() for each in said), key=lambda s: (s.subject, s.slot))
    found.sort(key=lambda s: sort_key(s.parts["on"]), reverse=True)
    naming: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in found:
        for role in ("by", "about", "topic", "to", "via", "for"):
            if statement.parts[role]:
                naming[role][statement.parts[role]].append(statement)
        for speaker in dict.fromkeys(filter(None, (statement.parts["by"], statement.parts["for"]))):
            naming[_OWN][speaker].append(statement)
    return Statements(
        tuple(found),
        {role: {id_: tuple(values) for id_, values in by_id.items()} for role, by_id in naming.items()},
    )


def _statements_in(base: KnowledgeBase, ref: Ref) -> tuple[Statement, ...]:
    return tuple(statements_in(base, ref))


def statements_in(base: KnowledgeBase, ref: Ref) -> Iterator[Statement]:
    """The statements that a record holds."""
    kind = base.schema.kind(ref.kind)
    fields = [field for field in kind.fields if field.statement] if kind else []
    absent = dict.fromkeys((field.name for field in base.schema.statement), "") if fields else {}
    for field in fields:
        for item in items(base, ref, field):
            yield Statement(ref, item.slot, {**absent, **_parts(item, field.statement)})


def _parts(item: Item, role: str) -> Mapping[str, str]:
    """The fields of a statement; the record of an unnamed speaker's statement is not its speaker."""
    is_unnamed = role == "by" and "speaker" in item.parts
    return item.parts if is_unnamed else {**item.parts, role: item.subject.id}
