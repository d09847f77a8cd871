"""What an import wrote: the merge base of the next import, and what undoing it takes back.

A file for each import, `content/imports/NAME.jsonl`, with one fact a line in a fixed order:

    ["article","content/articles/d98.md","5f0c2b7e91d4a386","1b9c70e291d4a386"]
    ["person","ann-roe","name",[],"","Ann Roe","machine"]
    ["person","ann-roe","positions",["envoy","se",""],"from","2020","person"]

An article has hashes of what it was made of, and of the text that was written. A fact is the `machine`'s while the
record has it as the import wrote it; a `person` wrote, changed or removed the others.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion, MergeBase
from generator.facts.model import Slot
from generator.project.files import file_span
from generator.project.journal import Change
from generator.schema.model import Ref

FOLDER = "content/imports"
_ARTICLE, _MACHINE, _PERSON = "article", "machine", "person"


class ImportedFile(NamedTuple):
    """Hashes of what an article was made of, and of the text that was written."""

    made_of: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportLedger:
    """The articles by their paths, and the merge bases of the records."""

    articles: Mapping[str, ImportedFile] = field(default_factory=dict)
    records: Mapping[Ref, MergeBase] = field(default_factory=dict)


def ledger_path(name: str) -> str:
    """The path of an import's ledger, relative to the project's root."""
    return f"{FOLDER}/{name}.jsonl"


def text_hash(text: str) -> str:
    """A hash of a text, whatever its line endings."""
    return hashlib.blake2b(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def load_ledger(root: Path, name: str) -> tuple[str | None, ImportLedger, tuple[Problem, ...]]:
    """The text of an import's ledger (None: no file), its content, and what is wrong with it."""
    path = ledger_path(name)
    try:
        text = (root / path).read_bytes().decode()
        return text, _read(text), ()
    except FileNotFoundError:
        return None, ImportLedger(), ()
    except (OSError, ValueError, RecursionError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "not a ledger of an import"
        hint = "restore it with git; or delete it: all that the import wrote then counts as written by people"
        return None, ImportLedger(), (Problem("ledger-is-readable", reason, file_span(path), hint=hint),)


def other_ledgers(root: Path, name: str) -> Iterator[tuple[str, str, ImportLedger]]:
    """The names, texts and contents of the ledgers of all other imports; one that can't be read is left out."""
    for path in sorted((root / FOLDER).glob("*.jsonl")):
        text, ledger, problems = load_ledger(root, path.stem)
        if path.stem != name and text is not None and not problems:
            yield path.stem, text, ledger


def write_ledger(ledger: ImportLedger) -> str | None:
    """The text of a ledger; None if nothing is in it."""
    rows = sorted(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in _rows(ledger))
    return "".join(f"{row}\n" for row in rows) or None


def without_ids(root: Path, ids: Iterable[str]) -> Iterator[Change]:
    """The changes that take all facts about some ids out of the ledgers of all imports."""
    gone = frozenset(ids)
    for path in sorted((root / FOLDER).glob("*.jsonl")):
        text, ledger, problems = load_ledger(root, path.stem)
        if text is None or problems:
            continue
        records = {
            ref: MergeBase(_without(base.ours, gone), _without(base.theirs, gone))
            for ref, base in ledger.records.items()
            if ref.id not in gone
        }
        new = write_ledger(ImportLedger(ledger.articles, records))
        if new != text:
            yield Change(ledger_path(path.stem), text, new)


def _without(facts: frozenset[Assertion], gone: frozenset[str]) -> frozenset[Assertion]:
    return frozenset(fact for fact in facts if gone.isdisjoint((*fact[0].key, fact[1])))


def _rows(ledger: ImportLedger) -> Iterator[list[object]]:
    for path, file in ledger.articles.items():
        yield [_ARTICLE, path, *file]
    for ref, base in ledger.records.items():
        for state, facts in ((_MACHINE, base.ours), (_PERSON, base.theirs)):
            for slot, value in facts:
                yield [*ref, slot.field, list(slot.key), slot.part, value, state]


def _read(text: str) -> ImportLedger:
    """Read the rows of a ledger; raises ValueError for anything else."""
    articles: dict[str, ImportedFile] = {}
    facts: dict[tuple[Ref, str], set[Assertion]] = defaultdict(set)
    for line in text.splitlines():
        row = json.loads(line)
        match row:
            case ["article", str(path), str(made_of), str(written)]:
                articles[path] = ImportedFile(made_of, written)
            case [str(kind), str(id_), str(name), list(key), str(part), str(value), str(state)] if all(
                isinstance(each, str) for each in key
            ):
                facts[Ref(kind, id_), state].add((Slot(name, tuple(key), part), value))
            case _:
                message = f"not a row: {line}"
                raise ValueError(message)
    refs = {ref for ref, _ in facts}
    bases = {ref: _base(facts[ref, _MACHINE], facts[ref, _PERSON]) for ref in refs}
    return ImportLedger(articles, bases)


def _base(ours: set[Assertion], theirs: set[Assertion]) -> MergeBase:
    """A merge base; after a merge by git, a fact with both states counts as a person's."""
    return MergeBase(frozenset(ours - theirs), frozenset(theirs))
