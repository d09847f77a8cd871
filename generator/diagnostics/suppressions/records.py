"""Suppressions in records: `accepted: [{rule, reason}]`."""

from collections.abc import Iterable, Iterator

from generator.diagnostics.suppressions.model import Suppression
from generator.records.model import Record
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

FIELD = "accepted"


def in_records(records: Iterable[Record]) -> Iterator[Suppression]:
    """Every suppression in the records; each applies to its own file only."""
    for record in records:
        node = record.tree.get(FIELD) if FIELD in record.texts else None
        for item in node.values if isinstance(node, YamlList) else ():
            parts = dict(_texts(item)) if isinstance(item, YamlMapping) else {}
            if "rule" in parts and "reason" in parts:
                rule, value = parts["rule"], parts["value"].value if "value" in parts else ""
                span = record.source.span(rule.start, rule.end)
                yield Suppression(rule.value, record.source.path, parts["reason"].value, value, span)


def _texts(item: YamlMapping) -> Iterator[tuple[str, YamlText]]:
    return ((name.value, value) for name, value in item.entries if isinstance(value, YamlText))
