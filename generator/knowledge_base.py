"""The knowledge base: all records and articles, linked both ways, with the evidence for each fact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from generator.articles.model import Article, FrontMatter
from generator.articles.origins import origin_of, original_of, same_report
from generator.backlinks import Link, backlinks
from generator.facts.extract import LABEL
from generator.facts.model import Fact, Slot
from generator.facts.naming import counted
from generator.lazy_mapping import LazyMapping, replacing
from generator.memo import Memoize, no_memo
from generator.records.addresses import AddressNotes
from generator.records.conflicts import contesting
from generator.records.history import HistoryFile, RecordChange, with_current_ids
from generator.records.model import Record, RecordFact, record_facts
from generator.records.previous_ids import previous_ids
from generator.records.tombstones import Tombstone
from generator.schema.model import Field, Kind, Ref, Schema
from generator.text.source import Span
from generator.text.yaml_tree import YamlMapping as Tree
from generator.text.yaml_tree import YamlText
from generator.values.date import Date, read_date

_NAME = Slot("name")


class Mention(NamedTuple):
    """One annotation that names a thing: the id of the article, and the index of the annotation."""

    article: str
    annotation: int


class Cited(NamedTuple):
    """A source that a person gave for a fact (the id of an article, or a URL and its date), and its span."""

    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """All records and articles, and indexes of them.

    - `fronts`: the front matter of each article, for what needs no more of it
    - `record_facts`: the facts of each record, in the order of its file
    - `evidence`: for each record and fact, the facts from articles with the same value
    - `asserted`: for each record and slot, all facts from articles, with other values too
    - `cited`: for each record and slot, the source that a person gave
    - `mentions`: the annotations that name a thing, in the order of the articles and their text
    - `links`: for each thing, the references to it, by the name of their inverse
    - `by_article`: the facts from each article, in the order of its text
    - `labels`: for each thing, the labels that articles use for it, with their counts
    - `ids`: every thing by its id
    - `by_kind`: the things of each kind, by its name
    - `corrections`: for each article that others correct, their ids
    - `same_report`: for each article whose URL others have too, the ids of all of them, oldest first
    - `tombstones`: what stays of removed records
    - `history`: what changed in each record, newest first; also in records that are gone
    - `addresses`: notes on addresses elsewhere: copies, and which are dead
    """

    schema: Schema
    records: Mapping[Ref, Record]
    articles: Mapping[str, Article]
    fronts: Mapping[str, FrontMatter]
    record_facts: Mapping[Ref, tuple[RecordFact, ...]]
    evidence: Mapping[Ref, Mapping[tuple[Slot, str], tuple[Fact, ...]]]
    asserted: Mapping[Ref, Mapping[Slot, tuple[Fact, ...]]]
    cited: Mapping[Ref, Mapping[Slot, Cited]]
    mentions: Mapping[Ref, tuple[Mention, ...]]
    links: Mapping[Ref, Mapping[str, tuple[Link, ...]]]
    by_article: Mapping[str, tuple[Fact, ...]]
    labels: Mapping[Ref, Mapping[str, int]]
    ids: Mapping[str, Ref]
    by_kind: Mapping[str, tuple[Ref, ...]]
    tombstones: tuple[Tombstone, ...]
    corrections: Mapping[str, tuple[str, ...]]
    same_report: Mapping[str, tuple[str, ...]]
    history: Mapping[Ref, tuple[RecordChange, ...]]
    addresses: AddressNotes

    def name(self, ref: Ref) -> str:
        """The name that readers see."""
        record = self.records.get(ref)
        return (record.text("name") if record else "") or ref.id

    def timeline_date(self, ref: Ref) -> str:
        """The date of a thing as written, from the timeline field of its kind; "" for none."""
        kind = self.schema.kind(ref.kind)
        return self.records[ref].text(kind.timeline) if kind and kind.timeline and ref in self.records else ""

    def date(self, ref: Ref) -> Date | None:
        """The date of a thing, from the timeline field of its kind; None if unknown."""
        text = self.timeline_date(ref)
        date = read_date(text) if text else None
        return date if isinstance(date, Date) else None

    def language(self, article: str) -> str:
        """The language of an article without its region, "" where nobody says."""
        known = self.fronts.get(article)
        return known.language.partition("-")[0] if known else ""

    def contesting(self, ref: Ref, slot: Slot) -> tuple[Fact, ...]:
        """The facts from articles that a record's editors do not reject: only these contest its values."""
        return contesting(self.asserted.get(ref, {}).get(slot, ()), self.records[ref])

    def of_kind(self, kind: Kind) -> tuple[Ref, ...]:
        """All things of a kind."""
        return self.by_kind.get(kind.name, ())

    def within(self, id_: str) -> tuple[str, ...]:
        """The id and the ids of everything that contains it, nearest first: by `part_of`, then by country."""
        found = dict.fromkeys([id_])
        while (ref := self.ids.get(id_)) and (id_ := self.records[ref].text("part_of")) and id_ not in found:
            found[id_] = None
        countries = (self.records[self.ids[part]].text("country") for part in found if part in self.ids)
        return (*found, *dict.fromkeys(country for country in countries if country))

    def origin(self, article: str) -> str:
        """The id of the article from which all is that an article says; its own id if it is none of another's."""
        return origin_of(article, self.fronts, self.same_report)

    def original(self, article: str) -> str:
        """The id of the original that an article reprints, directly or not; its own id if it reprints none."""
        return original_of(article, self.fronts, self.same_report)


