"""Turn the facts of all articles into the desired facts of each record: one value for each single-valued slot."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.facts.extract import LABEL
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.naming import (
    PERSON,
    begins_inside,
    best_label,
    counted,
    in_small_letters,
    is_proper,
    is_written_in,
)
from generator.schema.model import Field, Kind, Ref, Schema
from generator.values import country_name, script, show_date, value_type

SITE = ""
"""The key of the site's language among the languages of the articles."""
_NAME = Slot("name")
_CASED = frozenset((PERSON, "Place"))
"""The kinds whose names are words, written with a capital; those of organizations are often abbreviations."""


@dataclass(frozen=True, slots=True)
class DesiredRecord:
    """The facts that a record should have according to the articles, and the name to use if it has none."""

    assertions: frozenset[Assertion]
    name: str


def assemble(
    facts: Iterable[Fact],
    refs: Iterable[Ref],
    order: Sequence[str],
    schema: Schema,
    languages: Mapping[str, str] = MappingProxyType({}),
) -> dict[Ref, DesiredRecord]:
    """Return the desired facts of every record that articles mention.

    `refs` are all things that the articles mention. `order` lists the articles' ids, oldest first: where articles
    disagree on a single value, the newest wins, and within one article the last annotation. `languages` gives the
    language of each article that is not in the site's: names and titles come from them where no other article has any.
    """
    by_subject = facts_by_subject(facts, order)
    kinds = {kind.name: kind for kind in schema.kinds}
    return {
        ref: desired_record(ref, kinds[ref.kind], by_subject.get(ref, ()), languages)
        for ref in sorted({*refs, *by_subject})
    }


def facts_by_subject(facts: Iterable[Fact], order: Sequence[str]) -> dict[Ref, tuple[Fact, ...]]:
    """The facts of each record, those of older articles first; `order` as in `assemble`."""
    rank = {article: number for number, article in enumerate(order)}
    found: dict[Ref, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.subject].append(fact)
    return {ref: tuple(sorted(own, key=lambda f: (rank[f.article], f.annotation))) for ref, own in found.items()}


def single(slot: Slot, kind: Kind) -> bool:
    """Whether a slot holds one value at most: a plain field, or a field of an item."""
    field = kind.field(slot.field)
    return bool(slot.part) or field is None or not field.many


def desired_record(ref: Ref, kind: Kind, facts: Sequence[Fact], languages: Mapping[str, str]) -> DesiredRecord:
    """The desired facts of one record; `languages` gives the language of each article that is not in the site's."""
    singles: dict[Slot, str] = {}
    many: set[Assertion] = set()
    for fact in _in_one_language(kind, facts, languages):
        if fact.slot == LABEL:
            continue
        if single(fact.slot, kind):
            singles[fact.slot] = fact.value
        else:
            many.add((fact.slot, fact.value))
    labels = _labels(facts, languages)
    name = singles.get(_NAME) or _derived(
        ref, kind, labels, singles.get(Slot(kind.timeline), ""), languages.get(SITE) or "en"
    )
    return DesiredRecord(frozenset({*singles.items(), *many}), name)


def _labels(facts: Sequence[Fact], languages: Mapping[str, str]) -> Mapping[str, int]:
    """Count each label in articles of the site's language.

    If there is none, count those of other languages: only labels in the site's script, if there are any.
    """
    valid = [fact for fact in facts if fact.slot == LABEL and value_type("text").check(fact.value) is None]
    own = [fact.value for fact in valid if fact.article not in languages]
    if not own:
        letters = script(languages.get(SITE, ""))
        own = [fact.value for fact in valid if letters and is_written_in(fact.value, letters)]
    return counted(own or [fact.value for fact in valid])


def _in_one_language(kind: Kind, facts: Sequence[Fact], languages: Mapping[str, str]) -> Iterator[Fact]:
    """Leave out facts that only translate others: one office in three languages is one position.

    Items come from the site's language, or else from the first language found; another language counts as well if it
    has more of them. Single values of the site's language come last, because the last one wins.
    """
    titled = {field.name for field in kind.fields if _is_titled(field)}
    titles: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    ordered = sorted(facts, key=lambda fact: fact.article not in languages)
    for fact in reversed(ordered):
        if fact.slot.field in titled:
            titles[_identity(fact)][languages.get(fact.article, "")].add(fact.slot.key[0])
    for fact in ordered:
        found = titles.get(_identity(fact), {}) if fact.slot.field in titled else {}
        chosen, language = "" if "" in found else next(iter(found), ""), languages.get(fact.article, "")
        if not found or language == chosen or len(found[language]) > len(found[chosen]):
            yield fact


def _is_titled(field: Field) -> bool:
    """Whether a group's items are identified by words of a language, and are not statements."""
    part = field.field(field.key[0]) if field.fields and field.key and not field.statement else None
    return part is not None and part.type == "text"


def _identity(fact: Fact) -> tuple[str, ...]:
    """What identifies an item apart from its words."""
    return fact.slot.field, *fact.slot.key[1:]


def _derived(ref: Ref, kind: Kind, labels: Mapping[str, int], date: str, language: str) -> str:
    """A name for a thing that no article names directly; for a kind whose spans contain others, only a proper name."""
    if kind.identifier == "country":
        return country_name(ref.id, language)
    if any(field.takes for field in kind.fields):
        names = {label: count for label, count in labels.items() if is_proper(label) and not begins_inside(label)}
        label = best_label(names, of_person=False)
        return label or (f"{kind.label}, {show_date(date)}" if date else ref.id)
    label = best_label(labels, of_person=kind.schema_org == PERSON, id_=ref.id)
    return (in_small_letters(label, ref.id) if kind.schema_org in _CASED else label) or ref.id
