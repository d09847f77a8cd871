"""The merge base of a record: the facts that extraction knew of when it last ran, and which of them it wrote itself.

One fact a line, as a JSON array that ends with whose it is; lines are sorted and unique, so that git can join two
versions line by line (`merge=union`):

    ["date","2025-12-02","machine"]
    ["participants",["steve-witkoff"],"machine"]
    ["participants",["steve-witkoff"],"role","special envoy","person"]
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.diagnostics.problem import Problem
from generator.facts.model import Slot
from generator.text.source import SourceText

Assertion: TypeAlias = tuple[Slot, str]

SUFFIX = ".jsonl"
_MACHINE, _PERSON = "machine", "person"
_MARKER = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
_LINE = re.compile(r"[^\r\n]+")
_RULE = "ledger-is-readable"
MOST = 100
"""So many lines that are no facts are told; a file of more is no ledger."""
_HINT = "delete the line; its fact then counts as written by a person"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Facts that the articles asserted: `ours` stand in the record because the machine wrote them there.

    `theirs` are in a person's hand: written, changed or deleted by one. No fact is in both.
    """

    ours: frozenset[Assertion] = frozenset()
    theirs: frozenset[Assertion] = frozenset()

    @property
    def facts(self) -> frozenset[Assertion]:
        """All facts, whosever they are."""
        return self.ours | self.theirs


def read_ledger(source: SourceText) -> tuple[Ledger, tuple[Problem, ...]]:
    """The facts of a ledger's text; a line that is no fact is a problem and left out.

    What git leaves behind is no problem: blank lines, lines twice, the marker lines of a conflict (both sides count).
    A fact that is both the machine's and a person's is the person's.
    """
    ours: set[Assertion] = set()
    theirs: set[Assertion] = set()
    problems: list[Problem] = []
    for match in _LINE.finditer(source.text.removeprefix("\ufeff")):
        start = match.start() + source.text.startswith("\ufeff")
        line = match.group()
        if not line.strip() or _MARKER.fullmatch(line):
            continue
        if len(problems) == MOST:
            message = f"more than {MOST} lines that are no facts; the rest is not read"
            hint = "restore the file: `git log` shows where it was sound"
            problems.append(Problem(_RULE, message, source.span(start, start + len(line)), hint=hint))
            break
        try:
            fact, owner = _fact(_json(line))
        except json.JSONDecodeError as error:
            at = start + min(error.pos, len(line) - 1)
            problems.append(Problem(_RULE, f"no JSON: {error.msg}", source.span(at, start + len(line)), hint=_HINT))
        except ValueError as error:
            problems.append(Problem(_RULE, str(error), source.span(start, start + len(line)), hint=_HINT))
        else:
            (ours if owner == _MACHINE else theirs).add(fact)
    return Ledger(frozenset(ours - theirs), frozenset(theirs)), tuple(problems)


def _json(line: str) -> object:
    """A line as JSON; a number of any length is read, as it is no fact whatever it is."""
    try:
        return json.loads(line, parse_int=float)
    except RecursionError:
        raise ValueError("lists inside lists") from None


def write_ledger(ledger: Ledger) -> str:
    """The ledger's text: "" for an empty one."""
    lines = {*_lines(ledger.ours, _MACHINE), *_lines(ledger.theirs, _PERSON)}
    return "".join(f"{line}\n" for line in sorted(lines))


def _lines(facts: frozenset[Assertion], owner: str) -> Iterator[str]:
    for slot, value in facts:
        where: list[object] = [slot.field]
        if slot.key:
            where.append(list(slot.key))
        if slot.part:
            where.append(slot.part)
        told = [] if slot.key and not slot.part else [value]
        yield _visible(json.dumps([*where, *told, owner], ensure_ascii=False, separators=(",", ":")))


def _visible(line: str) -> str:
    """Characters that other programs take for a line's end, or that no file can hold, as JSON escapes."""
    return re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]", lambda match: f"\\u{ord(match.group()):04x}", line)


def _fact(row: object) -> tuple[Assertion, str]:
    match row:
        case [str(field), str(value), ("machine" | "person") as owner]:
            return (Slot(field), value), owner
        case [str(field), [str(), *_] as key, ("machine" | "person") as owner]:
            return (Slot(field, _key(key)), ""), owner
        case [str(field), [str(), *_] as key, str(part), str(value), ("machine" | "person") as owner] if part:
            return (Slot(field, _key(key), part), value), owner
    message = 'expected ["field","value","machine"], or "person" at the end'
    raise ValueError(message)


def _key(values: Sequence[object]) -> tuple[str, ...]:
    key = tuple(value for value in values if isinstance(value, str))
    if len(key) < len(values):
        message = "an item's key holds strings only"
        raise ValueError(message)
    return key
