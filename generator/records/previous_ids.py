"""The ids that things had before, and the things that have them behind them now."""

from collections.abc import Iterable

from generator.facts.model import Slot
from generator.records.edit import OpenRecord, remove_fact, set_fact
from generator.records.model import Record
from generator.records.splice import EditRejected
from generator.schema.model import Kind, Ref
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

_FIELD = "previous_ids"


def previous_ids(records: Iterable[Record]) -> dict[str, Ref]:
    """Each id that no record has any more, with the thing that had it: the first in order where two say so."""
    records = sorted(records, key=lambda record: record.ref)
    living = {record.ref.id for record in records}
    found: dict[str, Ref] = {}
    for record in records:
        for id_ in previous_of(record.tree):
            if id_.value not in living:
                found.setdefault(id_.value, record.ref)
    return found


def previous_of(tree: YamlMapping) -> tuple[YamlText, ...]:
    """The ids that a record had before, each with its place."""
    node = tree.get(_FIELD)
    return tuple(value for value in node.values if isinstance(value, YamlText)) if isinstance(node, YamlList) else ()


def with_previous(
    draft: OpenRecord, kind: Kind, add: Iterable[str], remove: Iterable[str] = ()
) -> OpenRecord | EditRejected:
    """A record that had these ids before, too, and not those."""
    now = {text.value for text in previous_of(draft.tree)}
    steps = [(set_fact, id_) for id_ in add if id_ not in now] + [(remove_fact, id_) for id_ in remove if id_ in now]
    for step, id_ in steps:
        changed = step(draft, (Slot(_FIELD), id_), kind)
        if isinstance(changed, EditRejected):
            return changed
        draft = changed
    return draft
