"""The acceptances that records hold: `accepted: [{rule, reason}]`."""

from collections.abc import Iterable, Iterator

from generator.acceptance.model import Acceptance
from generator.records.model import Record
from generator.yamltree import Items, Mapping, Text

FIELD = "accepted"


def in_records(records: Iterable[Record]) -> Iterator[Acceptance]:
    """The acceptances of records, each for its own file alone."""
    for record in records:
        node = record.tree.get(FIELD)
        for item in node.values if isinstance(node, Items) else ():
            parts = dict(_texts(item)) if isinstance(item, Mapping) else {}
            if "rule" in parts and "reason" in parts:
                rule, value = parts["rule"], parts["value"].value if "value" in parts else ""
                span = record.source.span(rule.start, rule.end)
                yield Acceptance(rule.value, record.source.path, parts["reason"].value, value, span)


def _texts(item: Mapping) -> Iterator[tuple[str, Text]]:
    return ((name.value, value) for name, value in item.entries if isinstance(value, Text))
