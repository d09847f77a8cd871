"""Three-way merge, fact by fact: the merge base, what articles assert now, and the record as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from generator.facts.ledger import Assertion, Ledger, MergeBase, ledger_after
from generator.facts.ledger_ids import without_previous_ids
from generator.facts.model import SlotValue
from generator.records.conflicts import WHOLE, Conflict, without_rejected
from generator.records.edit import item_paths, remove_fact, set_fact
from generator.records.merge_base import read_base
from generator.records.merge_cells import MergeCell, compare
from generator.records.merge_doubts import doubt_conflicts
from generator.records.model import facts_in
from generator.records.new import header, new_record
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.schema.model import Kind
from generator.text.source import SourceText
from generator.text.yaml_tree import EMPTY, YamlMapping, YamlNode, YamlText, read

MergeAction: TypeAlias = Literal["agree", "write", "delete", "keep"]
_Cells: TypeAlias = Mapping[SlotValue, MergeCell]


@dataclass(frozen=True, slots=True)
class Merge:
    """The record's text after extraction (None: no file), its new merge base, and the conflicts that remain.

    Merging once more gives the same three.
    """

    text: str | None
    base: MergeBase
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The result for a cell: its values in the new merge base, and a conflict."""

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    conflict: Conflict | None = None


def merge_action(cell: MergeCell) -> MergeAction:
    """What to do about one fact; a list's value or item exists or not, and follows the same table."""
    if cell.new == cell.says or (cell.new is None and not cell.was):
        return "agree"
    if cell.says is None and not cell.was:
        return "write"
    if cell.says in cell.ours:
        return "delete" if cell.new is None else "write"
    return "keep"


def merge(base: MergeBase, asserted: frozenset[Assertion], text: str | None, kind: Kind) -> Merge:
    """Write what the articles assert into a record's text, and keep everything that people wrote.

    `asserted` has at most one value for each plain field and each field of an item; a fact of the machine's that it
    lacks is removed, so it must include the name that comes from labels. `text` is None if there is no file.
    """
    if text is None:
        return _without_record(base, asserted, kind)
    try:
        document = YamlDocument.parse(text)
    except EditRejectedError as error:
        return Merge(text, base, (Conflict(WHOLE, None, None, "refused", error.reason),))
    wanted = _with_items(without_rejected(asserted, document.tree), kind)
    document, outcomes = _carry_out(document, compare(base, wanted, document.tree, kind), kind)
    if not wanted and base.ours and _is_as_generated(document.text, _base(outcomes), kind):
        return Merge(None, MergeBase(), ())
    conflicts = tuple(outcome.conflict for outcome in outcomes.values() if outcome.conflict)
    return Merge(document.text, _base(outcomes), conflicts)


class MergedRecord(NamedTuple):
    """A record's text after extraction and the facts in it (None: no file), its ledger, and its conflicts."""

    text: str | None
    present: frozenset[Assertion] | None
    ledger: Ledger
    conflicts: tuple[Conflict, ...]


def merge_record(
    ledger: Ledger,
    asserted: frozenset[Assertion],
    text: str | None,
    present: frozenset[Assertion] | None,
    kind: Kind,
    ids: Mapping[str, str] = MappingProxyType({}),
) -> MergedRecord:
    """Merge with the base that the ledger gives, also after git merged branches.

    `present` are the facts in the text; `ids` maps the previous ids of records to their current ones.
    """
    wanted = _with_items(without_rejected(asserted, _tree(text or "")), kind)
    base, doubts, is_new = read_base(ledger, wanted, present, kind, ids)
    merged = merge(base, asserted, header(kind) if is_new and base.facts else text, kind)
    if merged.text != text:
        present = None if merged.text is None else frozenset(facts_in(_tree(merged.text), kind))
    after = ledger_after(ledger, merged.base, present, merged.text, kind)
    after = without_previous_ids(after, ids, present or frozenset(), kind) if ids else after
    undecided = doubt_conflicts(doubts, present or frozenset(), kind)
    return MergedRecord(merged.text, present, after, (*merged.conflicts, *undecided))


def _tree(text: str) -> YamlMapping:
    """What a record's text reads as; an invalid one contains nothing."""
    return read(SourceText("", text))[0] or EMPTY


def conflicts(base: MergeBase, asserted: frozenset[Assertion], text: str | None, kind: Kind) -> tuple[Conflict, ...]:
    """The conflicts between articles and a record, whether extraction has just run or not."""
    return merge(base, asserted, text, kind).conflicts


def _without_record(base: MergeBase, asserted: frozenset[Assertion], kind: Kind) -> Merge:
    """Write a new file, unless a person deleted the one that there was."""
    wanted = _with_items(asserted, kind)
    if not wanted:
        return Merge(None, MergeBase(), ())
    if base.facts:
        return Merge(None, MergeBase(theirs=wanted), (Conflict(WHOLE, None, None, "removed"),))
    return Merge(new_record(wanted, kind), MergeBase(ours=wanted), ())


def _is_as_generated(text: str, base: MergeBase, kind: Kind) -> bool:
    """Whether a record is exactly what the machine would write, line endings aside."""
    return text.replace("\r\n", "\n") == new_record(base.ours, kind)


def _with_items(facts: frozenset[Assertion], kind: Kind) -> frozenset[Assertion]:
    """The facts that the schema knows, and the items of all fields of items."""
    known = frozenset(fact for fact in facts if kind.field(fact[0].field))
    return known | {(slot._replace(part=""), "") for slot, _ in known if slot.part}


