"""The rows of a table as records of one kind: each value checked at its cell, each reference found by its name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.facts.naming import PERSON
from generator.import_plan.columns import ID, SOURCE, SOURCE_DATE, FieldColumn
from generator.import_plan.import_ledger import ImportLedger
from generator.import_plan.known_names import RegisterNames
from generator.import_plan.surnames import given_first, surnames_first
from generator.importers.delimited import Cell
from generator.importers.record import ImportedRecord
from generator.schema.model import Field, Kind, Ref
from generator.text.source import Span
from generator.values import Date, read_date, value_type
from generator.values.name_matching import exact_key

_UNCHECKED = ("group", "country", "id")
_NAME = "name"


@dataclass(slots=True)
class _Draft:
    """A record while its rows are read."""

    span: Span
    facts: dict[Assertion, Span] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class TableReading:
    """How to read the rows: the kind, the columns, what is known, and the mark between the values of a list.

    `earlier` maps what the last import of the table called its records to their ids.
    """

    kind: Kind
    columns: Sequence[FieldColumn]
    known: RegisterNames
    earlier: Mapping[str, str]
    separator: str

    def records(self, rows: Sequence[Sequence[Cell]]) -> tuple[tuple[ImportedRecord, ...], tuple[Problem, ...]]:
        """The records of the rows, in the order of their first rows."""
        ids, problems = self._ids(rows)
        names = [(self._own(_NAME, rows[number]), id_) for number, id_ in ids.items()]
        named = {exact_key(name.text): id_ for name, id_ in names if name}
        drafts: dict[str, _Draft] = {}
        idle = []
        for number, id_ in ids.items():
            draft = drafts.setdefault(id_, _Draft(rows[number][0].span))
            wrong = tuple(self._read(rows[number], draft, named))
            problems += wrong
            source = self._own(SOURCE, rows[number])
            idle += [source] if source and not wrong and source.text.partition(" ")[0] not in draft.used else []
        problems += (*_idle(idle), *self._incomplete(drafts), *self._inverted(names))
        problems += self._spelt_otherwise(names)
        records = (
            ImportedRecord(Ref(self.kind.name, id_), frozenset(each.facts), each.sources, each.span, each.facts)
            for id_, each in drafts.items()
        )
        return tuple(records), tuple(problems)

    def _inverted(self, names: Sequence[tuple[Cell | None, str]]) -> Iterator[Problem]:
        """A warning about people whose names have the surname first: new ones, and those that an import turned."""
        first = {id_: name for name, id_ in reversed(names) if name and self.kind.schema_org == PERSON}
        own = set(self.earlier.values())
        yield from surnames_first(
            [
                (name, id_)
                for id_, name in reversed(first.items())
                if not self.known.current(self.kind.name, id_) or (id_ in own and id_ == as_id(given_first(name.text)))
            ]
        )

    def _spelt_otherwise(self, names: Iterable[tuple[Cell | None, str]]) -> Iterator[Problem]:
        """A note on names that are taken for those of records with other accents or letters."""
        kind = self.kind.name
        known = {
            (id_, _words(key))
            for index in self.known.indexes[::2]
            for (of, key), ids in index.items()
            for id_ in ids
            if of == kind
        }
        for name, id_ in {id_: (name, id_) for name, id_ in names if name}.values():
            if (id_, _words(exact_key(name.text))) not in known and id_ in self.known.find(kind, name.text):
                message = f"“{name.text}” is taken for `{id_}`, whose name is spelt otherwise"
                hint = "nothing to do if they are the same; or else give it an id of its own: `--map COLUMN=id`"
                yield Problem("import-is-exact", message, name.span, "info", hint)

    def _own(self, name: str, row: Sequence[Cell]) -> Cell | None:
        """The cell of a row that fills a field of the record itself; None if it is empty."""
        cell = next((column.cell(row) for column in self.columns if column.name == name), None)
        return cell if cell and cell.text else None

    def _ids(self, rows: Sequence[Sequence[Cell]]) -> tuple[dict[int, str], list[Problem]]:
        """The id of each row's record."""
        found: dict[int, str] = {}
        problems: list[Problem] = []
        names: dict[str, str] = {}
        for number, row in enumerate(rows):
            id_ = self._id(row, names)
            if isinstance(id_, Problem):
                problems.append(id_)
            else:
                found[number] = id_
        return found, problems

    def _id(self, row: Sequence[Cell], names: dict[str, str]) -> str | Problem:
        own, name = self._own(ID, row), self._own(_NAME, row)
        if own:
            fault = value_type(self.kind.identifier).check(own.text)
            if fault:
                return Problem(f"{self.kind.identifier}-is-valid", fault.message, own.span, hint=fault.hint)
            return self.known.current(self.kind.name, own.text) or self._free(own, own.text)
        if not name:
            message = f"the row does not say which {self.kind.name} it is about"
            return Problem("row-has-name", message, row[0].span, hint="write its name or its id, or delete the row")
        day = self._own(self.kind.timeline, row) if self.kind.timeline else None
        label = f"{day.text} {name.text}" if day else name.text
        key = exact_key(label)
        if key not in names:
            id_ = self._by_name(name, label, names)
            if isinstance(id_, Problem):
                return id_
            names[key] = id_
        return names[key]

    def _by_name(self, name: Cell, label: str, names: Mapping[str, str]) -> str | Problem:
        """The record with a name: in the project, or as the last import of the table wrote it; else a new id."""
        kind = self.kind.name
        ids = self.known.find(kind, name.text)
        if len(ids) > 1:
            return _ambiguous(name, ids)
        if ids:
            return min(ids)
        if before := self.earlier.get(exact_key(label)):
            return self.known.current(kind, before) or before
        hint = "add a column with its id: `--map COLUMN=id`"
        if self.kind.identifier == "country":
            return Problem("country-is-valid", f"no country is called “{name.text}”", name.span, hint=hint)
        id_ = self.known.propose(kind, label, names.values())
        return id_ or Problem("id-is-valid", f"no id can be made of “{name.text}”", name.span, hint=hint)

    def _incomplete(self, drafts: Mapping[str, _Draft]) -> Iterator[Problem]:
        """New records that lack a required field."""
        for id_, draft in drafts.items():
            given = {slot.field for slot, _ in draft.facts}
            for each in self.kind.fields if not self.known.current(self.kind.name, id_) else ():
                if each.required and each.name not in given:
                    message = f"the {self.kind.name} `{id_}` has no {each.name}"
                    hint = f"map a column to it: `--map COLUMN={each.name}`; or fill the cell"
                    yield Problem("row-is-whole", message, draft.span, hint=hint)

    def _free(self, cell: Cell, id_: str) -> str | Problem:
        """A new id, unless something of another kind has it."""
        other = self.known.kinds.get(id_)
        if other is None:
            return id_
        message = f"`{id_}` is the id of a {other}, not of a {self.kind.name}"
        return Problem("id-is-unique", message, cell.span, hint="choose another id")

    def _read(self, row: Sequence[Cell], draft: _Draft, named: Mapping[str, str]) -> Iterator[Problem]:
        """Add the facts of a row to its record."""
        source, problem = self._source(row)
        if problem:
            yield problem
        groups: dict[str, dict[str, Cell]] = {}
        for column in self.columns:
            cell = column.cell(row)
            if column.field is None or not cell.text:
                continue
            for text in self._values(column, cell):
                value = self._value(column.part or column.field, text, cell, named)
                if isinstance(value, Problem):
                    yield value
                elif column.part:
                    groups.setdefault(column.field.name, {})[column.part.name] = Cell(value, cell.span)
                else:
                    yield from self._plain(column.field, Cell(value, cell.span), draft, source)
        for name, parts in groups.items():
            yield from self._item(name, parts, draft, source)

    def _values(self, column: FieldColumn, cell: Cell) -> list[str]:
        if column.field and column.field.many and not column.part:
            return [text for each in cell.text.split(self.separator) if (text := each.strip())]
        return [cell.text]

    def _source(self, row: Sequence[Cell]) -> tuple[str, Problem | None]:
        """The source of a row's facts, "" if it names none."""
        where, date = self._own(SOURCE, row), self._own(SOURCE_DATE, row)
        if where is None:
            return "", None
        text = f"{where.text} {date.text}" if date and "/" in where.text else where.text
        fault = value_type("source").check(text)
        return ("", Problem("source-is-valid", fault.message, where.span, hint=fault.hint)) if fault else (text, None)

    def _value(self, target: Field, text: str, cell: Cell, named: Mapping[str, str]) -> str | Problem:
        """A value as a record has it."""
        words = " ".join(text.split())
        if target.type == "reference":
            return self._reference(target, words, cell, named)
        if target.type == "choice":
            chosen = next((each.value for each in target.choices if words in (each.value, each.label)), None)
            hint = f"write one of {', '.join(each.value for each in target.choices)}"
            return chosen or Problem("choice-is-known", f"`{words}` is no {target.label.lower()}", cell.span, hint=hint)
        fault = value_type(target.type).check(words) if target.type not in _UNCHECKED else None
        return Problem(f"{target.type}-is-valid", fault.message, cell.span, hint=fault.hint) if fault else words

    def _reference(self, target: Field, text: str, cell: Cell, named: Mapping[str, str]) -> str | Problem:
        """The id of what a cell names."""
        ids = {id_ for kind in target.to for id_ in ([self.known.current(kind, text)] if text else []) if id_}
        ids = ids or {id_ for kind in target.to for id_ in self.known.find(kind, text)}
        if not ids and self.kind.name in target.to and exact_key(text) in named:
            ids = {named[exact_key(text)]}
        if len(ids) == 1:
            return ids.pop()
        if ids:
            return _ambiguous(Cell(text, cell.span), ids)
        kinds = " or ".join(target.to)
        message = f"no {kinds} is called “{text}”"
        hint = "write its id" + (": the ISO code of a country" if target.to == ("country",) else "")
        return Problem("reference-resolves", message, cell.span, hint=f"{hint}, or import or create it first")

    def _plain(self, target: Field, value: Cell, draft: _Draft, source: str) -> Iterator[Problem]:
        slot = Slot(target.name)
        other = next((text for own, text in draft.facts if own == slot), value.text)
        if not target.many and other != value.text:
            message = f"another row about the same {self.kind.name} says `{other}`"
            hint = "make them agree; or give the rows different ids: `--map COLUMN=id`"
            yield Problem("rows-agree", message, value.span, hint=hint)
            return
        draft.facts.setdefault((slot, value.text), value.span)
        if source and not target.almanac:
            draft.sources[target.name] = source
            draft.used.add(source.partition(" ")[0])

    def _given(self, group: Field, parts: Mapping[str, Cell]) -> bool:
        """Whether a row says anything of an item, beside the constants."""
        own = (column for column in self.columns if column.field is group and column.index >= 0 and column.part)
        return any(column.part.name in parts for column in own if column.part)

    def _item(self, name: str, parts: Mapping[str, Cell], draft: _Draft, source: str) -> Iterator[Problem]:
        """Add an item of a group."""
        group = self.kind.field(name)
        assert group  # noqa: S101 # nosec B101 -- a column was mapped to it
        if not self._given(group, parts):
            return
        span = next(iter(parts.values())).span
        missing = [part.name for part in group.fields if part.required and part.name not in parts]
        if missing:
            message = f"an item of `{name}` without its {missing[0]}"
            hint = f"fill the column that is mapped to `{name}.{missing[0]}`"
            yield Problem("row-is-whole", message, span, hint=hint)
            return
        if wrong := _ends_before(parts):
            yield wrong
            return
        key = tuple(parts[each].text if each in parts else "" for each in group.key)
        own = {part: cell for part, cell in parts.items() if part not in group.key}
        if source and any(part.name == SOURCE for part in group.fields):
            own.setdefault(SOURCE, Cell(source, span))
            draft.used.add(source.partition(" ")[0])
        draft.facts.setdefault((Slot(name, key), ""), span)
        for part, cell in own.items():
            slot = Slot(name, key, part)
            other = next((text for each, text in draft.facts if each == slot), cell.text)
            if other != cell.text and part != SOURCE:
                message = f"another row has the same item of `{name}` with `{other}`"
                yield Problem("rows-agree", message, cell.span, hint="make them agree")
            elif other == cell.text:
                draft.facts.setdefault((slot, cell.text), cell.span)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name in the order of the alphabet."""
    return tuple(sorted(re.findall(r"\w+", name.casefold())))


def _ends_before(parts: Mapping[str, Cell]) -> Problem | None:
    """That an item ends before it begins."""
    start, end = (read_date(parts[name].text) if name in parts else None for name in ("from", "to"))
    if not (isinstance(start, Date) and isinstance(end, Date)) or end.latest >= start.earliest:
        return None
    message = f"ends before it begins: from {parts['from'].text} to {parts['to'].text}"
    return Problem("period-ends-after-start", message, parts["to"].span, hint="correct one of the dates")


def _idle(sources: Sequence[Cell]) -> Iterator[Problem]:
    """A note on sources of rows whose facts need none, such as names."""
    if sources:
        rows = "of a row" if len(sources) == 1 else f"of {len(sources):,} rows"
        message = f"a source {rows} is not written: no fact of the row takes one"
        hint = "nothing to do: a name, and what everybody can look up, needs no source"
        yield Problem("import-is-whole", message, sources[0].span, "info", hint)


def earlier_ids(ledger: ImportLedger, kind: Kind) -> dict[str, str]:
    """What the last import of a table called its records, and their ids."""
    found: dict[str, str] = {}
    for ref, base in ledger.records.items():
        texts = {slot.field: value for slot, value in sorted(base.facts) if not slot.key}
        if ref.kind == kind.name and _NAME in texts:
            day = texts.get(kind.timeline, "")
            found[exact_key(f"{day} {texts[_NAME]}")] = ref.id
    return found


def _ambiguous(cell: Cell, ids: frozenset[str] | set[str]) -> Problem:
    message = f"“{cell.text}” can be {' or '.join(f'`{each}`' for each in sorted(ids))}"
    return Problem("name-is-unambiguous", message, cell.span, hint="write the id instead of the name")
