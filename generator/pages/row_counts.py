"""Counts the rows of the tables on the downloads page without making them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator.facts.extract import LABEL
from generator.facts.model import Fact
from generator.knowledge_base import KnowledgeBase
from generator.pages.columns import THINGS
from generator.pages.encounters import count_encounters
from generator.pages.site_index import SiteIndex
from generator.pages.tables import ARTICLES, ENCOUNTERS, EVIDENCE, QUOTATIONS, STATEMENTS, Table
from generator.schema.model import Kind, Ref

EXCLUDED = frozenset({"rejected", "sources"})
"""The fields that are about facts, and no facts of the record."""


def count_rows(site: SiteIndex, tables: Iterable[Table]) -> Mapping[str, int]:
    """The number of rows of each table, by its name; those of statements and evidence too."""
    base = site.base
    refs = tuple(base.records)
    counts = list(zip(refs, site.each("row counts", refs, partial(_count_record, base)), strict=True))
    values = Counter[tuple[str, str]]()
    for ref, (fields, _, _) in counts:
        for field, number in fields.items():
            values[ref.kind, field] += number
    fixed = {
        THINGS: len(base.records),
        ARTICLES: len(base.articles),
        QUOTATIONS: len(site.statements.all),
        ENCOUNTERS: sum(site.each("encounters", sorted(site.meetings.held), partial(count_encounters, site))),
        STATEMENTS: sum(facts for _, (_, facts, _) in counts),
        EVIDENCE: sum(sentences for _, (_, _, sentences) in counts),
    }
    left_out = Counter((each.meeting.kind, each.slot.field) for each in site.meetings.left_out())
    values.subtract(left_out)
    return fixed | {table.name: _of_table(base, table, values) for table in tables if table.name not in fixed}


def each_sentence(facts: Iterable[Fact]) -> Iterator[Fact]:
    """One fact for each sentence; how an article calls a record is evidence of its name by the first label alone."""
    seen: set[object] = set()
    for fact in facts:
        place = fact.article if fact.slot == LABEL else (fact.article, fact.annotation)
        if place not in seen:
            seen |= {place, fact.article}
            yield fact


def _of_table(base: KnowledgeBase, table: Table, values: Counter[tuple[str, str]]) -> int:
    """The rows of a table of a kind, or of a field with many values."""
    kind, field = table.of
    if not field:
        return sum(1 for _ in base.of_kind(kind_named(base, kind)))
    kinds = [kind] if kind else [each.name for each in base.schema.kinds]
    return sum(values[name, field] for name in kinds)


def kind_named(base: KnowledgeBase, name: str) -> Kind:
    """A kind of the schema."""
    return next(kind for kind in base.schema.kinds if kind.name == name)


def _count_record(base: KnowledgeBase, ref: Ref) -> tuple[Mapping[str, int], int, int]:
    """How many values or items a record has by field, how many facts, and how many sentences behind them."""
    kind, facts = kind_named(base, ref.kind), base.record_facts[ref]
    groups = {field.name for field in kind.fields if field.fields}
    found = Counter(slot.field for slot, _, _ in facts if slot.field not in groups)
    found.update(field for field, _ in {(slot.field, slot.key) for slot, _, _ in facts if slot.field in groups})
    fields = {field.name for field in kind.fields} - EXCLUDED
    counted = [(slot, value) for slot, value, _ in facts if slot.field in fields and slot.part != "source"]
    known = base.evidence.get(ref, {})
    return dict(found), len(counted), sum(1 for each in counted for _ in each_sentence(known.get(each, ())))
