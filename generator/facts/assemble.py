"""The facts of all articles to what each record should hold: one value for each single-valued slot."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.facts.extract import LABEL
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.schema.model import Kind, Ref, Schema
from generator.values import country_name, show_date, value_type

_ENGLISH = ("of", "the", "and", "for", "in", "on", "at")
_OTHERS = ("de", "la", "le", "du", "da", "di", "del", "el", "y", "der", "den", "von", "van", "zu", "bin", "ibn", "al")
_PARTICLES = frozenset((*_ENGLISH, *_OTHERS))
_PROPER_WORDS = 6
_GENITIVES = ("'s", "’s", "s'", "s’")
_NAME = Slot("name")
_OWN_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class DesiredRecord:
    """What the articles want a record to hold. `name` is the one that a record without any takes."""

    assertions: frozenset[Assertion]
    name: str


def assemble(
    facts: Iterable[Fact], refs: Iterable[Ref], order: Sequence[str], schema: Schema
) -> dict[Ref, DesiredRecord]:
    """What every record that an article speaks of should hold, by address.

    `refs` are all things that the articles name; `order` the articles' ids, oldest first: where articles disagree on a
    single value the newest wins, within one article the last annotation.
    """
    rank = {article: number for number, article in enumerate(order)}
    by_subject: dict[Ref, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_subject[fact.subject].append(fact)
    kinds = {kind.name: kind for kind in schema.kinds}
    return {
        ref: _wanted(
            ref, kinds[ref.kind], sorted(by_subject.get(ref, ()), key=lambda f: (rank[f.article], f.annotation))
        )
        for ref in sorted({*refs, *by_subject})
    }


def single(slot: Slot, kind: Kind) -> bool:
    """Whether a slot holds one value at most: a plain field, or a field of an item."""
    field = kind.field(slot.field)
    return bool(slot.part) or field is None or not field.many


def best_label(labels: Mapping[str, int]) -> str:
    """The best name among the labels of a thing and how often each occurs; "" for none.

    Proper names go before descriptions and genitives, then more words, more often used, longer, and in the order of the
    alphabet.
    """

    def rank(label: str) -> tuple[bool, bool, int, int, int, str]:
        words = _OWN_WORD.findall(label)
        genitive = label.endswith(_GENITIVES)
        return (not _is_proper(words), genitive, -len(words), -labels[label], -len(label), label)

    return min(labels, key=rank, default="")


def _wanted(ref: Ref, kind: Kind, facts: Sequence[Fact]) -> DesiredRecord:
    singles: dict[Slot, str] = {}
    many: set[Assertion] = set()
    labels: Counter[str] = Counter()
    for fact in facts:
        if fact.slot == LABEL:
            labels[fact.value] += value_type("text").check(fact.value) is None
        elif single(fact.slot, kind):
            singles[fact.slot] = fact.value
        else:
            many.add((fact.slot, fact.value))
    labels = +labels
    name = singles.get(_NAME) or _derived(ref, kind, labels, singles.get(Slot(kind.timeline), ""))
    return DesiredRecord(frozenset({*singles.items(), *many}), name)


def _derived(ref: Ref, kind: Kind, labels: Mapping[str, int], date: str) -> str:
    """A name for what no article names outright. Spans that hold others are sentences, so a short one is asked for."""
    if kind.identifier == "country":
        return country_name(ref.id, "en")
    if any(field.takes for field in kind.fields):
        labels = {label: count for label, count in labels.items() if _is_proper(_OWN_WORD.findall(label))}
        label = best_label(labels)
        return label or (f"{kind.label}, {show_date(date)}" if date else ref.id)
    return best_label(labels) or ref.id


def _is_proper(words: Sequence[str]) -> bool:
    """Whether words read like a name: capitals or another script's letters throughout, particles apart, not long."""
    told = [word for word in words if word.lower() not in _PARTICLES]
    return bool(told) and len(words) <= _PROPER_WORDS and not any(word[0].islower() for word in told)
