"""The text of a new record."""

from collections.abc import Iterable, Iterator

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.quoting import quote
from generator.records.splice import block_lines
from generator.schema.model import Field, Kind


def header(kind: Kind) -> str:
    """The first line of a record, which tells editors where its JSON Schema lies."""
    return f"# yaml-language-server: $schema=../../../schema/{kind.name}.json\n"


def new_record(assertions: Iterable[Assertion], kind: Kind) -> str:
    """A record that holds these facts and nothing else, in the schema's order; what the schema lacks is left out."""
    facts = sorted(assertions)
    lines = [line for field in kind.fields for line in _field(field, [f for f in facts if f[0].field == field.name])]
    return header(kind) + "".join(f"{line}\n" for line in lines)


def _field(field: Field, facts: list[Assertion]) -> Iterator[str]:
    if not facts:
        return
    if not field.many:
        yield f"{field.name}: {quote(facts[-1][1])}"
        return
    yield f"{field.name}:"
    if not field.fields:
        for _, value in facts:
            yield from block_lines(value, 2)
        return
    for key in sorted({slot.key for slot, _ in facts}):
        yield from block_lines(_item(field, key, dict(facts)), 2)


def _item(field: Field, key: tuple[str, ...], values: dict[Slot, str]) -> list[tuple[str, str]]:
    told = {name: value for name, value in zip(field.key, key, strict=True) if value}
    told |= {slot.part: value for slot, value in values.items() if slot.key == key and slot.part}
    return [(part.name, told[part.name]) for part in field.fields if part.name in told]
