"""The original and the translations of one quotation are one statement, where an article or a record declares it."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from generator.facts.extract import words_said
from generator.facts.handwritten import handwritten
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts
from generator.records.model import Record
from generator.schema.model import Ref, Schema

ORIGINAL = "original"
_WORDS = "says"
_Fields: TypeAlias = Mapping[tuple[str, str], int]
_Account: TypeAlias = tuple[Ref, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Said:
    """The statements of one speaker in one record that agree in all but their words.

    `articles` maps words to the oldest article that has them, in the order of the articles; `declared` and `by_people`
    map words to the original that articles, or people in the record, declare for them.
    """

    articles: dict[str, str]
    declared: dict[str, str]
    by_people: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Joined:
    """One quotation: its words in the record, its original, and the key of the original."""

    words: str
    original: str
    key: str


def words_key(words: str) -> str:
    """A key that is equal for words that differ in marks, capitals, spaces and encoding only."""
    text = unicodedata.normalize("NFKC", words_said(words)).casefold()
    spaced = (" " if unicodedata.category(char)[0] in "PZ" else char for char in text)
    return " ".join("".join(char for char in spaced if unicodedata.category(char) != "Cf").split()) or words


def statement_fields(schema: Schema) -> _Fields:
    """The fields whose statements can have an original, with the place of the words in their key."""
    return {
        (kind.name, field.name): field.key.index(_WORDS)
        for kind in schema.kinds
        for field in kind.fields
        if field.statement and _WORDS in field.key and any(part.name == ORIGINAL for part in field.fields)
    }


def with_translations(
    facts: PlacedFacts,
    records: Iterable[Record],
    ours: Callable[[Ref], frozenset[Assertion]],
    languages: Mapping[str, str],
    schema: Schema,
) -> tuple[Fact, ...]:
    """The facts, those on an original or one of its translations moved to one statement.

    Its words are those of the oldest translation in the site's language, or else of the oldest one. `ours` gives the
    facts that extraction wrote into a record; `languages` those of the articles that are not in the site's.
    """
    fields = statement_fields(schema)
    named = (record for record in records if ORIGINAL in record.source.text)
    written = tuple(each for each in handwritten(named, ours, schema) if _declares(*each[:2], fields))
    declaring = ((fact.subject, fact.slot) for _, fact in facts.at((*field, ORIGINAL) for field in fields))
    accounts = {_account(*each, fields) for each in (*declaring, *(each[:2] for each in written))}
    if not accounts:
        return facts.all
    said = _collect((fact for _, fact in facts.of_fields(fields)), written, accounts, fields)
    joined = {account: _join(each, languages) for account, each in said.items()}
    return tuple(moved for fact in facts.all for moved in _moved(fact, joined, fields))


def _account(subject: Ref, slot: Slot, fields: _Fields) -> _Account:
    at = fields[subject.kind, slot.field]
    return subject, slot.field, (*slot.key[:at], *slot.key[at + 1 :])


def _declares(subject: Ref, slot: Slot, fields: _Fields) -> bool:
    return slot.part == ORIGINAL and (subject.kind, slot.field) in fields


def _collect(
    facts: Iterable[Fact], written: Iterable[tuple[Ref, Slot, str]], accounts: set[_Account], fields: _Fields
) -> dict[_Account, _Said]:
    found: dict[_Account, _Said] = defaultdict(lambda: _Said({}, {}, {}))
    for fact in facts:
        at = fields.get((fact.subject.kind, fact.slot.field))
        if at is None or not fact.slot.key or (account := _account(fact.subject, fact.slot, fields)) not in accounts:
            continue
        words = fact.slot.key[at]
        found[account].articles.setdefault(words, fact.article)
        if fact.slot.part == ORIGINAL:
            found[account].declared.setdefault(words, fact.value)
    for subject, slot, value in written:
        words = slot.key[fields[subject.kind, slot.field]]
        found[_account(subject, slot, fields)].by_people.setdefault(words, value)
    return found


def _join(said: _Said, languages: Mapping[str, str]) -> dict[str, _Joined]:
    """For words, the quotation that they belong to."""
    declared = {**said.by_people, **said.declared}
    keys = {words: words_key(original) for words, original in declared.items()}
    made: dict[str, _Joined] = {}
    for key in keys.values():
        if key not in made:
            made[key] = _joined(key, [words for words, own in keys.items() if own == key], said, languages)
    own = {words: keys.get(words) or words_key(words) for words in said.articles}
    return {words: made[key] for words, key in own.items() if key in made}


def _joined(key: str, translations: Sequence[str], said: _Said, languages: Mapping[str, str]) -> _Joined:
    order = list(said.articles)

    def rank(words: str) -> tuple[bool, bool, bool, int]:
        is_reported, article = words in said.articles, said.articles.get(words, "")
        return words_key(words) == key, not is_reported, article in languages, order.index(words) if is_reported else 0

    by_people = (said.by_people[words] for words in translations if words in said.by_people)
    reported = (words for words in said.articles if words_key(words) == key)
    declared = (said.declared[words] for words in order if words in translations and words in said.declared)
    return _Joined(min(translations, key=rank), next(chain(by_people, reported, declared)), key)


def _moved(fact: Fact, joined: Mapping[_Account, Mapping[str, _Joined]], fields: _Fields) -> Iterator[Fact]:
    """The fact at its quotation; an article that has the original is evidence of it, too."""
    at = fields.get((fact.subject.kind, fact.slot.field))
    found = None
    if at is not None and fact.slot.key:
        found = joined.get(_account(fact.subject, fact.slot, fields), {}).get(fact.slot.key[at])
    if at is None or found is None:
        yield fact
        return
    own, slot = fact.slot.key[at], fact.slot._replace(key=(*fact.slot.key[:at], found.words, *fact.slot.key[at + 1 :]))
    yield fact._replace(slot=slot, value=found.original if slot.part == ORIGINAL else fact.value)
    if not slot.part and own != found.words and words_key(own) == found.key:
        yield fact._replace(slot=slot._replace(part=ORIGINAL), value=found.original)
