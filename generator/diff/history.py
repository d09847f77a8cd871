"""Plan the files of `content/history/`: what each commit changed in records, read out of git."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.diagnostics.problem import Problem, failed
from generator.facts.ledger import Assertion
from generator.git import RecordCommit, commits_of, read_objects
from generator.project.bars import Bars, read_bars
from generator.project.files import HISTORY, MAX_BYTES, RECORDS, SUFFIXES, decode, read_project
from generator.project.journal import Change
from generator.records.history import ADDED, CHANGED, RecordChange, changes_between, history_text
from generator.records.model import facts_with_nodes
from generator.records.read import read_record
from generator.schema import read_schema
from generator.schema.model import Kind, Schema

_DIGITS = 12
_WHY = 300
_Facts = tuple[Assertion, ...]


def plan_history(root: Path) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """A new file for each commit that has none yet and changed facts of records; files that exist stay as they are."""
    project, problems = read_project(root)
    schema, wrong = read_schema(project.schema)
    bars, barred = read_bars(project.removed, schema)
    commits, unknown = commits_of(root, RECORDS)
    problems += (*wrong, *barred, *unknown)
    if failed(problems):
        return (), problems
    known = {PurePosixPath(source.path).stem.rpartition("-")[2] for source in project.history}
    new = [commit for commit in commits if commit.id[:_DIGITS] not in known]
    objects = ((was, now, *others) for commit in new for _, was, now, others in commit.files)
    ids = {id_: None for each in objects for id_ in each if id_}
    contents, unread = read_objects(root, ids)
    if unread:
        return (), (*problems, *unread)
    reader = _Reader(schema, bars, contents)
    made = ((commit, tuple(reader.changes(commit))) for commit in new)
    return tuple(_file(commit, changes) for commit, changes in made if changes), problems


def _file(commit: RecordCommit, changes: tuple[tuple[str, RecordChange], ...]) -> Change:
    """The file of a commit; of one that added more records than a file can list, only what it changed."""
    id_, why = commit.id[:_DIGITS], " ".join(commit.subject.split())[:_WHY]
    path = f"{HISTORY}/{commit.day}-{id_}{SUFFIXES[HISTORY]}"
    text = history_text(commit.day, id_, why, changes)
    if len(text.encode(errors="replace")) > MAX_BYTES:
        shorter = (each for each in changes if (each[1].how, each[1].slot) != (ADDED, None))
        text = history_text(commit.day, id_, why, shorter)
    return Change(path, None, text)


def _own_changes(states: Sequence[_Facts | None], new: _Facts | None) -> Iterator[RecordChange]:
    """What a commit changed itself: a merge has several states before, and what equals one of them is not its own."""
    first, *others = (tuple(changes_between(old, new)) for old in states)
    slots = [{change.slot for change in changes} for changes in others]
    yield from (change for change in first if all(change.slot in each for each in slots))


@dataclass(slots=True)
class _Reader:
    """Reads records of commits by the schema of today; one that cannot be read is passed over.

    `before` has what a record said until it could not be read: the commit that mends it is compared with that.
    """

    schema: Schema
    bars: Bars
    contents: Mapping[str, bytes]
    read: dict[tuple[str, str], _Facts | None] = field(default_factory=dict)
    before: dict[tuple[str, str], _Facts | None] = field(default_factory=dict)

    def changes(self, commit: RecordCommit) -> Iterator[tuple[str, RecordChange]]:
        """What a commit changed, by the folder and id of each record."""
        files = {path: (was, now) for path, was, now, _ in commit.files if self._kind(path)}
        others = {path: merged for path, *_, merged in commit.files}
        moved = dict(self._moved(files))
        gone = set(moved.values())
        for path, (_, now) in sorted(files.items()):
            if path in gone:
                continue
            source = moved.get(path, path)
            old, new = self._facts(source, files[source][0]), self._facts(path, now)
            was = source, files[source][0]
            if was[1] and old is None and was in self.before:
                old = self.before[was]
            elif was[1] and old is None:
                continue
            if now and new is None:
                self.before[path, now] = old
                continue
            record = path.removeprefix(f"{RECORDS}/").removesuffix(SUFFIXES[RECORDS])
            if source != path:
                ids = (PurePosixPath(each).stem for each in (source, path))
                yield record, RecordChange("", "", "", CHANGED, None, *ids)
            states = (old, *(self._facts(path, other) for other in others[path]))
            yield from ((record, each) for each in _own_changes(states, new) if not self._is_barred(record, each))

    def _moved(self, files: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The new path of each record that has a new id since, and the old one."""
        for path, (was, now) in files.items():
            for slot, value in (self._facts(path, now) or ()) if not was else ():
                old = f"{path.rpartition('/')[0]}/{value}{SUFFIXES[RECORDS]}"
                if slot.field == "previous_ids" and old in files and not files[old][1]:
                    yield path, old

    def _facts(self, path: str, object_id: str) -> _Facts | None:
        key = (path, object_id)
        if key not in self.read:
            self.read[key] = self._parsed(path, object_id) if object_id else None
        return self.read[key]

    def _parsed(self, path: str, object_id: str) -> _Facts | None:
        kind = self._kind(path)
        source, _ = decode(path, self.contents[object_id])
        record, _ = read_record(source, kind, PurePosixPath(path).stem) if source and kind else (None, ())
        if record is None or kind is None:
            return None
        return tuple((slot, value) for slot, value, _ in facts_with_nodes(record.tree, kind))

    def _kind(self, path: str) -> Kind | None:
        folder = path.removeprefix(f"{RECORDS}/").partition("/")[0]
        is_record = path.startswith(f"{RECORDS}/") and path.endswith(SUFFIXES[RECORDS])
        return next((kind for kind in self.schema.kinds if kind.plural == folder and is_record), None)

    def _is_barred(self, record: str, change: RecordChange) -> bool:
        """Whether a change tells of a record that was removed on request."""
        words = (record.rpartition("/")[2], change.was, change.now, *(change.slot.key if change.slot else ()))
        return any(word in self.bars.by_id for word in words)
