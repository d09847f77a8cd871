"""A role that articles spell in several ways, apart in capitals and spaces only, is one role of a person."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.facts.handwritten import handwritten
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts
from generator.facts.spellings import rejected_values
from generator.records.model import Record
from generator.schema.model import Field, Ref, Schema
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
    facts: PlacedFacts, records: Iterable[Record], ours: Callable[[Ref], frozenset[Assertion]], schema: Schema
) -> PlacedFacts:
    """The facts, those on one role of a person in several spellings moved to one of them.

    That is the spelling which a person rejected or wrote there, or else wrote among the person's positions, or else
    that of the oldest article. `facts` are in the order of their articles; `ours` gives the facts that extraction wrote
    into a record.
    """
    fields = {
        (kind.name, field.name): (field, part)
        for kind in schema.kinds
        for field in kind.fields
        if (part := _role_part(field))
    }
    spelled: dict[_Role, dict[str, None]] = defaultdict(dict)
    of_roles = facts.at(
        place
        for place in facts.places
        if (named := fields.get(place[:2])) and (named[1].name in named[0].key or place[2] == named[1].name)
    )
    for _, fact in of_roles:
        if found := _role(fact.subject, fact.slot, fact.value, fields):
            spelled[found[0], exact_key(found[1])][found[1]] = None
    having = {kind for kind, _ in fields}
    records = [record for record in records if record.ref.kind in having]
    known: dict[_Role, set[str]] = defaultdict(set)
    for _, person, words in (each for record in records for each in _roles_in(record, fields)):
        known[person, exact_key(words)].add(words)
    several = {role: tuple(words) for role, words in spelled.items() if len({*words, *known.get(role, ())}) > 1}
    if not several:
        return facts
    written = _written(records, ours, schema, fields, several)
    return facts.replacing({number: _moved(fact, fields, several, written) for number, fact in of_roles})


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


def _roles_in(record: Record, fields: _Fields) -> Iterator[tuple[Ref, str, str]]:
    """The roles that a record has: the record, the person, the words."""
    for name, nodes in record.tree.entries:
        found = fields.get((record.ref.kind, name.value)) if isinstance(nodes, YamlList) else None
        if found is None or not isinstance(nodes, YamlList):
            continue
        field, part = found
        for node in nodes.values:
            words = node.get(part.name) if isinstance(node, YamlMapping) else None
            person = node.get(field.key[0]) if isinstance(node, YamlMapping) and words else None
            if isinstance(words, YamlText) and isinstance(person, YamlText):
                yield record.ref, record.ref.id if part.name in field.key else person.value, words.value


def _written(
    records: Sequence[Record],
    ours: Callable[[Ref], frozenset[Assertion]],
    schema: Schema,
    fields: _Fields,
    several: Mapping[_Role, Sequence[str]],
) -> _Written:
    persons = {person for person, _ in several}
    concerned = [
        record
        for record in records
        if record.ref.id in persons or any(person in persons for _, person, _ in _roles_in(record, fields))
    ]
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
