"""What changed in records, and when: one file for each commit in `content/history/`, which people may edit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.project.files import HISTORY, SUFFIXES
from generator.records.model import facts_with_nodes
from generator.records.new import new_record
from generator.records.read import read_record
from generator.schema.model import Choice, Field, Kind, Ref, Schema
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlMapping

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_HEADER = "# Written by `communique history`, and never again: words may be edited, and entries deleted.\n"
_UNTOLD = frozenset({"sources", "accepted", "previous_ids"})
_FIELDS = (
    Field("on", "date", "On", "The day of the commit.", required=True),
    Field("commit", "text", "Commit", "The id of the commit in git."),
    Field("why", "text", "Why", "What the commit says; pages show it as the reason."),
    Field(
        "changes",
        "group",
        "Changes",
        "What the commit changed in records.",
        many=True,
        key=("record", "fact", "was", "now"),
        fields=(
            Field("record", "text", "Record", "Its folder and id: persons/ann-roe.", required=True),
            Field("fact", "text", "Fact", "The field; without it, the whole record."),
            Field("was", "text", "Was", "The value before."),
            Field("now", "text", "Now", "The value since."),
            Field(
                "how",
                "choice",
                "How",
                "What happened to it.",
                required=True,
                choices=tuple(Choice(how, how) for how in (ADDED, REMOVED, CHANGED)),
            ),
        ),
    ),
)
_FORM = Kind("history", "History", "history", "History", "", "history", "id", "", "Thing", _FIELDS)


class RecordChange(NamedTuple):
    """A change of a record: the day, why, what happened, the slot (None: the whole record), the old and new value.

    Both values are "" for an item, which the slot names.
    """

    on: str
    commit: str
    why: str
    how: str
    slot: Slot | None
    was: str = ""
    now: str = ""


class HistoryFile(NamedTuple):
    """What one commit changed: the file with its tree, and each change with its record."""

    source: SourceText
    tree: YamlMapping
    changes: tuple[tuple[Ref, RecordChange], ...]


def read_history(sources: Iterable[SourceText], schema: Schema) -> tuple[tuple[HistoryFile, ...], tuple[Problem, ...]]:
    """The files of `content/history/`, and what is wrong with them; records of unknown kinds are left out."""
    files, problems = [], list[Problem]()
    kinds = {kind.plural: kind for kind in schema.kinds}
    for source in sources:
        name = source.path.removeprefix(f"{HISTORY}/").removesuffix(SUFFIXES[HISTORY])
        record, wrong = read_record(source, _FORM, name)
        problems += wrong
        if record is not None:
            facts = tuple((slot, value) for slot, value, _ in facts_with_nodes(record.tree, _FORM))
            files.append(HistoryFile(source, record.tree, tuple(_changes(facts, kinds))))
    return tuple(files), tuple(problems)


def _changes(facts: Sequence[Assertion], kinds: Mapping[str, Kind]) -> Iterator[tuple[Ref, RecordChange]]:
    plain = {slot.field: value for slot, value in facts if not slot.key}
    for slot, how in facts:
        if slot.part != "how":
            continue
        record, fact, was, now = slot.key
        folder, _, id_ = record.partition("/")
        if folder in kinds and id_:
            place = read_slot(fact, kinds[folder]) if fact else None
            change = RecordChange(plain["on"], plain.get("commit", ""), plain.get("why", ""), how, place, was, now)
            yield Ref(kinds[folder].name, id_), change


def with_current_ids(change: RecordChange, previous: Mapping[str, Ref]) -> RecordChange:
    """A change of a fact with the ids that its values and its key have now."""
    if change.slot is None:
        return change
    was, now, *key = (
        previous[each].id if each in previous else each for each in (change.was, change.now, *change.slot.key)
    )
    return change._replace(slot=change.slot._replace(key=tuple(key)), was=was, now=now)


def history_text(on: str, commit: str, why: str, changes: Iterable[tuple[str, RecordChange]]) -> str:
    """The text of a commit's file; each change stands with its record, as `persons/ann-roe`."""
    facts: list[Assertion] = [(Slot("on"), on), (Slot("commit"), commit)]
    facts += [(Slot("why"), why)] if why else []
    for record, change in changes:
        key = (record, slot_text(change.slot) if change.slot else "", change.was, change.now)
        facts += [(Slot("changes", key), ""), (Slot("changes", key, "how"), change.how)]
    _, _, body = new_record(facts, _FORM).partition("\n")
    return _HEADER + body


def slot_text(slot: Slot) -> str:
    """A slot in one line: `date`, `participants[ann-roe].role`."""
    key = f"[{'|'.join(slot.key)}]" if slot.key else ""
    return f"{slot.field}{key}{'.' if slot.part else ''}{slot.part}"


def read_slot(text: str, kind: Kind) -> Slot:
    """The slot that a line names, in a record of a kind."""
    name, bracket, rest = text.partition("[")
    if not bracket:
        return Slot(text)
    key, _, part = rest.rpartition("]")
    field = kind.field(name)
    count = len(field.key) - 1 if field else 0
    return Slot(name, tuple(key.split("|", count)), part.removeprefix("."))


def changes_between(old: Iterable[Assertion] | None, new: Iterable[Assertion] | None) -> Iterator[RecordChange]:
    """What differs between two states of a record, None where there is none; without day, commit and reason."""
    if old is None or new is None:
        if old is not None or new is not None:
            yield RecordChange("", "", "", ADDED if old is None else REMOVED, None)
        return
    before, after = _by_slot(old), _by_slot(new)
    whole = {slot for slot in {*before, *after} if slot.key and not slot.part and (slot in before) != (slot in after)}
    for slot in sorted({*before, *after}):
        lost = [value for value in before.get(slot, ()) if value not in after.get(slot, ())]
        won = [value for value in after.get(slot, ()) if value not in before.get(slot, ())]
        if slot.part and slot._replace(part="") in whole:
            continue
        if len(lost) == len(won) == 1:
            yield RecordChange("", "", "", CHANGED, slot, lost[0], won[0])
            continue
        yield from (RecordChange("", "", "", REMOVED, slot, was=value) for value in lost)
        yield from (RecordChange("", "", "", ADDED, slot, now=value) for value in won)


def _by_slot(facts: Iterable[Assertion]) -> dict[Slot, list[str]]:
    found: dict[Slot, list[str]] = defaultdict(list)
    for slot, value in facts:
        if slot.field not in _UNTOLD:
            found[slot].append(" ".join(value.split()))
    return dict(found)
