"""Previous ids: which record had each, and how a record gets or loses one."""

from collections.abc import Iterable

from generator.facts.model import Slot
from generator.records.edit import remove_fact, set_fact
from generator.records.model import Record
from generator.records.yaml_document import YamlDocument
from generator.schema.model import Kind, Ref
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

PREVIOUS = "previous_ids"
"""The field of a record that lists them."""


def previous_ids(records: Iterable[Record]) -> dict[str, Ref]:
    """Each id that no record has any more, with the thing that had it; the first one if two claim it."""
    records = tuple(records)
    renamed = sorted((record for record in records if PREVIOUS in record.texts), key=lambda record: record.ref)
    living = {record.ref.id for record in records} if renamed else set()
    found: dict[str, Ref] = {}
    for record in renamed:
        for id_ in previous_of(record.tree):
            if id_.value not in living:
                found.setdefault(id_.value, record.ref)
    return found


def previous_of(tree: YamlMapping) -> tuple[YamlText, ...]:
    """The previous ids of a record, each with its position."""
    node = tree.get(PREVIOUS)
    return tuple(value for value in node.values if isinstance(value, YamlText)) if isinstance(node, YamlList) else ()


def with_previous(document: YamlDocument, kind: Kind, add: Iterable[str], remove: Iterable[str] = ()) -> YamlDocument:
    """A record with these previous ids, too, and without those."""
    now = {text.value for text in previous_of(document.tree)}
    for id_ in add:
        if id_ not in now:
            document = set_fact(document, (Slot(PREVIOUS), id_), kind)
    for id_ in remove:
        if id_ in now:
            document = remove_fact(document, (Slot(PREVIOUS), id_), kind)
    return document
