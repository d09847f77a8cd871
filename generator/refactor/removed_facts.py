"""A removed thing out of other records and their ledgers: references, items and rejections that name it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.facts.ledger import Assertion, Ledger, ledger_after
from generator.facts.ledger_text import write_ledger
from generator.facts.model import Slot
from generator.project.loader import record_path
from generator.records.edit import remove_fact
from generator.records.model import Record, facts_in
from generator.records.tombstones import references
from generator.records.yaml_document import YamlDocument, YamlPath
from generator.records.yaml_layout import comments
from generator.refactor.masking import KnownNames
from generator.refactor.project_state import ProjectState, Texts, ledger_path, mentions
from generator.refactor.rewriting import NO_LEDGER
from generator.refactor.unannotate import MASK, Removal
from generator.schema.model import Kind, Ref
from generator.text.source import Edit, apply
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

ATTENDANCE: Assertion = (Slot("attendance"), "complete")
"""That a list of participants is complete: no longer so when somebody is taken out of it."""
_WORDED = ("rejected", "accepted")


@dataclass(frozen=True, slots=True)
class Purged:
    """A record and its ledger without a thing; `statements` and `references` count what went from the record."""

    texts: Texts
    statements: int
    references: int


def purge(state: ProjectState, record: Record, removal: Removal, names: KnownNames) -> Purged | None:
    """A record without what refers to the ids, and with masked names; None where it has neither.

    Raises `EditRejectedError` where its text can't be changed safely.
    """
    kind = state.schema.kind(record.ref.kind)
    stored = state.ledgers.get(record.ref, NO_LEDGER)
    if kind is None:
        return None
    gone = tuple(_gone(record, kind, removal))
    draft = YamlDocument(record.source.text, record.tree)
    for fact in gone:
        draft = remove_fact(draft, fact, kind)
    if removal.mask:
        draft = _masked(draft, kind, names)
    ledger = _ledger(stored.ledger, kind, removal, names, record.ref)
    if draft.text == record.source.text and ledger.lines == stored.ledger.lines:
        return None
    after = ledger_after(ledger, ledger.base, frozenset(facts_in(draft.tree, kind)), draft.text, kind)
    texts: Texts = {record_path(record.ref, state.schema): draft.text}
    texts[ledger_path(record.ref, state.schema)] = write_ledger(after) or None
    spoken = [slot for slot, _ in gone if _is_statement(slot, kind) and slot.key and not slot.part]
    return Purged(texts, len(spoken), len(gone) - len(spoken))


def purge_lost_ledgers(state: ProjectState, removal: Removal, names: KnownNames) -> Texts:
    """The ledgers of records that a person deleted, without what refers to the ids."""
    known = {record.ref for record in state.reading.records}
    found: Texts = {}
    for ref, stored in state.ledgers.items():
        kind = state.schema.kind(ref.kind)
        if kind and ref not in known and ref.id not in removal.ids:
            ledger = _ledger(stored.ledger, kind, removal, names, ref)
            if ledger.lines != stored.ledger.lines:
                found[ledger_path(ref, state.schema)] = write_ledger(ledger) or None
    return found


def has_item_of(record: Record, kind: Kind, ids: frozenset[str]) -> bool:
    """Whether a record lists one of the things, as a participant for example; what it quotes is no list."""
    items = (slot for slot, _ in tuple(facts_in(record.tree, kind)) if slot.key)
    return any(_keyed(slot, kind, ids) and not _is_statement(slot, kind) for slot in items)


def _gone(record: Record, kind: Kind, removal: Removal) -> Iterator[Assertion]:
    """The facts that go: an item known by a reference as a whole, a value, a field of an item; and rejections."""
    facts = tuple(facts_in(record.tree, kind))
    items = {fact[0] for fact in facts if fact[0].key and not fact[0].part and _goes_whole(fact, facts, kind, removal)}
    for fact in facts:
        slot, value = fact
        if slot.part and slot._replace(part="") in items:
            continue
        is_item = slot in items
        is_value = (not slot.key or bool(slot.part)) and removal.ids & {value} & set(references(fact, kind))
        is_claim = record.ref.id in removal.incomplete and fact == ATTENDANCE
        if is_item or is_value or is_claim:
            yield fact


def _goes_whole(fact: Assertion, facts: tuple[Assertion, ...], kind: Kind, removal: Removal) -> bool:
    slot, _ = fact
    if _is_about(slot, removal.ids) or _keyed(slot, kind, removal.ids):
        return True
    parts = [(each, value) for each, value in facts if each.part and each._replace(part="") == slot]
    return any(each.part == "by" and value in removal.ids for each, value in parts)


def _keyed(slot: Slot, kind: Kind, ids: frozenset[str]) -> bool:
    """Whether an item is known by one of the ids."""
    return bool(ids & set(references((slot._replace(part=""), ""), kind)))


def _is_about(slot: Slot, ids: frozenset[str]) -> bool:
    """Whether an editor's decision names one of the ids: a rejected fact, an accepted finding."""
    return slot.field in _WORDED and any(mentions(text, id_) for text in slot.key for id_ in ids)


def _is_statement(slot: Slot, kind: Kind) -> bool:
    field = kind.field(slot.field)
    return bool(field and field.statement)


def _ledger(ledger: Ledger, kind: Kind, removal: Removal, names: KnownNames, ref: Ref) -> Ledger:
    """A ledger without the lines of facts that refer to the ids, of any state; names in the others are masked."""
    lines = {
        line
        for line in ledger.lines
        if not removal.ids & set(references(line.fact, kind))
        and not (ref.id in removal.incomplete and line.fact == ATTENDANCE)
        and not _is_about(line.fact[0], removal.ids)
    }
    if removal.mask:
        lines = {line._replace(fact=names.fact(line.fact, kind)) for line in lines}
    return replace(ledger, lines=frozenset(lines))


def _masked(document: YamlDocument, kind: Kind, names: KnownNames) -> YamlDocument:
    """A record with a mask in place of names, in its texts and its comments."""
    masked = {path: names.masked(value) for path, value in _texts_of(document.tree, kind)}
    texts = {path: value for path, value in masked.items() if MASK in value}
    document = document.set_texts(texts) if texts else document
    text = document.text
    edits = [Edit(start, end, names.masked(text[start:end])) for start, end in comments(text, document.tree)]
    return YamlDocument.parse(apply(text, edits))


def _texts_of(tree: YamlMapping, kind: Kind) -> Iterator[tuple[YamlPath, str]]:
    """The values of text fields with their paths."""
    for name, node in tree.entries:
        field = kind.field(name.value)
        parts = {part.name for part in field.fields if part.type == "text"} if field else set()
        for path, value in _members((name.value,), node):
            if isinstance(value, YamlText) and field and field.type == "text":
                yield path, value.value
            elif isinstance(value, YamlMapping):
                yield from (
                    ((*path, part.value), inner.value)
                    for part, inner in value.entries
                    if part.value in parts and isinstance(inner, YamlText)
                )


def _members(path: YamlPath, node: YamlNode) -> Iterator[tuple[YamlPath, YamlNode]]:
    if isinstance(node, YamlList):
        yield from (((*path, at), value) for at, value in enumerate(node.values))
    else:
        yield path, node
