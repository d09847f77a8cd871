"""Take an import's source out of items that a person changed: it says something else."""

from collections.abc import Iterable, Iterator

from generator.facts.ledger import MergeBase
from generator.facts.model import Slot
from generator.records.conflicts import Conflict
from generator.records.model import item_key
from generator.records.yaml_document import YamlDocument
from generator.schema.model import Field, Kind
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

_SOURCE = "source"


def without_borrowed_sources(
    document: YamlDocument, before: MergeBase, conflicts: Iterable[Conflict], kind: Kind
) -> tuple[YamlDocument, tuple[Slot, ...]]:
    """A record without the sources of changed items, and the slots of these sources.

    `before` is what the last import wrote. An item is changed if one of its parts differs from the file, or if it has
    another key, and the source of an item that is gone.
    """
    changed = frozenset((each.slot.field, each.slot.key) for each in conflicts if each.kind == "differs")
    lost: list[Slot] = []
    for field in kind.fields:
        written = {slot.key: url for slot, url in before.ours if (slot.field, slot.part) == (field.name, _SOURCE)}
        items = tuple(_sourced(document, field))
        gone = {url for key, url in written.items() if key not in {each for _, each, _ in items}}
        for at, key, url in items if written else ():
            is_retitled = key not in written and url in gone and not _is_known(before, field, key)
            if is_retitled or (written.get(key) == url and (field.name, key) in changed):
                document = document.remove((field.name, at, _SOURCE))
                lost.append(Slot(field.name, key, _SOURCE))
    return document, tuple(lost)


def _sourced(document: YamlDocument, field: Field) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """The number, the key and the source of each item of a field that has one."""
    items = document.node((field.name,))
    for at, item in enumerate(items.values if isinstance(items, YamlList) else ()):
        node = item.get(_SOURCE) if isinstance(item, YamlMapping) else None
        if isinstance(item, YamlMapping) and isinstance(node, YamlText):
            yield at, item_key(item, field), node.value


def _is_known(before: MergeBase, field: Field, key: tuple[str, ...]) -> bool:
    return any((slot.field, slot.key) == (field.name, key) for slot, _ in before.facts)
