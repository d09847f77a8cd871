"""Convert ledgers of earlier versions, whose item keys had fewer fields than the schema's have now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.facts.ledger import Assertion, Ledger
from generator.facts.model import Slot
from generator.schema.model import Field, Kind


def with_current_keys(ledger: Ledger, kind: Kind) -> Ledger:
    """Return a ledger whose items have all key fields of the schema.

    A field that was added to the key gets the value that the item had for it, or "" if it had none or several.
    """
    facts = [line.fact for line in ledger.lines if line.state != "gone"]
    short = {slot for slot, _ in (line.fact for line in ledger.lines) if _is_short(slot, kind)}
    if not short:
        return ledger
    keys = {slot[:2]: _key(slot, kind.field(slot.field), facts) for slot in short}
    moved = ((line, _moved(line.fact, keys, kind)) for line in ledger.lines)
    lines = frozenset(line._replace(fact=fact) for line, fact in moved if fact)
    return replace(ledger, lines=lines, is_tidy=False)


def _is_short(slot: Slot, kind: Kind) -> bool:
    field = kind.field(slot.field)
    return bool(field and slot.key) and len(slot.key) < len(field.key if field else ())


def _key(slot: Slot, field: Field | None, facts: Iterable[Assertion]) -> tuple[str, ...]:
    """The key of an item, completed with the values of its missing fields."""
    parts: dict[str, list[str]] = {}
    for own, value in facts:
        if own[:2] == slot[:2] and own.part:
            parts.setdefault(own.part, []).append(value)
    names = field.key[len(slot.key) :] if field else ()
    found = (parts.get(name, []) for name in names)
    return (*slot.key, *(values[0] if len(values) == 1 else "" for values in found))


def _moved(
    fact: Assertion, keys: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]], kind: Kind
) -> Assertion | None:
    """A fact with its item's complete key; None for the value of a field that is now part of the key."""
    slot, value = fact
    key, field = keys.get((slot.field, slot.key)), kind.field(slot.field)
    if key is None:
        return fact
    return None if field and slot.part in field.key else (slot._replace(key=key), value)
