"""An office that an article names without dates is the dated one that a record or another article has for that day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from generator.articles.model import Article
from generator.facts.handwritten import handwritten
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts
from generator.facts.starts import has_first_day
from generator.records.model import Record
from generator.schema.model import Field, Ref, Schema
from generator.text.yaml_tree import YamlList, YamlMapping, may_have
from generator.values import covers, sort_key

_Group = tuple[Ref, str, tuple[str, ...]]


def with_stints(
    facts: PlacedFacts,
    records: Iterable[Record],
    ours: Callable[[Ref], frozenset[Assertion]],
    articles: Iterable[Article],
    schema: Schema,
) -> PlacedFacts:
    """The facts, those on an item without a first day moved to the item whose dates cover the article's date.

    Only a group whose key ends with a date has such items. Of several it is the one that began last; where there is
    none, the item stays without dates. `ours` gives the facts that extraction wrote into a record: an item of these
    counts only while an article still dates it.
    """
    groups = {(kind.name, field.name): field for kind in schema.kinds for field in kind.fields if has_first_day(field)}
    in_groups = facts.of_fields(groups)
    undated = [(number, fact) for number, fact in in_groups if fact.slot.key[-1:] == ("",)]
    subjects = {fact.subject for _, fact in undated}
    dated = (record for record in records if record.ref in subjects and _has_dated_item(record, groups))
    known = [(fact.subject, fact.slot, fact.value) for _, fact in in_groups if fact.slot.key[-1:] > ("",)]
    known += (each for each in handwritten(dated, ours, schema) if (each[0].kind, each[1].field) in groups)
    stints = _stints(each for each in known if each[1].key[-1:] > ("",)) if undated else {}
    if not stints:
        return facts
    dates = {article.id: article.front.date for article in articles}
    moved = ((number, fact, stints[group]) for number, fact in undated if (group := _group(fact)) in stints)
    return facts.replacing({number: _moved(fact, _stint(days, dates[fact.article])) for number, fact, days in moved})


def _group(fact: Fact) -> _Group:
    return fact.subject, fact.slot.field, fact.slot.key[:-1]


def _has_dated_item(record: Record, groups: Mapping[tuple[str, str], Field]) -> bool:
    """Whether an item of a record has a first day; most have none, and reading all facts of all records takes long."""
    text = record.source.text
    for name in record.texts:
        field = groups.get((record.ref.kind, name))
        if field is None or not may_have(text, field.key[-1]):
            continue
        group = record.tree.get(name)
        items = group.values if isinstance(group, YamlList) else (group,)
        if any(isinstance(item, YamlMapping) and item.get(field.key[-1]) is not None for item in items):
            return True
    return False


def _stints(dated: Iterable[tuple[Ref, Slot, str]]) -> Mapping[_Group, Mapping[str, str]]:
    """The first days of the dated items of each group, with their last days, "" for one that is not known."""
    found: dict[_Group, dict[str, str]] = defaultdict(dict)
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