def build(
    schema: Schema,
    records: Iterable[Record],
    articles: Sequence[Article],
    facts: Iterable[Fact],
    tombstones: tuple[Tombstone, ...] = (),
    history: Sequence[HistoryFile] = (),
    addresses: AddressNotes | None = None,
    remember: Memoize = no_memo,
) -> KnowledgeBase:
    """Build the knowledge base from valid records and articles; `articles` are oldest first, `facts` in their order."""
    by_ref = {record.ref: record for record in sorted(records, key=lambda record: record.ref)}
    ids = {ref.id: ref for ref in by_ref}
    kinds = {kind.name: kind for kind in schema.kinds}
    facts_by_record = LazyMapping(by_ref, lambda record: record_facts(record, kinds[record.ref.kind]))
    by_subject: dict[Ref, list[Fact]] = defaultdict(list)
    by_article: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.subject in by_ref:
            by_subject[fact.subject].append(fact)
            by_article[fact.article].append(fact)
    return KnowledgeBase(
        schema=schema,
        records=by_ref,
        articles={article.id: article for article in articles},
        fronts={article.id: article.front for article in articles},
        record_facts=facts_by_record,
        evidence=LazyMapping(by_subject, _evidence),
        asserted=LazyMapping(by_subject, _asserted),
        cited=LazyMapping(by_ref, lambda record: _cited(record, facts_by_record[record.ref]) if _cites(record) else {}),
        mentions=_mentions(articles, schema, remember),
        links=backlinks(by_ref, schema, ids, remember),
        by_article=LazyMapping(by_article, tuple),
        labels=LazyMapping(by_subject, _labels),
        ids=ids,
        by_kind={kind: tuple(refs) for kind, refs in groupby(by_ref, key=lambda ref: ref.kind)},
        tombstones=tombstones,
        corrections=_corrections(articles),
        same_report=same_report(articles),
        history=_history(history, by_ref),
        addresses=addresses or {},
    )


def _history(files: Sequence[HistoryFile], records: Mapping[Ref, Record]) -> dict[Ref, tuple[RecordChange, ...]]:
    """What commits changed, by the record that has the id now."""
    previous = previous_ids(records.values()) if files else {}
    found: dict[Ref, list[RecordChange]] = defaultdict(list)
    for ref, change in (each for file in reversed(files) for each in file.changes):
        now = previous.get(ref.id)
        current = with_current_ids(change, previous) if previous else change
        found[now if ref not in records and now and now.kind == ref.kind else ref].append(current)
    return {ref: tuple(sorted(changes, key=lambda each: each.on, reverse=True)) for ref, changes in found.items()}


