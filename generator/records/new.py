"""The text of a new record."""

from collections.abc import Iterable, Sequence

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.yaml_edits import NewEntry, NewValue, entry_lines
from generator.schema.model import Field, Kind


def header(kind: Kind) -> str:
    """The first line of a record, which tells editors where its JSON Schema is."""
    return f"# yaml-language-server: $schema=../../../schema/{kind.name}.json\n"


def new_record(assertions: Iterable[Assertion], kind: Kind) -> str:
    """The text of a record with just these facts, in the schema's order; fields that the schema lacks are left out."""
    facts = sorted(assertions)
    entries = ((field, [fact for fact in facts if fact[0].field == field.name]) for field in kind.fields)
    lines = [line for field, found in entries if found for line in entry_lines(field.name, _entry(field, found))]
    return header(kind) + "".join(f"{line}\n" for line in lines)


def _entry(field: Field, facts: Sequence[Assertion]) -> NewEntry:
    if not field.many:
        return facts[-1][1]
    if not field.fields:
        return [value for _, value in facts]
    values = dict(facts)
    return [_item(field, key, values) for key in sorted({slot.key for slot, _ in facts})]


def _item(field: Field, key: tuple[str, ...], values: dict[Slot, str]) -> NewValue:
    known = {name: value for name, value in zip(field.key, key, strict=True) if value}
    known |= {slot.part: value for slot, value in values.items() if slot.key == key and slot.part}
    return {part.name: known[part.name] for part in field.fields if part.name in known}
