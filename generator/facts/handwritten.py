"""The facts of records that people wrote."""

from collections.abc import Callable, Iterable, Iterator

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.model import Record, facts_with_nodes
from generator.schema.model import Ref, Schema


def handwritten(
    records: Iterable[Record], ours: Callable[[Ref], frozenset[Assertion]], schema: Schema
) -> Iterator[tuple[Ref, Slot, str]]:
    """The facts of some records but those that extraction wrote, which `ours` gives for a record."""
    for record in records:
        kind = schema.kind(record.ref.kind)
        machine = ours(record.ref) if kind else frozenset()
        for slot, value, _ in facts_with_nodes(record.tree, kind) if kind else ():
            if (slot, value) not in machine:
                yield record.ref, slot, value
