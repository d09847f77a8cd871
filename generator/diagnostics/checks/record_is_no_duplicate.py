"""No two records describe the same thing.

Two records look like duplicates if they have the same identifier elsewhere (`same_as:`), or if their names differ only
in case, accents, punctuation or word order. Records with a date do if they have the same day, place and people, unless
one was a call and the other a meeting in person.

Bad:

    content/records/persons/jose-maria-lopez.yaml
    name: José María López
    content/records/persons/lopez-jose-maria.yaml
    name: Lopez, Jose Maria

Good, after `communique merge lopez-jose-maria jose-maria-lopez`; or, where they are two people:

    content/records/persons/lopez-jose-maria.yaml
    name: Jose Maria Lopez of Lima
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values.name_matching import exact_key, fuzzy_key

SEVERITY: Severity = "warning"


class _Looks(NamedTuple):
    """What a record could share with another: identifiers elsewhere with their positions, and a key.

    The key is that of its name, or its day, its place, and its people; "" if it has none.
    """

    identifiers: tuple[tuple[str, int, int], ...]
    key: tuple[str, ...]


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> _Looks | None:
    """What a record could share with another; None for nothing."""
    fields = {field.name for field in kind.fields if field.type == "authority"}
    facts = base.record_facts[ref]
    found = tuple((value, span.start, span.end) for slot, value, span in facts if slot.field in fields)
    key: tuple[str, ...] = (fuzzy_key(base.name(ref)),)
    if kind.timeline:
        people = {slot.key[0] for slot, _, _ in facts if slot.field == "participants" and slot.key}
        record = base.records[ref]
        key = record.text(kind.timeline), record.text("place"), *sorted(people)
    has_key = all(key[:2]) and len(key) > (2 if kind.timeline else 0)
    return _Looks(found, key if has_key else ()) if found or has_key else None


def check(base: KnowledgeBase, gathered: Mapping[Ref, _Looks]) -> Iterator[Problem]:
    """Records that look like an earlier one."""
    for kind in base.schema.kinds:
        looks = {ref: found for ref, found in gathered.items() if ref.kind == kind.name}
        compare = _events if kind.timeline else _names
        first: dict[tuple[str, ...], Ref] = {}
        for ref, (_, key) in looks.items():
            other = first.setdefault(key, ref) if key else ref
            if other != ref:
                yield from compare(base, kind, ref, other)
        yield from _identified(base, kind, looks)


def _identified(base: KnowledgeBase, kind: Kind, looks: Mapping[Ref, _Looks]) -> Iterator[Problem]:
    """Records with the same identifier elsewhere."""
    first: dict[str, Ref] = {}
    for ref, (identifiers, _) in looks.items():
        for value, start, end in identifiers:
            if (other := first.setdefault(value, ref)) != ref:
                message = f"`{value}` is the identifier of `{other.id}`, too"
                span = base.records[ref].source.span(start, end)
                yield Problem("record-is-no-duplicate", message, span, SEVERITY, _hint(kind, ref, other))


def _names(base: KnowledgeBase, kind: Kind, ref: Ref, other: Ref) -> Iterator[Problem]:
    """Names that are similar but not equal: name-is-unique reports equal ones."""
    if exact_key(base.name(other)) != exact_key(base.name(ref)):
        message = f"`{base.name(ref)}` looks like `{base.name(other)}`, the name of `{other.id}`"
        yield Problem("record-is-no-duplicate", message, _name_span(base, ref), "info", _hint(kind, ref, other))


def _events(base: KnowledgeBase, kind: Kind, ref: Ref, other: Ref) -> Iterator[Problem]:
    """Records with the same day, place and people."""
    if len({base.records[ref].text("format"), base.records[other].text("format")} - {""}) <= 1:
        message = f"same day, place and people as `{other.id}`"
        yield Problem("record-is-no-duplicate", message, _name_span(base, ref), SEVERITY, _hint(kind, ref, other))


def _hint(kind: Kind, ref: Ref, other: Ref) -> str:
    accept = "`accepted: [{rule: record-is-no-duplicate, reason: …}]`"
    return f"if it is the same {kind.name}, run `communique merge {ref.id} {other.id}`; else write {accept}"


def _name_span(base: KnowledgeBase, ref: Ref) -> Span:
    return next(
        (fact.span for fact in base.record_facts[ref] if fact.slot.field == "name"), base.records[ref].source.whole()
    )
