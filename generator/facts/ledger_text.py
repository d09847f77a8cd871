"""Read a ledger's text, and write it."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.diagnostics.problem import Problem
from generator.facts.ledger import UNASSERTED, Assertion, Fingerprint, Ledger, LedgerLine, LedgerState
from generator.facts.model import Slot
from generator.text.source import SourceText

MOST = 100
"""The most invalid lines that are reported; a file with more of them is not a ledger."""
_FORMAT = '["format",3]'
_STATES = frozenset({"machine", "person", "removed", "gone", "handwritten", "erased"})
_FORMATS = re.compile(r'\["format",\d+\]')
_NOTES = re.compile(
    rf'{_FORMATS.pattern}|\["record","\w*","[0-9a-f]*"\]|.*,"(?:{"|".join(sorted(UNASSERTED))})"(?:,\d+)?\]'
)
"""Lines that extraction changes after a person's edit."""
_GENERATIONS = 1_000_000_000
_MOST_DIGITS = 10
_MARKER = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
_LINE = re.compile(r"[^\r\n]+")
_RULE = "ledger-is-readable"
_HINT = "delete the line; its fact then counts as written by a person"
_EXPECTED = 'expected ["field","value","machine"], or "person", "removed" or "gone" with a generation'


def read_ledger(source: SourceText) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read a ledger's lines; an invalid line is an error and left out.

    What git leaves behind is not an error: blank lines, duplicate lines, several lines of one fact. Conflict markers
    are a warning, and both sides count.
    """
    lines: set[LedgerLine] = set()
    fingerprints: set[Fingerprint] = set()
    problems: list[Problem] = []
    rows = [*_rows(source)]
    for start, row in rows:
        if len(problems) == MOST:
            problems.append(_too_many(source, start, start + len(row)))
            break
        try:
            read = _read(row)
        except json.JSONDecodeError as error:
            at = start + min(error.pos, len(row) - 1)
            problems.append(
                Problem(_RULE, f"not valid JSON: {error.msg}", source.span(at, start + len(row)), hint=_HINT)
            )
        except ValueError as error:
            problems.append(Problem(_RULE, str(error), source.span(start, start + len(row)), hint=_HINT))
        else:
            if isinstance(read, LedgerLine):
                lines.add(read)
            elif read:
                fingerprints.add(read)
    marks = _marks(source)
    texts = [row for _, row in rows]
    is_complete = {row for row in texts if _FORMATS.fullmatch(row)} == {_FORMAT}
    ledger = Ledger(frozenset(lines), frozenset(fingerprints), _is_tidy(texts, lines, marks), is_complete)
    return ledger, (*marks, *problems)


def write_ledger(ledger: Ledger) -> str:
    """The ledger's text: "" for an empty one."""
    if not ledger.lines:
        return ""
    prints = [_dump(["record", *known]) for known in sorted(ledger.fingerprints)]
    return "".join(f"{line}\n" for line in (*prints, _FORMAT, *sorted(_row(line) for line in ledger.lines)))


def same_facts(old: str | None, new: str | None) -> bool:
    """Whether two texts of a ledger (None: no file) differ only in what extraction notes of a person's edit.

    That is fingerprints, facts that no article asserts, and the order of lines. A ledger of the older form, which had
    neither fingerprint nor format, can be the same as well.
    """
    one, two = ({row for row in (text or "").splitlines() if not _NOTES.fullmatch(row)} for text in (old, new))
    return one == two


def _rows(source: SourceText) -> Iterator[tuple[int, str]]:
    """The lines to read, with their offsets; without the common ancestor in a conflict of style `diff3`."""
    skip = False
    for match in _LINE.finditer(source.text.removeprefix("\ufeff")):
        row = match.group()
        if _MARKER.fullmatch(row):
            skip = row[0] == "|"
        elif row.strip() and not skip:
            yield match.start() + source.text.startswith("\ufeff"), row


def _marks(source: SourceText) -> tuple[Problem, ...]:
    match = re.search(r"^<{7}(?: .*)?\r?$", source.text, re.MULTILINE)
    if not match:
        return ()
    message = "git left conflict markers in this ledger; both sides are read"
    hint = "run `communique extract` to rewrite it; `content/facts/** merge=union` in .gitattributes prevents this"
    return (Problem("ledger-is-whole", message, source.span(match.start(), match.end()), "warning", hint),)


def _is_tidy(rows: Sequence[str], lines: set[LedgerLine], marks: tuple[Problem, ...]) -> bool:
    """Whether the program would write these lines in this order: a fingerprint, the format, then each fact once."""
    first, second, *facts = (*rows, "", "")
    facts = facts[:-2]
    whole = first.startswith('["record",') and second == _FORMAT
    in_order = all(one < other for one, other in pairwise(facts))
    return whole and not marks and in_order and len({line.fact for line in lines}) == len(facts)


def _too_many(source: SourceText, start: int, end: int) -> Problem:
    message = f"more than {MOST} lines are not facts; the rest is not read"
    return Problem(_RULE, message, source.span(start, end), hint="restore the file: `git log` shows earlier versions")


def _read(row: str) -> LedgerLine | Fingerprint | None:
    """A line's fact or fingerprint; None for the line that names the format."""
    try:
        values = _decode(row)
    except RecursionError:
        raise ValueError("lists inside lists") from None
    match values:
        case ["record", str(facts), str(text)] if text not in _STATES:
            return Fingerprint(facts, text)
        case ["format", int()]:
            return None
        case [*where, str(state), int(generation)] if not isinstance(generation, bool):
            if 0 < generation <= _GENERATIONS:
                return LedgerLine(_fact(where, state), _state(state), generation)
        case [*where, str(state)]:
            return LedgerLine(_fact(where, state), _state(state))
    raise ValueError(_EXPECTED)


def _integer(digits: str) -> int | str:
    """Read a number; one that is too long for any ledger stays text, and is rejected as such."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


_decode = json.JSONDecoder(parse_int=_integer, parse_float=str, parse_constant=str).decode


def _state(word: str) -> LedgerState:
    match word:
        case "machine" | "person" | "removed" | "gone" | "handwritten" | "erased":
            return word
    raise ValueError(_EXPECTED)


def _fact(where: Sequence[object], state: str) -> Assertion:
    if state in _STATES:
        match where:
            case [str(field), str(value)]:
                return Slot(field), value
            case [str(field), [str(), *_] as key]:
                return Slot(field, _key(key)), ""
            case [str(field), [str(), *_] as key, str(part), str(value)] if part:
                return Slot(field, _key(key), part), value
    raise ValueError(_EXPECTED)


def _key(values: Sequence[object]) -> tuple[str, ...]:
    key = tuple(value for value in values if isinstance(value, str))
    if len(key) < len(values):
        message = "an item's key holds strings only"
        raise ValueError(message)
    return key


def _row(line: LedgerLine) -> str:
    (slot, value), state, generation = line
    where: list[object] = [slot.field]
    if slot.key:
        where.append(list(slot.key))
    if slot.part:
        where.append(slot.part)
    values = [] if slot.key and not slot.part else [value]
    return _dump([*where, *values, state, *([generation] if generation > 1 else [])])


def _dump(row: list[object]) -> str:
    """A row as JSON; characters that end a line for other programs, or that no file can contain, are escaped."""
    line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]", lambda match: f"\\u{ord(match.group()):04x}", line)
