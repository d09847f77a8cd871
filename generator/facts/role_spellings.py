"""A role that articles spell in several ways, apart in capitals and spaces only, is one role of a person."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from generator.facts.handwritten import handwritten
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts
from generator.facts.spellings import rejected_values
from generator.memo import Memoize, no_memo
from generator.records.model import Record
from generator.schema.model import Field, Kind, Ref, Schema
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText
from generator.values.name_matching import exact_key

_ROLE = "role"
_Role: TypeAlias = tuple[str, str]
_Fields: TypeAlias = Mapping[tuple[str, str], tuple[Field, Field]]
"""By kind and name: a group, and its part that is a role."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What people wrote of roles in several spellings: all facts by their slots, titles of persons, rejections."""

    values: Mapping[tuple[Ref, Slot], str]
    titles: Mapping[_Role, str]
    rejected: Mapping[Ref, frozenset[tuple[str, str]]]


def with_one_role(
    facts: PlacedFacts,
    records: Iterable[Record],
    ours: Callable[[Ref], frozenset[Assertion]],
    schema: Schema,
    remember: Memoize = no_memo,
) -> PlacedFacts:
    """The facts, those on one role of a person in several spellings moved to one of them.

    That is the spelling which a person rejected or wrote there, or else wrote among the person's positions, or else
    that of the oldest article. `facts` are in the order of their articles; `ours` gives the facts that extraction wrote
    into a record.
    """
    fields = {(kind.name, name): found for kind in schema.kinds for name, found in _role_fields(kind).items()}
    spelled: dict[_Role, dict[str, None]] = defaultdict(dict)
    of_roles = facts.at(
        place
        for place in facts.places
        if (named := fields.get(place[:2])) and (named[1].name in named[0].key or place[2] == named[1].name)
    )
    for _, fact in of_roles:
        if found := _role(fact.subject, fact.slot, fact.value, fields):
            spelled[found[0], exact_key(found[1])][found[1]] = None
    kinds = {kind.name: kind for kind in schema.kinds if _role_fields(kind)}
    written = [
        (record, remember(record.source.path, _roles_in, record, kinds[record.ref.kind]))
        for record in records
        if record.ref.kind in kinds
    ]
    known: dict[_Role, set[str]] = defaultdict(set)
    for person, words in (role for _, roles in written for role in roles):
        known[person, exact_key(words)].add(words)
    several = {role: tuple(words) for role, words in spelled.items() if len({*words, *known.get(role, ())}) > 1}
    if not several:
        return facts
    persons = {person for person, _ in several}
    concerned = [
        record for record, roles in written if record.ref.id in persons or any(person in persons for person, _ in roles)
    ]
    by_people = _written(concerned, ours, schema, fields)
    return facts.replacing({number: _moved(fact, fields, several, by_people) for number, fact in of_roles})


@cache
def _role_fields(kind: Kind) -> Mapping[str, tuple[Field, Field]]:
    """The groups of a kind that have a role, each with it."""
    return {field.name: (field, part) for field in kind.fields if (part := _role_part(field))}


def _role_part(field: Field) -> Field | None:
    """The part of a group that is a person's role: a title in its key, or what the person in its key was there."""
    part = next((part for part in field.fields if part.type == "text" and _ROLE in part.attributes), None)
    first = field.field(field.key[0]) if part and field.key else None
    return part if part and first and (part.name in field.key or first.type == "reference") else None


def _role(subject: Ref, slot: Slot, value: str, fields: _Fields) -> tuple[str, str] | None:
    """The person and the words of a fact that gives a role."""
    found = fields.get((subject.kind, slot.field))
    if found is None or not slot.key:
        return None
    field, part = found
    if part.name in field.key:
        return subject.id, slot.key[field.key.index(part.name)]
    return (slot.key[0], value) if slot.part == part.name else None


def _roles_in(record: Record, kind: Kind) -> tuple[_Role, ...]:
    """The persons and the words of the roles that a record has."""
    found = list[_Role]()
    for name, (field, part) in _role_fields(kind).items():
        nodes = record.tree.get(name)
        for node in nodes.values if isinstance(nodes, YamlList) else ():
            words = node.get(part.name) if isinstance(node, YamlMapping) else None
            person = node.get(field.key[0]) if isinstance(node, YamlMapping) and words else None
            if isinstance(words, YamlText) and isinstance(person, YamlText):
                found.append((record.ref.id if part.name in field.key else person.value, words.value))
    return tuple(found)


def _written(
    concerned: Sequence[Record], ours: Callable[[Ref], frozenset[Assertion]], schema: Schema, fields: _Fields
) -> _Written:
    values: dict[tuple[Ref, Slot], str] = {}
    titles: dict[_Role, str] = {}
    for ref, slot, value in handwritten(concerned, ours, schema):
        if role := _role(ref, slot, value, fields):
            values.setdefault(_place(ref, slot, role[1], fields), role[1])
            if role[0] == ref.id:
                titles.setdefault((role[0], exact_key(role[1])), role[1])
    return _Written(values, titles, {record.ref: rejected_values(record) for record in concerned})


def _place(ref: Ref, slot: Slot, words: str, fields: _Fields) -> tuple[Ref, Slot]:
    """Where a role stands, whatever its spelling."""
    return ref, _respelled(slot, exact_key(words), fields[ref.kind, slot.field][0])._replace(part="")


def _respelled(slot: Slot, words: str, field: Field) -> Slot:
    """The slot with other words, if they are part of its key."""
    part = _role_part(field)
    keys = zip(field.key, slot.key, strict=True)
    return slot._replace(key=tuple(words if part and name == part.name else text for name, text in keys))


def _moved(fact: Fact, fields: _Fields, several: Mapping[_Role, Sequence[str]], written: _Written) -> Fact:
    found = _role(fact.subject, fact.slot, fact.value, fields)
    if found is None or (found[0], exact_key(found[1])) not in several:
        return fact
    role = found[0], exact_key(found[1])
    field, _ = fields[fact.subject.kind, fact.slot.field]
    refused = written.rejected.get(fact.subject, frozenset())
    words = next((each for each in several[role] if _rejection(fact.slot, each, field) in refused), "")
    words = words or written.values.get(_place(fact.subject, fact.slot, found[1], fields), "")
    words = words if exact_key(words) == role[1] else written.titles.get(role, several[role][0])
    slot = _respelled(fact.slot, words, field)
    return fact._replace(slot=slot, value=fact.value if slot != fact.slot or _in_key(field) else words)


def _in_key(field: Field) -> bool:
    part = _role_part(field)
    return part is not None and part.name in field.key


def _rejection(slot: Slot, words: str, field: Field) -> tuple[str, str]:
    """The field and the value by which a record rejects a role in a spelling."""
    if _in_key(field):
        return slot.field, ", ".join(filter(None, _respelled(slot, words, field).key))
    return f"{slot.field}.{slot.part}", ", ".join((*filter(None, slot.key), words))