def _carry_out(document: YamlDocument, cells: _Cells, kind: Kind) -> tuple[YamlDocument, dict[SlotValue, _Outcome]]:
    """Take the action of each cell: additions first, so that a list keeps its place when all of its values change."""
    outcomes: dict[SlotValue, _Outcome] = {}
    for key, cell in sorted(cells.items(), key=lambda entry: merge_action(entry[1]) == "delete"):
        try:
            document, outcomes[key] = _act(document, cell, cells, kind)
        except EditRejectedError as error:
            outcomes[key] = _unchanged(cell, _conflict(cell, "refused", error.reason))
    return document, {key: _reported_once(key, outcomes) for key in cells}


def _act(document: YamlDocument, cell: MergeCell, cells: _Cells, kind: Kind) -> tuple[YamlDocument, _Outcome]:
    item = cells.get(cell.item) if cell.slot.part else None
    if item and item.says is None and merge_action(item) == "keep":
        return document, _Outcome(theirs=_values(cell.new))  # whoever removed the item removed its fields with it
    match merge_action(cell):
        case "agree":
            return document, _agreed(cell)
        case "keep":
            return document, _kept_by_person(cell, document.tree, cells)
        case "write":
            return set_fact(document, (cell.slot, cell.new or ""), kind), _Outcome(ours=_values(cell.new))
        case "delete":
            return _delete(document, cell, cells, kind)


def _delete(document: YamlDocument, cell: MergeCell, cells: _Cells, kind: Kind) -> tuple[YamlDocument, _Outcome]:
    """Remove a fact; an item goes as a whole or, if a person has a hand in it, stays as a whole."""
    item = cells.get(cell.item) if cell.slot.part else None
    if item and merge_action(item) == "delete":
        return document, _unchanged(cell) if item_paths(document.tree, cell.field, cell.slot.key) else _Outcome()
    if _is_kept(document, cell, cells):
        return document, _unchanged(cell, _conflict(cell, "kept"))
    return remove_fact(document, (cell.slot, cell.says or ""), kind), _Outcome()


def _agreed(cell: MergeCell) -> _Outcome:
    mine = cell.new in cell.ours
    return _Outcome(ours=_values(cell.new)) if mine else _Outcome(theirs=_values(cell.new))


def _kept_by_person(cell: MergeCell, tree: YamlMapping, cells: _Cells) -> _Outcome:
    """Keep a person's value, or its absence. The base contains what no article asserts until it has a source.

    Reference data, such as a name, needs none.
    """
    if cell.new is not None:
        kind: Literal["differs", "absent"] = "absent" if cell.says is None else "differs"
        return _Outcome(theirs=_values(cell.new), conflict=_conflict(cell, kind))
    if cell.field.almanac or _has_source(tree, cell, cells):
        return _Outcome()
    return _Outcome(theirs=cell.was, conflict=_conflict(cell, "kept"))


def _unchanged(cell: MergeCell, conflict: Conflict | None = None) -> _Outcome:
    """Keep the machine's value for now; the next run tries again."""
    return _Outcome(cell.ours, cell.was - cell.ours, conflict)


def _conflict(cell: MergeCell, kind: Literal["differs", "absent", "kept", "refused"], reason: str = "") -> Conflict:
    return Conflict(cell.slot, cell.says, cell.new, kind, reason)


def _is_kept(document: YamlDocument, cell: MergeCell, cells: _Cells) -> bool:
    """Whether a fact that the machine wrote must stay: a person's words or the whole record depend on it."""
    if cell.slot.key and not cell.slot.part:
        return _has_persons_words(document, cell, cells)
    retired = all(other.new is None for other in cells.values())
    return retired and cell.field.required and not cell.slot.key


def _has_persons_words(document: YamlDocument, cell: MergeCell, cells: _Cells) -> bool:
    """Whether an item has a comment, or a field that a person wrote or changed."""
    paths = item_paths(document.tree, cell.field, cell.slot.key)
    return any(document.has_comment(path) or not _is_machines(document.node(path), cell, cells) for path in paths)


def _is_machines(item: YamlNode | None, cell: MergeCell, cells: _Cells) -> bool:
    """Whether the machine wrote all fields of an item, and nobody changed them."""
    for name, value in item.entries if isinstance(item, YamlMapping) else ():
        part = cells.get((cell.slot._replace(part=name.value), ""))
        is_machines = isinstance(value, YamlText) and part is not None and merge_action(part) == "delete"
        if name.value not in cell.field.key and not is_machines:
            return False
    return True


def _has_source(tree: YamlMapping, cell: MergeCell, cells: _Cells) -> bool:
    """Whether a person gave a source for a fact: in the item, or in `sources` under the field's name."""
    if cell.slot.key:
        source = cells.get((cell.slot._replace(part="source"), ""))
        return source is not None and source.says is not None
    sources = tree.get("sources")
    return isinstance(sources, YamlMapping) and sources.get(cell.slot.field) is not None


def _reported_once(key: SlotValue, outcomes: Mapping[SlotValue, _Outcome]) -> _Outcome:
    """The outcome of a cell; if its item has a conflict, the field gets none of its own."""
    slot, _ = key
    item = outcomes.get((slot._replace(part=""), "")) if slot.part else None
    return replace(outcomes[key], conflict=None) if item and item.conflict else outcomes[key]


def _base(outcomes: Mapping[SlotValue, _Outcome]) -> MergeBase:
    ours = {(key[0], value) for key, outcome in outcomes.items() for value in outcome.ours}
    theirs = {(key[0], value) for key, outcome in outcomes.items() for value in outcome.theirs}
    return MergeBase(frozenset(ours), frozenset(theirs))


def _values(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({value})
