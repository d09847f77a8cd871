"""Counts the rows of the tables on the downloads page without making them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.facts.extract import LABEL
from generator.facts.model import Fact
from generator.knowledge_base import KnowledgeBase
from generator.pages.columns import THINGS
from generator.pages.encounters import encounters
from generator.pages.site_index import SiteIndex
from generator.pages.tables import ARTICLES, ENCOUNTERS, EVIDENCE, QUOTATIONS, STATEMENTS, Table
from generator.schema.model import Kind, Ref

EXCLUDED = frozenset({"rejected", "sources"})
"""The fields that are about facts, and no facts of the record."""


def count_rows(site: SiteIndex, tables: Iterable[Table]) -> Mapping[str, int]:
    """The number of rows of each table, by its name; those of statements and evidence too."""
    base, values = site.base, _counted_values(site.base)
    fixed = {
        THINGS: len(base.records),
        ARTICLES: len(base.articles),
        QUOTATIONS: len(site.statements.all),
        ENCOUNTERS: sum(1 for _ in encounters(site)),
        **_counted_facts(base),
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


def _counted_values(base: KnowledgeBase) -> Counter[tuple[str, str]]:
    """How many values or items the records of a kind have in a field, by kind and field."""
    groups = {(kind.name, field.name) for kind in base.schema.kinds for field in kind.fields if field.fields}
    found: Counter[tuple[str, str]] = Counter()
    for ref, facts in base.record_facts.items():
        found.update((ref.kind, slot.field) for slot, _, _ in facts if (ref.kind, slot.field) not in groups)
        items = {(slot.field, slot.key) for slot, _, _ in facts if (ref.kind, slot.field) in groups}
        found.update((ref.kind, field) for field, _ in items)
    return found


def _counted_facts(base: KnowledgeBase) -> Mapping[str, int]:
    """How many facts the records have, and how many sentences behind them."""
    fields = {kind.name: {field.name for field in kind.fields} - EXCLUDED for kind in base.schema.kinds}
    counts = [_of_record(base, ref, fields[ref.kind]) for ref in base.record_facts]
    return {STATEMENTS: sum(facts for facts, _ in counts), EVIDENCE: sum(sentences for _, sentences in counts)}


def _of_record(base: KnowledgeBase, ref: Ref, fields: set[str]) -> tuple[int, int]:
    known = base.evidence.get(ref, {})
    facts = [
        (slot, value) for slot, value, _ in base.record_facts[ref] if slot.field in fields and slot.part != "source"
    ]
    return len(facts), sum(1 for each in facts for _ in each_sentence(known.get(each, ())))
