"""Three-way merge, fact by fact: what extraction knew, what articles assert now, and the record as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from generator.facts.ledger import Assertion, Ledger, MergeBase, ledger_after
from generator.records.conflicts import WHOLE, Conflict, without_rejected
from generator.records.edit import OpenRecord, find_items, has_comment, open_record, remove_fact, set_fact
from generator.records.merge_base import read_base
from generator.records.merge_cells import MergeCell, SlotValue, compare
from generator.records.model import iter_facts
from generator.records.new import header, new_record
from generator.records.splice import EditRejected
from generator.schema.model import Kind
from generator.text.yaml_tree import YamlMapping as Tree
from generator.text.yaml_tree import YamlNode, YamlText

MergeAction: TypeAlias = Literal["agree", "write", "delete", "stand"]
_Cells: TypeAlias = Mapping[SlotValue, MergeCell]


@dataclass(frozen=True, slots=True)
class Merge:
    """The record's text after extraction (None: no file), its new merge base, and what stays in disagreement.

    Merging once more gives the same three.
    """

    text: str | None
    base: MergeBase
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What becomes of a cell: the values that its base keeps, and what there is to report."""

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    conflict: Conflict | None = None


def merge_action(cell: MergeCell) -> MergeAction:
    """What to do about one fact; a value in a list and an item are there or not, and follow the same table."""
    if cell.new == cell.says or (cell.new is None and not cell.was):
        return "agree"
    if cell.says is None and not cell.was:
        return "write"
    if cell.says in cell.ours:
        return "delete" if cell.new is None else "write"
    return "stand"


def merge(base: MergeBase, asserted: frozenset[Assertion], text: str | None, kind: Kind) -> Merge:
    """Bring what the articles assert into a record's text, and leave every person's word as it is.

    `asserted` holds one value at most for each plain field and each field of an item. The name that a record takes from
    its labels belongs to it at every run: what is asserted no more is taken out. `text` is None where there is no file.
    """
    if text is None:
        return _without_record(base, asserted, kind)
    draft = open_record(text)
    if isinstance(draft, EditRejected):
        return Merge(text, base, (Conflict(WHOLE, None, None, "refused", draft.reason),))
    wanted = _with_items(without_rejected(asserted, draft.tree), kind)
    draft, outcomes = _carried_out(draft, compare(base, wanted, draft.tree, kind), kind)
    if not wanted and base.ours and _is_machines_own(_base(outcomes), draft.text, kind):
        return Merge(None, MergeBase(), ())
    conflicts = tuple(outcome.conflict for outcome in outcomes.values() if outcome.conflict)
    return Merge(draft.text, _base(outcomes), conflicts)


class MergedRecord(NamedTuple):
    """A record's text after extraction with the facts that it then holds (None: no file), its ledger, and conflicts."""

    text: str | None
    held: frozenset[Assertion] | None
    ledger: Ledger
    conflicts: tuple[Conflict, ...]


def merge_record(
    ledger: Ledger, asserted: frozenset[Assertion], text: str | None, held: frozenset[Assertion] | None, kind: Kind
) -> MergedRecord:
    """Merge by what the ledger proves, also where git joined branches. `held` are the facts that the text holds."""
    wanted = _with_items(asserted, kind)
    if text is not None:
        draft = open_record(text)
        accepted = asserted if isinstance(draft, EditRejected) else without_rejected(asserted, draft.tree)
        wanted = _with_items(accepted, kind)
    base, undecided, is_new = read_base(ledger, wanted, held, kind)
    merged = merge(base, asserted, header(kind) if is_new and base.facts else text, kind)
    if merged.text != text:
        held = None if merged.text is None else _facts_in(merged.text, kind)
    after = ledger_after(ledger, merged.base, held, merged.text)
    return MergedRecord(merged.text, held, after, (*merged.conflicts, *undecided))


def _facts_in(text: str, kind: Kind) -> frozenset[Assertion]:
    draft = open_record(text)
    if isinstance(draft, EditRejected):
        return frozenset()
    return frozenset((slot, value) for slot, value, _ in iter_facts(draft.tree, kind))


def conflicts(base: MergeBase, asserted: frozenset[Assertion], text: str | None, kind: Kind) -> tuple[Conflict, ...]:
    """On what articles and record disagree, whether extraction has just run or not."""
    return merge(base, asserted, text, kind).conflicts


def _without_record(base: MergeBase, asserted: frozenset[Assertion], kind: Kind) -> Merge:
    """No file: a new one, unless there was one before, which a person then deleted."""
    wanted = _with_items(asserted, kind)
    if not wanted:
        return Merge(None, MergeBase(), ())
    if base.facts:
        return Merge(None, MergeBase(theirs=wanted), (Conflict(WHOLE, None, None, "removed"),))
    return Merge(new_record(wanted, kind), MergeBase(ours=wanted), ())


def _is_machines_own(base: MergeBase, text: str, kind: Kind) -> bool:
    """Whether a record is what the machine would write, byte for byte but for the line endings."""
    return text.replace("\r\n", "\n") == new_record(base.ours, kind)


def _with_items(facts: frozenset[Assertion], kind: Kind) -> frozenset[Assertion]:
    """The facts that the schema knows, and for each field of an item that the item is there."""
    known = frozenset(fact for fact in facts if kind.field(fact[0].field))
    return known | {(slot._replace(part=""), "") for slot, _ in known if slot.part}


