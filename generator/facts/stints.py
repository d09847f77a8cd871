"""An office that an article names without dates is the dated one that a record or another article has for that day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, compress

from generator.articles.model import Article
from generator.facts.handwritten import handwritten
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.starts import has_first_day
from generator.records.model import Record
from generator.schema.model import Ref, Schema
from generator.text.yaml_tree import YamlList, YamlMapping
from generator.values import covers, sort_key

_Group = tuple[Ref, str, tuple[str, ...]]


def with_stints(
    facts: Sequence[Fact],
    records: Iterable[Record],
    ours: Callable[[Ref], frozenset[Assertion]],
    articles: Iterable[Article],
    schema: Schema,
) -> tuple[Fact, ...]:
    """The facts, those on an item without a first day moved to the item whose dates cover the article's date.

    Only a group whose key ends with a date has such items. Of several it is the one that began last; where there is
    none, the item stays without dates. `ours` gives the facts that extraction wrote into a record: an item of these
    counts only while an article still dates it.
    """
    groups = {(kind.name, field.name) for kind in schema.kinds for field in kind.fields if has_first_day(field)}
    flags = [fact.slot.key[-1:] == ("",) and (fact.subject.kind, fact.slot.field) in groups for fact in facts]
    undated = {_group(fact) for fact in compress(facts, flags)}
    if not undated:
        return tuple(facts)
    subjects = {subject for subject, _, _ in undated}
    dated = (record for record in records if record.ref in subjects and _has_dated_item(record, schema))
    by_people = handwritten(dated, ours, schema)
    stints = _stints(facts, by_people, undated)
    dates = {article.id: article.front.date for article in articles}
    return tuple(
        _moved(fact, _stint(stints.get(_group(fact), {}), dates[fact.article])) if is_undated else fact
        for fact, is_undated in zip(facts, flags, strict=True)
    )


def _group(fact: Fact) -> _Group:
    return fact.subject, fact.slot.field, fact.slot.key[:-1]


def _has_dated_item(record: Record, schema: Schema) -> bool:
    """Whether an item of a record has a first day; most have none, and reading all facts of all records takes long."""
    kind = schema.kind(record.ref.kind)
    for field in filter(has_first_day, kind.fields if kind else ()):
        group = record.tree.get(field.name)
        items = group.values if isinstance(group, YamlList) else (group,)
        if any(isinstance(item, YamlMapping) and item.get(field.key[-1]) is not None for item in items):
            return True
    return False


def _stints(
    facts: Iterable[Fact], by_people: Iterable[tuple[Ref, Slot, str]], groups: set[_Group]
) -> Mapping[_Group, Mapping[str, str]]:
    """The first days of the dated items of each group, with their last days, "" for one that is not known."""
    found: dict[_Group, dict[str, str]] = defaultdict(dict)
    known = chain(((fact.subject, fact.slot, fact.value) for fact in facts), by_people)
    dated = [
        each for each in known if each[1].key[-1:] > ("",) and (each[0], each[1].field, each[1].key[:-1]) in groups
    ]
    for subject, slot, value in sorted(dated, key=lambda each: each[1].part):
        stints = found[subject, slot.field, slot.key[:-1]]
        if not slot.part:
            stints.setdefault(slot.key[-1], "")
        elif slot.part == "to" and slot.key[-1] in stints:
            stints[slot.key[-1]] = value
    return found


def _stint(stints: Mapping[str, str], date: str) -> str:
    """The first day of the item whose dates cover a date, "" for none."""
    covering = (start for start, end in stints.items() if covers({"from": start, **({"to": end} if end else {})}, date))
    return max(covering, key=sort_key, default="")


def _moved(fact: Fact, start: str) -> Fact:
    return fact._replace(slot=fact.slot._replace(key=(*fact.slot.key[:-1], start))) if start else fact
