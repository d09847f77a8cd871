"""Merge imported facts into records: fact by fact, and what a person wrote stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion, MergeBase
from generator.facts.model import Slot
from generator.import_plan.import_ledger import ImportLedger
from generator.import_plan.item_sources import without_borrowed_sources
from generator.importers.record import ImportedRecord
from generator.project.files import RECORDS
from generator.project.journal import Change
from generator.records.conflicts import Conflict
from generator.records.merge import merge
from generator.records.model import Record
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.schema.model import Kind, Ref, Schema
from generator.text.source import Span
from generator.text.yaml_tree import YamlMapping, YamlText

_SOURCES = "sources"
_NAME = Slot("name")


class MergedImport(NamedTuple):
    """The changes of records, the merge bases of the next import, and where a record differs from the import."""

    changes: tuple[Change, ...]
    bases: Mapping[Ref, MergeBase]
    problems: tuple[Problem, ...]


def merge_imported(
    imported: Iterable[ImportedRecord], records: Sequence[Record], ledger: ImportLedger, schema: Schema
) -> MergedImport:
    """Merge records of an import into those of the project."""
    texts = {record.ref: record.source.text for record in records}
    changes: list[Change] = []
    problems: list[Problem] = []
    bases = dict(ledger.records)
    for each in imported:
        kind = schema.kind(each.ref.kind)
        if kind is None:
            continue
        old = texts.get(each.ref)
        merged = _merged(each, old, bases.get(each.ref, MergeBase()), kind)
        bases[each.ref] = merged.base
        if merged.text != old:
            changes.append(Change(f"{RECORDS}/{kind.plural}/{each.ref.id}.yaml", old, merged.text))
        problems += (*_reports(each, merged.conflicts), *_unsourced(each, merged.lost))
    return MergedImport(tuple(changes), bases, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Merged:
    text: str | None
    base: MergeBase
    conflicts: tuple[Conflict, ...]
    lost: tuple[Slot, ...] = ()


def _merged(imported: ImportedRecord, text: str | None, base: MergeBase, kind: Kind) -> _Merged:
    """A record's text with the imported facts and their sources."""
    facts = imported.facts
    if text is not None and not any(slot == _NAME for slot, _ in base.facts):
        facts = frozenset(fact for fact in facts if fact[0] != _NAME)  # it was found by another spelling
    plain = _only(base, is_source=False)
    if text is not None and not facts:
        text = _without_sources(text, base)
    found = merge(plain, facts, text, kind)
    if found.text is None or any(
        conflict.kind == "refused" and not conflict.slot.field for conflict in found.conflicts
    ):
        return _Merged(found.text, found.base, found.conflicts)
    try:
        parsed = YamlDocument.parse(found.text)
        document, sources = _with_sources(parsed, imported, found.base, base, kind)
        plain_lost = tuple(slot for slot in _lost(parsed, document) if document.node(slot.key) is not None)
        document, lost = without_borrowed_sources(document, base, found.conflicts, kind)
    except EditRejectedError as error:
        conflict = Conflict(Slot(_SOURCES), None, None, "refused", error.reason)
        return _Merged(text, base, (*found.conflicts, conflict))
    taken = {(slot, value) for slot, value in found.base.ours if slot in lost}
    now = MergeBase((found.base.ours | sources) - taken, found.base.theirs | taken)
    return _Merged(document.text, now, _without_echoes(found.conflicts), (*plain_lost, *lost))


def _lost(before: YamlDocument, after: YamlDocument) -> Iterator[Slot]:
    """The sources of plain fields that one text has, and the other has not."""
    node, now = before.node((_SOURCES,)), after.node((_SOURCES,))
    for name, _ in node.entries if isinstance(node, YamlMapping) else ():
        if not (isinstance(now, YamlMapping) and now.get(name.value)):
            yield Slot(_SOURCES, (name.value,))


