"""What was changed, corrected, rejected or retracted: in records by their history, in articles by what they say."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.facts.model import Slot
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.outcomes import follows
from generator.pages.escape import Markdown, escape
from generator.pages.page_context import PageContext
from generator.pages.references import slot_label
from generator.records.history import ADDED, CHANGED, REMOVED, RecordChange
from generator.schema.model import Field, Ref

_REJECTED = "rejected"
_WORDS = {ADDED: "change_added", REMOVED: "change_removed", CHANGED: "change_renamed"}


class ChangeRow(NamedTuple):
    """A change for readers: the record, the day, what changed, its value before and since, and the reason."""

    ref: Ref
    on: str
    label: str
    was: str | Markdown
    now: str | Markdown
    why: str


class Rejection(NamedTuple):
    """A fact of articles that the editors reject: record, fact, value, reason, and since when; "" if unknown."""

    ref: Ref
    label: str
    value: str | Markdown
    reason: str
    on: str


def changes_of(base: KnowledgeBase, page: PageContext, ref: Ref) -> tuple[ChangeRow, ...]:
    """What changed in a record, newest first; rejections are listed apart."""
    return tuple(
        change_row(base, page, ref, change)
        for change in base.history.get(ref, ())
        if change.slot is None or change.slot.field != _REJECTED
    )


def change_row(base: KnowledgeBase, page: PageContext, ref: Ref, change: RecordChange) -> ChangeRow:
    """A change with its values as pages show them."""
    slot = change.slot
    if slot is None:
        return ChangeRow(ref, change.on, page.text(_WORDS[change.how]), change.was, change.now, change.why)
    named = _item_name(base, slot) if slot.key and not slot.part else ""
    was, now = (page.show(ref, slot, value) if value else "" for value in (change.was, change.now))
    if named:
        was, now = (named, "") if change.how == REMOVED else ("", named)
    return ChangeRow(ref, change.on, slot_label(base, ref, slot), was, now, change.why)


def _item_name(base: KnowledgeBase, slot: Slot) -> str:
    return ", ".join(base.name(base.ids[each]) if each in base.ids else each for each in slot.key if each)


def is_correction(base: KnowledgeBase, ref: Ref, change: RecordChange) -> bool:
    """Whether a change took back what the site had said: not what is new, nor a status that others follow in time."""
    if change.slot is None:
        return change.how == REMOVED
    if change.how == ADDED or change.slot.field == _REJECTED:
        return False
    field = _field(base, ref, change.slot)
    return not (field and field.changes and change.how == CHANGED and follows(change.was, change.now))


def _field(base: KnowledgeBase, ref: Ref, slot: Slot) -> Field | None:
    kind = base.schema.kind(ref.kind)
    return kind.field(slot.field) if kind else None


def corrections(base: KnowledgeBase) -> tuple[tuple[Ref, RecordChange], ...]:
    """All corrections of records, newest first."""
    found = [(ref, each) for ref, changes in base.history.items() for each in changes if is_correction(base, ref, each)]
    return tuple(sorted(found, key=lambda row: (row[1].on, row[0]), reverse=True))


def rejections_of(base: KnowledgeBase, page: PageContext, ref: Ref) -> tuple[Rejection, ...]:
    """What the editors of a record reject."""
    return tuple(_rejection(base, page, item) for item in _rejected(base, ref))


def _rejected(base: KnowledgeBase, ref: Ref) -> tuple[Item, ...]:
    kind = base.schema.kind(ref.kind)
    field = kind.field(_REJECTED) if kind and ref in base.records and _REJECTED in base.records[ref].texts else None
    return items(base, ref, field) if field else ()


def _rejection(base: KnowledgeBase, page: PageContext, item: Item) -> Rejection:
    ref, value = item.subject, item.parts["value"]
    name, _, part = item.parts["field"].partition(".")
    field = _field(base, ref, Slot(name))
    label = slot_label(base, ref, Slot(name, (), part))
    shown: str | Markdown = value
    if field and not field.fields:
        shown = page.show(ref, Slot(name), value)
    elif field:
        shown = ", ".join(base.name(base.ids[each]) if each in base.ids else each for each in value.split(", "))
    since = [each.on for each in base.history.get(ref, ()) if each.slot == item.slot and each.how == ADDED]
    return Rejection(ref, label, shown, item.parts.get("reason", ""), since[0] if since else "")


def fact_notes(base: KnowledgeBase, page: PageContext, subject: Ref, slot: Slot, value: str) -> Iterator[Markdown]:
    """The notes at a fact: that its value was corrected, and which other one the editors reject."""
    field = _field(base, subject, slot)
    for change in base.history.get(subject, ()):
        if (change.slot, change.how, change.now) == (slot, CHANGED, " ".join(value.split())):
            was = escape(page.show(subject, slot, change.was))
            key = "correction_note" if is_correction(base, subject, change) else "change_note"
            words = page.text(key, date=escape(page.date(change.on)), was=was)
            yield Markdown(f"{words} {escape(change.why)}".rstrip())
    for item in _rejected(base, subject) if field else ():
        if (rejected := _rejected_value(item, slot)) and rejected != value:
            shown = escape(page.show(subject, slot, rejected))
            yield Markdown(page.text("rejection_note", value=shown, reason=escape(item.parts.get("reason", ""))))


def _rejected_value(item: Item, slot: Slot) -> str:
    """The value that an entry rejects for a fact; "" if the entry is on another fact, or on a whole item."""
    named, value = item.parts["field"], item.parts["value"]
    if not slot.part:
        return value if named == slot.field and not slot.key else ""
    keys = {", ".join(filter(None, key)) for key in (slot.key, slot.key[:-1])}
    ours = [f"{key}, " for key in keys if key and value.startswith(f"{key}, ")]
    return value.removeprefix(max(ours, key=len)) if ours and named == f"{slot.field}.{slot.part}" else ""
