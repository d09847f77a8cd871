"""Ledgers of earlier versions: items whose keys had fewer fields than the schema's keys have now."""

from collections.abc import Iterable, Mapping

from generator.facts.ledger import Assertion, Ledger
from generator.facts.model import Slot
from generator.schema.model import Field, Kind


def with_current_keys(ledger: Ledger, kind: Kind) -> Ledger:
    """A ledger whose items have all key fields of the schema.

    A field that joined the key since takes the value that the item had for it, "" where it had none or several.
    """
    short = [slot for slot, _ in ledger.facts if _is_short(slot, kind)]
    if not short:
        return ledger
    keys = {slot[:2]: _key(slot, kind.field(slot.field), ledger.facts) for slot in short}
    return Ledger(_moved(ledger.ours, keys, kind), _moved(ledger.theirs, keys, kind))


def _is_short(slot: Slot, kind: Kind) -> bool:
    field = kind.field(slot.field)
    return bool(field and slot.key) and len(slot.key) < len(field.key if field else ())


def _key(slot: Slot, field: Field | None, facts: Iterable[Assertion]) -> tuple[str, ...]:
    """The key of an item, with the values of the fields that it lacks."""
    parts: dict[str, list[str]] = {}
    for own, value in facts:
        if own[:2] == slot[:2] and own.part:
            parts.setdefault(own.part, []).append(value)
    names = field.key[len(slot.key) :] if field else ()
    found = (parts.get(name, []) for name in names)
    return (*slot.key, *(values[0] if len(values) == 1 else "" for values in found))


def _moved(
    facts: Iterable[Assertion], keys: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]], kind: Kind
) -> frozenset[Assertion]:
    moved = set()
    for slot, value in facts:
        key = keys.get((slot.field, slot.key))
        field = kind.field(slot.field)
        if key is None:
            moved.add((slot, value))
        elif field is None or slot.part not in field.key:
            moved.add((slot._replace(key=key), value))
    return frozenset(moved)