def _without_echoes(conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts without those on the source of an item that a person changed, which follow from the change."""
    changed = {(each.slot.field, each.slot.key) for each in conflicts if each.kind == "differs"}
    return tuple(
        each
        for each in conflicts
        if not (each.kind == "absent" and each.slot.part == "source" and (each.slot.field, each.slot.key) in changed)
    )


def _without_sources(text: str, base: MergeBase) -> str:
    """A record's text without the sources that the import wrote, so that it is as it was generated."""
    try:
        document = YamlDocument.parse(text)
        for slot, value in sorted(_only(base, is_source=True).ours):
            path = (_SOURCES, slot.key[0])
            node = document.node(path)
            if isinstance(node, YamlText) and node.value == value:
                document = _without_source(document, slot.key[0])
    except EditRejectedError:
        return text
    return document.text


def _without_source(document: YamlDocument, field: str) -> YamlDocument:
    """A record without the source of a plain field; the last one goes with its key."""
    rest = document.node((_SOURCES,))
    is_last = isinstance(rest, YamlMapping) and len(rest.entries) == 1
    return document.remove((_SOURCES,) if is_last else (_SOURCES, field))


def _only(base: MergeBase, *, is_source: bool) -> MergeBase:
    """The facts of a merge base, or the sources of plain fields."""

    def own(facts: frozenset[Assertion]) -> frozenset[Assertion]:
        return frozenset(fact for fact in facts if (fact[0].field == _SOURCES) == is_source)

    return MergeBase(own(base.ours), own(base.theirs))


def _with_sources(
    document: YamlDocument, imported: ImportedRecord, now: MergeBase, before: MergeBase, kind: Kind
) -> tuple[YamlDocument, frozenset[Assertion]]:
    """The record with a source for each plain field that the import wrote; one that a person named stands."""
    known = {slot.key[0]: value for slot, value in _only(before, is_source=True).ours if slot.key}
    written = {slot.field for slot, _ in now.ours if not slot.key}
    ours: set[Assertion] = set()
    order = [field.name for field in kind.fields]
    for field in sorted({*imported.sources, *known}):
        node = document.node((_SOURCES, field))
        own = node.value if isinstance(node, YamlText) else ""
        wanted = imported.sources.get(field, "") if field in written else ""
        if own == wanted:
            pass
        elif (not own and field not in known) or (own and own == known.get(field)):
            path = (_SOURCES, field)
            document = document.set(path, wanted, order) if wanted else _without_source(document, field)
        else:
            continue
        ours |= {(Slot(_SOURCES, (field,)), wanted)} if wanted else set()
    return document, frozenset(ours)


_HINTS = {
    "differs": "what the record says stands; change it there if the file is right",
    "absent": "somebody removed it, so it stays away; add it to the record if it should be there",
    "kept": "remove it in the record if it is wrong",
    "removed": "somebody deleted the record, so it stays away; to import it again, write the record by hand",
}


def _reports(imported: ImportedRecord, conflicts: Iterable[Conflict]) -> Iterator[Problem]:
    """Where the record differs from the import, at the position in the imported file."""
    for conflict in conflicts:
        name = f"{imported.ref.kind} `{imported.ref.id}`"
        slot = conflict.slot
        what = ".".join(filter(None, (slot.field, slot.part))) + (
            f" ({', '.join(filter(None, slot.key))})" * bool(slot.key)
        )
        value = f": `{conflict.asserted}`" if conflict.asserted else ""
        span = _span(imported, conflict)
        if conflict.kind == "kept" and slot == _NAME:
            message, hint = f"{what} of {name} stays: the record has other facts", "delete the record if it is to go"
            yield Problem("record-agrees-with-import", message, span, "warning", hint)
            continue
        if conflict.kind == "refused":
            message = f"{what} of {name} can't be written, because {conflict.reason}"
            yield Problem("record-is-editable", message, span, hint="make the change in the record yourself")
            continue
        said = {
            "differs": f"{what} of {name} is `{conflict.record}` in the record, and `{conflict.asserted}` in the file",
            "absent": f"{what} of {name}{value} is in the file, but not in the record any more",
            "kept": f"{what} of {name} is not in the file any more, but a person has a hand in it",
            "removed": f"the record of {name} was deleted",
        }.get(conflict.kind, f"{what} of {name} differs from the file")
        yield Problem("record-agrees-with-import", said, span, "warning", _HINTS.get(conflict.kind, ""))


def _unsourced(imported: ImportedRecord, lost: Iterable[Slot]) -> Iterator[Problem]:
    """Where a person's value lost the source that the import had given to another one."""
    for slot in lost:
        field, key = (slot.key[0], ()) if slot.field == _SOURCES else (slot.field, slot.key)
        item = f" ({', '.join(filter(None, key))})" if key else ""
        what = f"{field}{item} of {imported.ref.kind} `{imported.ref.id}`"
        message = f"{what} was changed, and has lost the source of the import, which says something else"
        span = next((span for (each, _), span in imported.spans.items() if each.field == field), imported.span)
        hint = "write the source of your value into the record"
        yield Problem("record-agrees-with-import", message, span, "warning", hint)


def _span(imported: ImportedRecord, conflict: Conflict) -> Span:
    found = (span for (slot, value), span in imported.spans.items() if slot == conflict.slot)
    return next(found, imported.span)
