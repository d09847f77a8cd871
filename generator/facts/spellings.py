"""One quotation that articles spell in two ways, with or without the full stop of its sentence, is one statement."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from generator.facts.handwritten import handwritten
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts
from generator.facts.translations import statement_fields
from generator.records.model import Record
from generator.schema.model import Ref, Schema
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

_ENDS = " .。।။۔,;"
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_Statement: TypeAlias = tuple[Ref, str, tuple[str, ...], str]


def spelling_key(words: str) -> str:
    """A key that is equal for words that differ in a full stop at the end, their first capital or their encoding only.

    An exclamation, a question and an ellipsis are other words.
    """
    text = " ".join(unicodedata.normalize("NFKC", words).translate(_APOSTROPHES).split())
    bare = text if text.endswith("..") else text.rstrip(_ENDS)
    return bare[:1].casefold() + bare[1:] or words


def with_one_spelling(
    facts: PlacedFacts, records: Iterable[Record], ours: Callable[[Ref], frozenset[Assertion]], schema: Schema
) -> PlacedFacts:
    """The facts, those on one statement in several spellings moved to one of them.

    That is the spelling which a person rejected or wrote into the record, or else that of the oldest article. `facts`
    are in the order of their articles; `ours` gives the facts that extraction wrote into a record.
    """
    fields = statement_fields(schema)
    spellings: dict[_Statement, dict[str, None]] = defaultdict(dict)
    for _, fact in facts.at((*field, "") for field in fields):
        if fact.slot.key:
            at = fields[fact.subject.kind, fact.slot.field]
            spellings[_statement(fact.subject, fact.slot, at)][fact.slot.key[at]] = None
    several = {statement: tuple(words) for statement, words in spellings.items() if len(words) > 1}
    if not several:
        return facts
    subjects = {subject for subject, *_ in several}
    concerned = [record for record in records if record.ref in subjects]
    by_people = {(ref, slot.field, slot.key) for ref, slot, _ in handwritten(concerned, ours, schema) if slot.key}
    rejected = {record.ref: rejected_values(record) for record in concerned}

    def chosen(statement: _Statement, at: int) -> str:
        subject, field, rest, _ = statement
        keys = {words: (*rest[:at], words, *rest[at:]) for words in several[statement]}
        refused = (w for w, key in keys.items() if (field, ", ".join(filter(None, key))) in rejected.get(subject, ()))
        written = (w for w, key in keys.items() if (subject, field, key) in by_people)
        return next(refused, None) or next(written, several[statement][0])

    usual: Mapping[_Statement, str] = {each: chosen(each, fields[each[0].kind, each[1]]) for each in several}
    moved = ((number, fact, fields[fact.subject.kind, fact.slot.field]) for number, fact in facts.of_fields(fields))
    return facts.replacing({number: _moved(fact, usual, at) for number, fact, at in moved if fact.subject in subjects})


def _statement(subject: Ref, slot: Slot, at: int) -> _Statement:
    return subject, slot.field, (*slot.key[:at], *slot.key[at + 1 :]), spelling_key(slot.key[at])


def _moved(fact: Fact, usual: Mapping[_Statement, str], at: int) -> Fact:
    words = usual.get(_statement(fact.subject, fact.slot, at)) if fact.slot.key else None
    if words is None:
        return fact
    return fact._replace(slot=fact.slot._replace(key=(*fact.slot.key[:at], words, *fact.slot.key[at + 1 :])))


def rejected_values(record: Record) -> frozenset[tuple[str, str]]:
    """The fields and values that a person rejected in a record."""
    entries = record.tree.get("rejected") if "rejected" in record.texts else None
    nodes = [node for node in entries.values if isinstance(node, YamlMapping)] if isinstance(entries, YamlList) else []
    return frozenset((_text(node, "field"), _text(node, "value")) for node in nodes)


def _text(node: YamlMapping, key: str) -> str:
    value = node.get(key)
    return value.value if isinstance(value, YamlText) else ""