def _carried_out(draft: OpenRecord, cells: _Cells, kind: Kind) -> tuple[OpenRecord, dict[SlotValue, _Outcome]]:
    """The verdicts put into effect; what is added comes first, so that a list that changes whole keeps its place."""
    outcomes: dict[SlotValue, _Outcome] = {}
    for place, cell in sorted(cells.items(), key=lambda entry: merge_action(entry[1]) == "delete"):
        draft, outcomes[place] = _settled(draft, cell, cells, kind)
    return draft, {place: _reported_once(place, outcomes) for place in cells}


def _settled(draft: OpenRecord, cell: MergeCell, cells: _Cells, kind: Kind) -> tuple[OpenRecord, _Outcome]:
    """One verdict put into effect."""
    item = cells.get(cell.item) if cell.slot.part else None
    if item and item.says is None and merge_action(item) == "stand":
        return draft, _Outcome(theirs=_values(cell.new))  # who took the item out took its fields with it
    match merge_action(cell):
        case "agree":
            return draft, _agreed(cell)
        case "stand":
            return draft, _stood(cell, draft.tree, cells)
        case "write":
            return _spliced(draft, cell, set_fact(draft, (cell.slot, cell.new or ""), kind))
        case "delete":
            return _deleted(draft, cell, cells, kind)


def _deleted(draft: OpenRecord, cell: MergeCell, cells: _Cells, kind: Kind) -> tuple[OpenRecord, _Outcome]:
    """A fact out of the record; an item goes as a whole or, where a person has a hand in it, stays as a whole."""
    item = cells.get(cell.item) if cell.slot.part else None
    if item and merge_action(item) == "delete":
        return draft, _unchanged(cell) if _items(draft, cell) else _Outcome()
    if _is_kept(draft, cell, cells):
        return draft, _unchanged(cell, _conflict(cell, "kept"))
    return _spliced(draft, cell, remove_fact(draft, (cell.slot, cell.says or ""), kind))


def _spliced(draft: OpenRecord, cell: MergeCell, changed: OpenRecord | EditRejected) -> tuple[OpenRecord, _Outcome]:
    if isinstance(changed, EditRejected):
        return draft, _unchanged(cell, _conflict(cell, "refused", changed.reason))
    return changed, _Outcome(ours=_values(cell.new))


def _agreed(cell: MergeCell) -> _Outcome:
    mine = cell.new in cell.ours
    return _Outcome(ours=_values(cell.new)) if mine else _Outcome(theirs=_values(cell.new))


def _stood(cell: MergeCell, tree: Tree, cells: _Cells) -> _Outcome:
    """The person's value, or its absence, stands. The base remembers what no article asserts until it has a source.

    Reference data that any almanac holds, such as a name, need none.
    """
    if cell.new is not None:
        sort: Literal["differs", "absent"] = "absent" if cell.says is None else "differs"
        return _Outcome(theirs=_values(cell.new), conflict=_conflict(cell, sort))
    if cell.field.almanac or _has_source(tree, cell, cells):
        return _Outcome()
    return _Outcome(theirs=cell.was, conflict=_conflict(cell, "kept"))


def _unchanged(cell: MergeCell, conflict: Conflict | None = None) -> _Outcome:
    """The machine's own value stays for now; the next run will try again."""
    return _Outcome(cell.ours, cell.was - cell.ours, conflict)


def _conflict(cell: MergeCell, kind: Literal["differs", "absent", "kept", "refused"], reason: str = "") -> Conflict:
    return Conflict(cell.slot, cell.says, cell.new, kind, reason)


def _is_kept(draft: OpenRecord, cell: MergeCell, cells: _Cells) -> bool:
    """Whether a fact of the machine's own has to stay: a person's words hang on it, or all that the record is."""
    if cell.slot.key and not cell.slot.part:
        return _has_persons_words(draft, cell, cells)
    retired = all(other.new is None for other in cells.values())
    return retired and cell.field.required and not cell.slot.key


def _has_persons_words(draft: OpenRecord, cell: MergeCell, cells: _Cells) -> bool:
    """Whether an item holds a comment, or a field that the machine did not write or finds changed."""

    def is_ours(name: str, value: YamlNode) -> bool:
        part = cells.get((cell.slot._replace(part=name), ""))
        return name in cell.field.key or (
            isinstance(value, YamlText) and part is not None and merge_action(part) == "delete"
        )

    return any(
        has_comment(draft, item) or not all(is_ours(name.value, value) for name, value in item.entries)
        for item in _items(draft, cell)
    )


def _items(draft: OpenRecord, cell: MergeCell) -> list[Tree]:
    return [item for _, item in find_items(draft.tree, cell.field, cell.slot.key)]


def _has_source(tree: Tree, cell: MergeCell, cells: _Cells) -> bool:
    """Whether a person names a source beside a fact: in the item, or under `sources` by the field's name."""
    if cell.slot.key:
        source = cells.get((cell.slot._replace(part="source"), ""))
        return source is not None and source.says is not None
    sources = tree.get("sources")
    return isinstance(sources, Tree) and sources.get(cell.slot.field) is not None


def _reported_once(place: SlotValue, outcomes: Mapping[SlotValue, _Outcome]) -> _Outcome:
    """The outcome of a place; a field of an item that is reported as a whole is not reported again."""
    slot, _ = place
    item = outcomes.get((slot._replace(part=""), "")) if slot.part else None
    return replace(outcomes[place], conflict=None) if item and item.conflict else outcomes[place]


def _base(outcomes: Mapping[SlotValue, _Outcome]) -> MergeBase:
    ours = {(place[0], value) for place, outcome in outcomes.items() for value in outcome.ours}
    theirs = {(place[0], value) for place, outcome in outcomes.items() for value in outcome.theirs}
    return MergeBase(frozenset(ours), frozenset(theirs))


def _values(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({value})