def _corrections(articles: Iterable[Article]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.front.corrects:
            found[article.front.corrects].append(article.id)
    return {corrected: tuple(ids) for corrected, ids in found.items()}


def with_record(base: KnowledgeBase, record: Record) -> KnowledgeBase:
    """Replace one record with a newer version; the indexes of other records and articles stay as they are."""
    kind = next(kind for kind in base.schema.kinds if kind.name == record.ref.kind)
    facts = record_facts(record, kind)
    return replace(
        base,
        records={**base.records, record.ref: record},
        record_facts=replacing(base.record_facts, record.ref, facts),
        cited=replacing(base.cited, record.ref, _cited(record, facts)),
    )


def _evidence(facts: Iterable[Fact]) -> dict[tuple[Slot, str], tuple[Fact, ...]]:
    """Facts on one record by slot and value; a label that an article uses is evidence for the name too."""
    found: dict[tuple[Slot, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        slot = _NAME if fact.slot == LABEL else fact.slot
        found[slot, fact.value].append(fact)
    return {key: tuple(values) for key, values in found.items()}


def _asserted(facts: Iterable[Fact]) -> dict[Slot, tuple[Fact, ...]]:
    found: dict[Slot, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.slot != LABEL:
            found[fact.slot].append(fact)
    return {slot: tuple(values) for slot, values in found.items()}


def _labels(facts: Iterable[Fact]) -> Mapping[str, int]:
    return counted([fact.value for fact in facts if fact.slot == LABEL])


def _mentions(articles: Sequence[Article], schema: Schema, remember: Memoize) -> dict[Ref, tuple[Mention, ...]]:
    found: dict[Ref, list[Mention]] = defaultdict(list)
    for article in articles:
        for ref, indexes in remember(article.id, _mentioned, article, schema):
            found[ref] += [Mention(article.id, index) for index in indexes]
    return {ref: tuple(mentions) for ref, mentions in found.items()}


def _mentioned(article: Article, schema: Schema) -> tuple[tuple[Ref, tuple[int, ...]], ...]:
    """What the annotations of an article name, with their indexes."""
    kinds = {kind.annotation: kind.name for kind in schema.kinds}
    found: dict[Ref, list[int]] = defaultdict(list)
    for index, annotation in enumerate(article.annotations):
        if annotation.kind in kinds and annotation.id:
            found[Ref(kinds[annotation.kind], annotation.id)].append(index)
    return tuple((ref, tuple(indexes)) for ref, indexes in found.items())


def _cites(record: Record) -> bool:
    """Whether a record may give a source: most have no such field, which its text tells without its tree."""
    text = record.source.text
    return "source" in text or "\\" in text  # a name in quotation marks may be written with escapes


def _cited(record: Record, facts: Sequence[RecordFact]) -> dict[Slot, Cited]:
    """The given sources: `source` in an item covers the whole item, `sources: {field: …}` a plain field."""
    found: dict[Slot, Cited] = {}
    items = {fact.slot._replace(part=""): fact for fact in facts if fact.slot.part == "source"}
    for fact in facts if items else ():
        item = items.get(fact.slot._replace(part=""))
        if item and fact.slot.part != "source":
            found[fact.slot] = Cited(item.value, item.span)
    sources = record.tree.get("sources") if "sources" in record.texts else None
    for name, value in sources.entries if isinstance(sources, Tree) else ():
        if isinstance(value, YamlText):
            found[Slot(name.value)] = Cited(value.value, record.source.span(value.start, value.end))
    return found


class Item(NamedTuple):
    """An item of a group: its record, its slot, and its fields by name, including the key fields."""

    subject: Ref
    slot: Slot
    parts: Mapping[str, str]


def items(base: KnowledgeBase, subject: Ref, field: Field) -> tuple[Item, ...]:
    """The items of a group field of a record, in the order of the file."""
    return items_among(subject, field, base.record_facts.get(subject, ()))


def items_among(subject: Ref, field: Field, facts: Iterable[RecordFact]) -> tuple[Item, ...]:
    """The items of a group field of a record among some of its facts."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for slot, value, _ in facts:
        if slot.field == field.name:
            parts = found.setdefault(slot.key, {k: v for k, v in zip(field.key, slot.key, strict=True) if v})
            if slot.part:
                parts[slot.part] = value
    return tuple(Item(subject, Slot(field.name, key), parts) for key, parts in found.items())
