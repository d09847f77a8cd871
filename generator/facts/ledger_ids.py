"""Convert ledgers from a branch where things had previous ids to the current ids."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, product

from generator.facts.ledger import Assertion, Ledger, fingerprint
from generator.schema.model import Kind

_COMBINATIONS = 256
"""How many combinations of previous ids are tried for a record, half of them by ids, the others by items."""


def with_current_ids(ledger: Ledger, current: Mapping[str, str], present: frozenset[Assertion], kind: Kind) -> Ledger:
    """Replace previous ids in a ledger.

    `current` maps each previous id to the current one. If the record still has a fact with the previous id, its line
    stays as well: extraction needs it to replace the fact.
    """
    if not ledger.is_tidy:
        ledger = _with_fingerprint(ledger, current, present, kind)
    if not _words(line.fact for line in ledger.lines) & current.keys():
        return ledger
    lines = {line._replace(fact=fact_with_ids(line.fact, current, kind)) for line in ledger.lines}
    lines |= {line for line in ledger.lines if line.fact in present}
    return replace(ledger, lines=frozenset(lines), is_tidy=False)


def without_previous_ids(
    ledger: Ledger, current: Mapping[str, str], present: frozenset[Assertion], kind: Kind
) -> Ledger:
    """Remove the lines with previous ids whose facts the record no longer has."""
    if not _words(line.fact for line in ledger.lines) & current.keys():
        return ledger
    kept = (
        line for line in ledger.lines if line.fact in present or fact_with_ids(line.fact, current, kind) == line.fact
    )
    return replace(ledger, lines=frozenset(kept))


def _with_fingerprint(ledger: Ledger, current: Mapping[str, str], present: frozenset[Assertion], kind: Kind) -> Ledger:
    """Add the fingerprint of the record if it differs from that of a branch only in ids.

    After a merge, a person writes the new ids into the record, as the findings ask. A branch had some of them already.
    """
    known = {found.facts for found in ledger.fingerprints}
    previous = _previous_ids(current, _words(present))
    for before in islice(chain(_by_ids(present, previous, kind), _by_items(present, previous, kind)), _COMBINATIONS):
        if fingerprint(before, "").facts in known:
            return replace(ledger, fingerprints=ledger.fingerprints | {fingerprint(present, "")})
    return ledger


def _previous_ids(current: Mapping[str, str], words: Collection[str]) -> Mapping[str, Sequence[str]]:
    previous: dict[str, list[str]] = {}
    for old, new in current.items():
        if new in words:
            previous.setdefault(new, []).append(old)
    return previous


def _by_ids(
    present: Collection[Assertion], previous: Mapping[str, Sequence[str]], kind: Kind
) -> Iterator[Iterable[Assertion]]:
    """The facts with previous ids for some or all of the current ones, those for all of them first."""
    for olds in islice(product(*([*olds, None] for olds in previous.values())), _COMBINATIONS // 2):
        ids = {new: old for new, old in zip(previous, olds, strict=True) if old is not None}
        yield (fact_with_ids(fact, ids, kind) for fact in present)


def _by_items(
    present: Collection[Assertion], previous: Mapping[str, Sequence[str]], kind: Kind
) -> Iterator[Iterable[Assertion]]:
    """The facts with previous ids in some of their items: of two things that are one, a record named both."""
    items: dict[tuple[str, tuple[str, ...], str], list[Assertion]] = {}
    for slot, value in sorted(present):
        items.setdefault((slot.field, slot.key, "" if slot.key else value), []).append((slot, value))
    choices = [
        [[fact_with_ids(fact, ids, kind) for fact in facts] for ids in ({}, *_single(facts, previous))]
        for facts in items.values()
    ]
    for chosen in product(*choices):
        yield chain.from_iterable(chosen)


def _single(facts: Iterable[Assertion], previous: Mapping[str, Sequence[str]]) -> Iterator[Mapping[str, str]]:
    for word in sorted(_words(facts).intersection(previous)):
        yield from ({word: old} for old in previous[word])


def _words(facts: Iterable[Assertion]) -> set[str]:
    return {word for slot, value in facts for word in (value, *slot.key)}


def united(one: Ledger, other: Ledger) -> Ledger:
    """Merge two ledgers as git does: the lines of both."""
    return Ledger(one.lines | other.lines, one.fingerprints | other.fingerprints, is_tidy=False)


def fact_with_ids(fact: Assertion, ids: Mapping[str, str], kind: Kind, type_: str = "reference") -> Assertion:
    """A fact of a record of a kind, with other ids in the fields of a type."""
    slot, value = fact
    field = kind.field(slot.field)
    if field is None:
        return fact
    types = {part.name: part.type for part in field.fields}
    names = dict(enumerate(field.key))
    key = tuple(
        ids.get(text, text) if types.get(names.get(at, "")) == type_ else text for at, text in enumerate(slot.key)
    )
    own = types.get(slot.part) if slot.part else field.type
    return slot._replace(key=key), ids.get(value, value) if own == type_ else value
