"""A round of talks is not earlier than the one it follows, and numbered rounds are in order.

The rule applies to every reference between dated records of one kind. Numbers come from names and ids such as “Third
round of talks”, “Round 3” and `geneva-round-3`.

Bad:

    content/records/meetings/first.yaml
    name: First round of talks
    date: 2025-03-04
    follows: second
    content/records/meetings/second.yaml
    name: Second round of talks
    date: 2025-04-02

Good:

    content/records/meetings/first.yaml
    name: First round of talks
    date: 2025-03-04
    content/records/meetings/second.yaml
    name: Second round of talks
    date: 2025-04-02
    follows: first
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values import Date
from generator.values.name_matching import exact_key

SEVERITY: Severity = "warning"
_FORWARD = frozenset(("postponed_to",))
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
             "twelfth")  # fmt: skip
_UNIT = "(?:round|session|phase|stage)"
_NUMBER = re.compile(
    rf"\b(?P<word>{'|'.join(_ORDINALS)})(?=[ -]{_UNIT}\b)|\b(?P<nth>[0-9]{{1,3}})(?:st|nd|rd|th)(?=[ -]{_UNIT}\b)"
    rf"|(?<=\bround[ -])(?P<plain>[0-9]{{1,3}})\b|(?<=\b(?:phase|stage)[ -])(?P<step>[0-9]{{1,3}})\b"
    rf"|(?<=\bsession[ -])(?P<sitting>[0-9]{{1,3}})\b"
)


class _Round(NamedTuple):
    number: int
    ref: Ref


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> tuple[str, int] | None:
    """The series of a dated record, and its number there; None if it has none."""
    found = (_numbered(text) for text in (base.name(ref), ref.id)) if kind.timeline else ()
    return next((each for each in found if each[1]), None)


def check(base: KnowledgeBase, gathered: Mapping[Ref, tuple[str, int]]) -> Iterator[Problem]:
    """Rounds of one series in which a higher number has an earlier date."""
    series: dict[tuple[str, str], list[_Round]] = {}
    for ref, (name, number) in gathered.items():
        series.setdefault((ref.kind, name), []).append(_Round(number, ref))
    for rounds in series.values():
        for lower, higher in pairwise(sorted(rounds)):
            earlier, later = base.date(lower.ref), base.date(higher.ref)
            if lower.number < higher.number and earlier and later and later.latest < earlier.earliest:
                message = (
                    f"number {higher.number} ({later.edtf}) is earlier than number {lower.number} ({earlier.edtf})"
                )
                hint = f"correct the number or the date, here or in `{lower.ref.id}`"
                yield Problem("round-follows-earlier-one", message, _name(base, higher.ref), SEVERITY, hint)


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """References to later records."""
    fields = {field.name for field in kind.fields if field.type == "reference" and field.to == (kind.name,)}
    for slot, value, span in base.record_facts[ref] if kind.timeline and fields else ():
        other = base.ids.get(value) if slot.field in fields else None
        own, date = (base.date(ref), base.date(other)) if other else (None, None)
        if own and date:
            yield from _link(slot.field, value, own, date, span)


def _link(field: str, id_: str, own: Date, other: Date, span: Span) -> Iterator[Problem]:
    """A reference to the wrong side of a day: `postponed_to` leads to a later record, any other one to an earlier."""
    is_forward = field in _FORWARD
    if (other.latest < own.earliest) if is_forward else (own.latest < other.earliest):
        found, right = ("earlier", "later") if is_forward else ("later", "earlier")
        message = f"`{field}` refers to `{id_}` ({other.edtf}), which is {found} than this one ({own.edtf})"
        hint = f"correct one of the dates, or reverse the reference: `{field}` points to the {right} one"
        yield Problem("round-follows-earlier-one", message, span, SEVERITY, hint)


def _numbered(text: str) -> tuple[str, int]:
    """A name without the number of its round, and the number; 0 for none."""
    key = exact_key(text)
    found = _NUMBER.search(key)
    if not found:
        return "", 0
    word = found.group()
    number = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub("[a-z]", "", word))
    return key[: found.start()] + "#" + key[found.end() :], number


def _name(base: KnowledgeBase, ref: Ref) -> Span:
    return next(
        (fact.span for fact in base.record_facts[ref] if fact.slot.field == "name"), base.records[ref].source.whole()
    )
