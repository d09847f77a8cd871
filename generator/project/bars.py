"""What bars removed records from coming back: articles, records and ledgers that name one are in error."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.articles.model import Annotation, Article
from generator.diagnostics.problem import Problem
from generator.facts.annotation_schema import annotation_types
from generator.facts.naming import PERSON, name_in
from generator.project.files import FACTS, REMOVED, SUFFIXES
from generator.records.history import HistoryFile, RecordChange
from generator.records.model import Record, record_facts
from generator.records.tombstones import Tombstone, read_tombstone, references, tombstone_path
from generator.records.update import StoredLedger
from generator.schema.model import Kind, Ref, Schema
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest

ID_RULE = "id-is-not-removed"
NAME_RULE = "name-is-not-removed"


@dataclass(frozen=True, slots=True)
class Bars:
    """The tombstones of a project: all of them, and those that bar an id."""

    tombstones: tuple[Tombstone, ...]
    by_id: Mapping[str, Tombstone]
    schema: Schema

    def of_article(self, article: Article) -> Iterator[Problem]:
        """Annotations that name a removed record, or give its name to another."""
        words = annotation_types(self.schema) if self.tombstones else {}
        for annotation in article.annotations if self.tombstones else ():
            word = words[annotation.kind]
            if word.kind and annotation.id and annotation.id in self.by_id:
                yield self._barred_id(self.by_id[annotation.id], annotation.id, annotation.head)
            elif word.kind and annotation.id:
                yield from self._names_of(annotation, word.kind, annotation.id)
            for attribute in annotation.attributes:
                fields = word.attributes.get(attribute.key, ())
                if attribute.value in self.by_id and any(field.type == "reference" for field in fields):
                    yield self._barred_id(self.by_id[attribute.value], attribute.value, attribute.value_span)

    def _names_of(self, annotation: Annotation, kind: Kind, id_: str) -> Iterator[Problem]:
        given = next((each for each in annotation.attributes if each.key == "name"), None)
        label = "" if annotation.is_block else name_in(annotation.label, of_person=kind.schema_org == PERSON)
        named = [(given.value, given.value_span)] if given else []
        for name, span in (*named, (label, annotation.span)):
            if name and (tombstone := self.of_name(kind, name, id_)):
                yield self._barred_name(tombstone, id_, span)
                return

    def of_record(self, record: Record) -> Iterator[Problem]:
        """A record of a removed thing, and what a record says of one."""
        kind = self.schema.kind(record.ref.kind)
        if kind is None or not self.tombstones:
            return
        if record.ref.id in self.by_id:
            yield self._barred_id(self.by_id[record.ref.id], record.ref.id, record.source.whole())
            return
        for slot, value, span in record_facts(record, kind):
            for id_ in references((slot, value), kind):
                if id_ in self.by_id and not (slot.part and slot.key and id_ != value):
                    yield self._barred_id(self.by_id[id_], id_, span)
            name = value if slot.field == "name" else slot.key[-1] if slot.field == "names" and not slot.part else ""
            if name and (tombstone := self.of_name(kind, name, record.ref.id)):
                yield self._barred_name(tombstone, record.ref.id, span)

    def of_ledgers(self, ledgers: Mapping[Ref, StoredLedger], sources: Iterable[SourceText]) -> Iterator[Problem]:
        """Ledgers that git brought back: of a removed record, or with a fact that refers to one."""
        texts = {source.path: source for source in sources} if self.tombstones else {}
        for ref, stored in ledgers.items() if self.tombstones else ():
            kind = self.schema.kind(ref.kind)
            source = texts.get(f"{FACTS}/{kind.plural}/{ref.id}{SUFFIXES[FACTS]}") if kind else None
            if kind is None or source is None:
                continue
            named = {id_ for line in stored.ledger.lines for id_ in references(line.fact, kind)}
            known = next((id_ for id_ in sorted({ref.id, *named}) if id_ in self.by_id), "")
            if known:
                at = source.text.find(f'"{known}"')
                span = source.span(at, at + len(known) + 2) if at >= 0 else source.whole()
                yield self._barred_id(self.by_id[known], known, span)

    def of_history(self, file: HistoryFile) -> HistoryFile:
        """What a commit changed, without what tells of a removed record."""
        return file._replace(changes=tuple(each for each in file.changes if not self._names(*each)))

    def _names(self, ref: Ref, change: RecordChange) -> bool:
        words = (ref.id, change.was, change.now, *(change.slot.key if change.slot else ()))
        return any(word in self.by_id for word in words)

    def of_name(self, kind: Kind, name: str, bearer: str) -> Tombstone | None:
        """The tombstone that bars a name from a thing of a kind with an id."""
        return next(
            (each for each in self.tombstones if each.ref.kind == kind.name and each.bars_name(name, bearer)), None
        )

    def _barred_id(self, tombstone: Tombstone, id_: str, span: Span) -> Problem:
        message = f"`{id_}` was removed on {tombstone.removed}, and is barred from coming back"
        hint = f"run `communique remove {tombstone.ref.id}` to take it out again"
        return Problem(ID_RULE, message, span, hint=f"{hint}; {self._undo(tombstone)}")

    def _barred_name(self, tombstone: Tombstone, id_: str, span: Span) -> Problem:
        message = f"this name belongs to `{tombstone.ref.id}`, which was removed on {tombstone.removed}"
        hint = f"take the annotation out; if `{id_}` is somebody else of that name, add it to `namesakes` in"
        return Problem(NAME_RULE, message, span, hint=f"{hint} {self.path(tombstone)}")

    def _undo(self, tombstone: Tombstone) -> str:
        return f"`git revert` of its removal, or deleting {self.path(tombstone)}, lifts the bar"

    def path(self, tombstone: Tombstone) -> str:
        """The path of a tombstone from the project's root."""
        kind = self.schema.kind(tombstone.ref.kind)
        return tombstone_path(tombstone.ref, kind) if kind else REMOVED


def read_bars(sources: Sequence[SourceText], schema: Schema) -> tuple[Bars, tuple[Problem, ...]]:
    """The tombstones that files hold, and what is wrong with them."""
    kinds = {kind.plural: kind for kind in schema.kinds}
    found: list[Tombstone] = []
    problems: list[Problem] = []
    for source in sources:
        folder, _, name = source.path.removeprefix(f"{REMOVED}/").rpartition("/")
        if folder not in kinds:
            near = nearest(folder, list(kinds))
            hint = f"did you mean `{REMOVED}/{near}/`?" if near else f"the folders are: {', '.join(kinds)}"
            message = f"`{folder or '.'}` is not a folder for removed records"
            problems.append(Problem("folder-is-kind", message, source.whole(), hint=hint))
            continue
        tombstone, wrong = read_tombstone(source, kinds[folder], name.removesuffix(SUFFIXES[REMOVED]))
        problems += wrong
        found += [tombstone] if tombstone else []
    by_id = {id_: tombstone for tombstone in reversed(found) for id_ in tombstone.ids}
    return Bars(tuple(found), by_id, schema), tuple(problems)
