"""A small world for the merge: one kind, few values, all of them awkward, and readers of what a text holds."""

import random

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.model import Record, RecordFact, item_key, record_facts
from generator.schema.model import Ref
from generator.schema.read import read_schema
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText, read

KIND = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
ARTICLES = ("a1", "a2", "a3", "a4")
SINGLES = {
    "name": ["Talks", "NO", "12:30", "Переговоры в Кремле", "a #b", "- x"],
    "date": ["2025-12-02", "0123", "2025-12"],
    "duration": ["on", "five hours, more or less", "1e3", "{x}"],
}
LISTS = {"sides": ["us", "no", "ru", "0123", "B: c"], "topics": ["yes", "O'Neil", "سلام", "a, b", "null"]}
ITEMS = {
    "participants": [("p",), ("q",), ("no",)],
    "accounts": [("p", "Good, “reasonably”", "", ""), ("q", "yes", "", ""), ("q", "x: y #z", "", "")],
}
PARTS = {
    "participants": {"for": ["us", "no"], "role": ["envoy", "12:30"]},
    "accounts": {"on": ["2025-12-03"], "to": ["x"]},
}


def facts_of(text: str | None) -> frozenset[Assertion]:
    """What a record's text holds."""
    return frozenset((fact.slot, fact.value) for fact in all_held(text)) if text is not None else frozenset()


def cell(fact: Assertion) -> tuple[Slot, str]:
    """The place of a fact: its slot, and in a list of plain values also the value."""
    slot = fact[0]
    return fact if slot.field in LISTS else (slot, "")


def item_of(slot: Slot) -> Slot:
    return slot._replace(part="")


def tree_of(text: str) -> YamlMapping | None:
    return read(SourceText("", text))[0]


def all_held(text: str) -> tuple[RecordFact, ...]:
    tree = tree_of(text)
    assert tree is not None, text
    return record_facts(Record(Ref("meeting", ""), SourceText("", text), tree), KIND)


def some_facts(pick: random.Random, least: int = 1) -> frozenset[Assertion]:
    """What one article might assert."""
    facts: set[Assertion] = set()
    for _ in range(pick.randint(least, 5)):
        kind = pick.randrange(4)
        if kind == 0:
            name = pick.choice(list(SINGLES))
            facts = {f for f in facts if f[0].field != name} | {(Slot(name), pick.choice(SINGLES[name]))}
        elif kind == 1:
            name = pick.choice(list(LISTS))
            facts.add((Slot(name), pick.choice(LISTS[name])))
        else:
            name = pick.choice(list(ITEMS))
            key = pick.choice(ITEMS[name])
            facts.add((Slot(name, key), ""))
            for part, values in PARTS[name].items():
                if pick.random() < 0.5:
                    slot = Slot(name, key, part)
                    facts = {f for f in facts if f[0] != slot} | {(slot, pick.choice(values))}
    return frozenset(facts)


def assembled(articles: dict[str, frozenset[Assertion]]) -> frozenset[Assertion]:
    """What all articles assert together: of a single value the one of the last article."""
    singles: dict[Slot, str] = {}
    others: set[Assertion] = set()
    for name in sorted(articles):
        for slot, value in articles[name]:
            if slot.part or slot.field in SINGLES:
                singles[slot] = value
            else:
                others.add((slot, value))
    return frozenset({*others, *singles.items()})


def item_text(text: str, slot: Slot) -> str:
    tree = tree_of(text)
    node = tree.get(slot.field) if tree else None
    found = KIND.field(slot.field)
    assert isinstance(node, YamlList)
    assert found
    items = [v for v in node.values if isinstance(v, YamlMapping) and item_key(v, found) == slot.key]
    return "".join(
        text[text.rfind("-", 0, item.start) : last_of(item)] + (text[last_of(item) :] + "\n").splitlines()[0]
        for item in items
    )


def slot_parts(text: str, slot: Slot) -> set[str]:
    return {other.part for other, _ in facts_of(text) if item_of(other) == slot and other.part}


def last_of(node: YamlNode) -> int:
    if isinstance(node, YamlText) or node.flow:
        return node.end
    return last_of(node.values[-1] if isinstance(node, YamlList) else node.entries[-1][1])


def seeded(number: int) -> random.Random:
    """Choices that can be made again."""
    return random.Random(number)  # noqa: S311 -- a history has to be repeatable, no more
