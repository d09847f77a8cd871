"""A removed thing out of other records and their ledgers: references, items and rejections that name it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.facts.ledger import Assertion, Ledger, ledger_after
from generator.facts.ledger_text import write_ledger
from generator.facts.model import Slot
from generator.project.loader import record_path
from generator.records import splice
from generator.records.edit import OpenRecord, open_record, remove_fact
from generator.records.layout import comments
from generator.records.model import Record
from generator.records.splice import EditRejected
from generator.records.tombstones import references
from generator.refactor.masking import Names
from generator.refactor.merge_records import facts_of
from generator.refactor.project_state import ProjectState, Texts, ledger_path, mentions
from generator.refactor.rewriting import NOTHING
from generator.refactor.unannotate import Removal
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


def purge(stock: ProjectState, record: Record, removal: Removal, names: Names) -> Purged | EditRejected | None:
    """A record without what refers to the ids, and with masked names; None where it has neither."""
    kind = stock.schema.kind(record.ref.kind)
    stored = stock.ledgers.get(record.ref, NOTHING)
    if kind is None:
        return None
    gone = tuple(_gone(record, kind, removal))
    draft: OpenRecord | EditRejected = OpenRecord(record.source.text, record.tree)
    for fact in gone:
        draft = remove_fact(draft, fact, kind) if isinstance(draft, OpenRecord) else draft
    if isinstance(draft, OpenRecord) and removal.mask:
        draft = _masked(draft, kind, names)
    if isinstance(draft, EditRejected):
        return draft
    ledger = _ledger(stored.ledger, kind, removal, names, record.ref)
    if draft.text == record.source.text and ledger.lines == stored.ledger.lines:
        return None
    after = ledger_after(ledger, ledger.base, frozenset(facts_of(draft, kind)), draft.text)
    texts: Texts = {record_path(record.ref, stock.schema): draft.text}
    texts[ledger_path(record.ref, stock.schema)] = write_ledger(after) or None
    spoken = [slot for slot, _ in gone if _is_statement(slot, kind) and slot.key and not slot.part]
    return Purged(texts, len(spoken), len(gone) - len(spoken))


def purge_lost_ledgers(stock: ProjectState, removal: Removal, names: Names) -> Texts:
    """The ledgers of records that a person deleted, without what refers to the ids."""
    known = {record.ref for record in stock.reading.records}
    found: Texts = {}
    for ref, stored in stock.ledgers.items():
        kind = stock.schema.kind(ref.kind)
        if kind and ref not in known and ref.id not in removal.ids:
            ledger = _ledger(stored.ledger, kind, removal, names, ref)
            if ledger.lines != stored.ledger.lines:
                found[ledger_path(ref, stock.schema)] = write_ledger(ledger) or None
    return found


def has_item_of(record: Record, kind: Kind, ids: frozenset[str]) -> bool:
    """Whether a record lists one of the things, as a participant for example; what it quotes is no list."""
    items = (slot for slot, _ in facts_of(OpenRecord(record.source.text, record.tree), kind) if slot.key)
    return any(_keyed(slot, kind, ids) and not _is_statement(slot, kind) for slot in items)


def _gone(record: Record, kind: Kind, removal: Removal) -> Iterator[Assertion]:
    """The facts that go: an item known by a reference as a whole, a value, a field of an item; and rejections."""
    facts = facts_of(OpenRecord(record.source.text, record.tree), kind)
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


def _ledger(ledger: Ledger, kind: Kind, removal: Removal, names: Names, ref: Ref) -> Ledger:
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


def _masked(draft: OpenRecord, kind: Kind, names: Names) -> OpenRecord | EditRejected:
    """A record with a mask in place of names, in its texts and its comments."""
    text, edits = draft.text, []
    for node, flow in _texts_of(draft.tree, kind, flow=draft.tree.flow):
        if (words := names.masked(node.value)) != node.value:
            edits.append(splice.replace(text, node, words, flow=flow))
    spans = [(start, end) for start, end in comments(text, draft.tree)]
    edits += [
        Edit(start, end, words) for start, end in spans if (words := names.masked(text[start:end])) != text[start:end]
    ]
    sound = [edit for edit in edits if isinstance(edit, Edit)]
    if len(sound) < len(edits):
        return next(edit for edit in edits if isinstance(edit, EditRejected))
    expected = {names.fact(fact, kind) for fact in facts_of(draft, kind)}
    changed = open_record(apply(text, sound)) if sound else draft
    if isinstance(changed, EditRejected) or set(facts_of(changed, kind)) != expected:
        return EditRejected("a name in it leaves no safe place for a mask")
    return changed


def _texts_of(tree: YamlMapping, kind: Kind, *, flow: bool) -> Iterator[tuple[YamlText, bool]]:
    """The values of text fields, each with whether it stands in flow style."""
    for name, node in tree.entries:
        field = kind.field(name.value)
        if field is None:
            continue
        types: Callable[[str], str] = {part.name: part.type for part in field.fields}.get  # type: ignore[assignment]
        for value, is_flow in _members(node, flow=flow):
            if isinstance(value, YamlText) and field.type == "text":
                yield value, is_flow
            elif isinstance(value, YamlMapping):
                for part, inner in value.entries:
                    if isinstance(inner, YamlText) and types(part.value) == "text":
                        yield inner, value.flow


def _members(node: YamlNode, *, flow: bool) -> Iterator[tuple[YamlNode, bool]]:
    if isinstance(node, YamlList):
        yield from ((value, node.flow) for value in node.values)
    else:
        yield node, flow
