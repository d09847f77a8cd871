"""How well facts are sourced, kind by kind, and which are disputed."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import POINTS
from generator.pages.evidence import state
from generator.pages.references import slot_label
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

EVIDENCE = ("sourced", "single", "disputed", "unconfirmed", "cited", "almanac", "unsourced")
_APART = ("sources", "previous_ids", "rejected", "accepted")


class KindCoverage(NamedTuple):
    """The facts of a kind by their evidence; `kind` is the heading that readers see."""

    kind: str
    counts: Mapping[str, int]


class Dispute(NamedTuple):
    """A fact on which articles differ: what the record says, which articles agree, and what the others say.

    `is_cited`: a person gave a source for what the record says.
    """

    subject: Ref
    slot: Slot
    label: str
    value: str
    others: tuple[tuple[str, tuple[str, ...]], ...]
    articles: tuple[str, ...] = ()
    is_cited: bool = False

    @property
    def values(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each value with the articles that give it; the record's comes first."""
        return (self.value, self.articles), *self.others


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well all facts are sourced, kind by kind, and those that are disputed."""

    coverage: tuple[KindCoverage, ...]
    disputes: tuple[Dispute, ...]

    def count(self, evidence: str) -> int:
        """How many facts of all kinds have evidence of a sort."""
        return sum(row.counts[evidence] for row in self.coverage)


def measure_coverage(site: SiteIndex) -> Coverage:
    """The evidence of every fact that has a value or is an item of a list."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    disputes = list[Dispute]()
    refs = tuple(site.base.records)
    for ref, (states, disputed) in zip(refs, site.each("coverage", refs, partial(_of_record, site.base)), strict=True):
        for name, number in states.items():
            counts[ref.kind][name] += number
        disputes += disputed
    kinds = site.base.schema.kinds
    coverage = tuple(KindCoverage(kind.heading, counts[kind.name]) for kind in kinds if kind.name in counts)
    return Coverage(coverage, tuple(disputes))


def _of_record(base: KnowledgeBase, ref: Ref) -> tuple[dict[str, int], tuple[Dispute, ...]]:
    """How many facts of a record have which evidence, and those that are disputed."""
    states, disputes = dict[str, int](), list[Dispute]()
    for slot, value, _ in base.record_facts[ref]:
        if slot.field not in _APART and slot.part != "source":
            evidence = state(base, ref, slot, value)
            states[evidence.name] = states.get(evidence.name, 0) + 1
            if evidence.name == "disputed":
                disputes.append(_dispute(base, ref, slot, value))
    return states, tuple(disputes)


def disputes_of(base: KnowledgeBase, ref: Ref) -> tuple[Dispute, ...]:
    """The facts of one record on which articles differ."""
    asserted = base.asserted.get(ref, {})
    return tuple(
        _dispute(base, ref, slot, value)
        for slot, value, _ in base.record_facts[ref]
        if (slot.field in POINTS or any(fact.value != value for fact in asserted.get(slot, ())))
        and slot.field not in _APART
        and state(base, ref, slot, value).name == "disputed"
    )


def _dispute(base: KnowledgeBase, ref: Ref, slot: Slot, value: str) -> Dispute:
    others: dict[str, dict[str, None]] = defaultdict(dict)
    evidence = state(base, ref, slot, value)
    for fact in evidence.others:
        said = fact.value if fact.slot == slot else f"{slot_label(base, ref, fact.slot)}: {fact.value}"
        others[said][fact.article] = None
    label = slot_label(base, ref, slot)
    found = tuple((other, tuple(others[other])) for other in sorted(others))
    articles = tuple(dict.fromkeys(fact.article for fact in evidence.facts))
    return Dispute(ref, slot, label, value, found, articles, evidence.is_cited)
