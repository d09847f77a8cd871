"""What the files of `content/history/` say of a project that it does not have: records, facts, and days."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics.problem import Problem
from generator.facts.model import Slot
from generator.records.history import HistoryFile, read_slot
from generator.schema.model import Kind, Schema
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText
from generator.values import value_type

RULE = "history-names-records"


def check_history(
    files: Sequence[HistoryFile], schema: Schema, ids: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Entries that name no record or field, and those that stand twice.

    `ids` has the ids of each kind, former ones and those of removed records too. A record that is gone is no fault
    where the history says so, or says when it was added.
    """
    known = {kind.name: set(ids.get(kind.name, ())) for kind in schema.kinds}
    for ref, change in (each for file in files for each in file.changes):
        if change.slot is None:
            known[ref.kind] |= {ref.id, change.was} - {""}
    checking = _Checking({kind.plural: kind for kind in schema.kinds}, known)
    for file in files:
        yield from checking.file(file)


@dataclass(slots=True)
class _Checking:
    """The kinds by their folders, the known ids of each kind, and the commits and changes of the files before."""

    kinds: Mapping[str, Kind]
    ids: Mapping[str, Collection[str]]
    commits: dict[str, str] = field(default_factory=dict)
    changes: dict[tuple[str, ...], str] = field(default_factory=dict)

    def file(self, file: HistoryFile) -> Iterator[Problem]:
        source = file.source
        commit = file.tree.get("commit")
        if isinstance(commit, YamlText):
            if other := self.commits.get(commit.value):
                yield _double(
                    f"the commit `{commit.value}` has another file: {other}", source.span(commit.start, commit.end)
                )
                return
            self.commits[commit.value] = source.path
        day = file.tree.get("on")
        changes = file.tree.get("changes")
        for item in changes.values if isinstance(changes, YamlList) else ():
            if isinstance(item, YamlMapping):
                yield from self._change(source, item, day.value if isinstance(day, YamlText) else "")

    def _change(self, source: SourceText, item: YamlMapping, day: str) -> Iterator[Problem]:
        nodes = {name.value: node for name, node in item.entries if isinstance(node, YamlText)}
        record, fact = nodes.get("record"), nodes.get("fact")
        if record is None:
            return
        key = (day, *(nodes[name].value if name in nodes else "" for name in ("record", "fact", "was", "now", "how")))
        if other := self.changes.get(key):
            yield _double(f"the same change is in {other}", source.span(record.start, record.end))
        self.changes[key] = source.path
        folder, _, id_ = record.value.partition("/")
        span = source.span(record.start, record.end)
        kind = self.kinds.get(folder)
        if kind is None or not id_:
            yield _folder(record.value, folder, self.kinds, span)
            return
        yield from self._record(kind, id_, span)
        if fact is not None:
            yield from _fact(source, kind, fact, [nodes[name] for name in ("was", "now") if name in nodes])

    def _record(self, kind: Kind, id_: str, span: Span) -> Iterator[Problem]:
        if id_ in self.ids[kind.name]:
            return
        near = nearest(id_, sorted(self.ids[kind.name]))
        hint = f"did you mean `{kind.plural}/{near}`?" if near else "delete the entry, unless the record is gone since"
        message = f"no {kind.name} has the id `{id_}`, and no history says that it was added or removed"
        yield Problem(RULE, message, span, "warning" if near else "info", hint)


def _double(message: str, span: Span) -> Problem:
    return Problem(
        "item-is-unique", message, span, "warning", "delete one of the two: pages would list the change twice"
    )


def _folder(record: str, folder: str, kinds: Iterable[str], span: Span) -> Problem:
    near = nearest(folder, list(kinds))
    id_ = record.partition("/")[2] or "…"
    hint = (
        f"did you mean `{near}/{id_}`?" if near else f"write its folder and its id, such as `{next(iter(kinds))}/{id_}`"
    )
    return Problem(RULE, f"`{record}` names no record", span, "warning", hint)


def _fact(source: SourceText, kind: Kind, fact: YamlText, values: Iterable[YamlText]) -> Iterator[Problem]:
    span, slot = source.span(fact.start, fact.end), read_slot(fact.value, kind)
    found = kind.field(slot.field)
    if found is None:
        near = nearest(slot.field, [each.name for each in kind.fields])
        hint = (
            f"did you mean `{near}`?" if near else f"a {kind.name} has no such field: delete the entry if it never had"
        )
        yield Problem(RULE, f"a {kind.name} has no field `{slot.field}`", span, "warning" if near else "info", hint)
        return
    parts = {each.name: each for each in found.fields}
    if slot.part and slot.part not in parts:
        near = nearest(slot.part, list(parts))
        hint = f"did you mean `{near}`?" if near else f"the fields are {', '.join(parts)}"
        yield Problem(RULE, f"an item of `{slot.field}` has no field `{slot.part}`", span, "warning", hint)
        return
    if fact.value.count("[") and not _is_whole(fact.value, slot):
        hint = f"write it as `{slot.field}[key].field`"
        yield Problem(RULE, f"`{fact.value}` names no fact", span, "warning", hint)
    type_ = (parts[slot.part] if slot.part else found).type
    for value in values if type_ == "date" else ():
        if fault := value_type("date").check(value.value):
            yield Problem("date-is-valid", fault.message, source.span(value.start, value.end), "warning", fault.hint)


def _is_whole(text: str, slot: Slot) -> bool:
    return "]" in text and text.rpartition("]")[2] in ("", f".{slot.part}") and bool(slot.key)
