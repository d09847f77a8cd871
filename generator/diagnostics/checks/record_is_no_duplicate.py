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

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values.name_matching import exact_key, fuzzy_key

SEVERITY: Severity = "warning"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Records that look like an earlier one."""
    for kind in base.schema.kinds:
        refs = base.of_kind(kind)
        yield from _events(base, kind, refs) if kind.timeline else _names(base, kind, refs)
        yield from _identified(base, kind, refs)


def _identified(base: KnowledgeBase, kind: Kind, refs: tuple[Ref, ...]) -> Iterator[Problem]:
    """Records with the same identifier elsewhere."""
    fields = {field.name for field in kind.fields if field.type == "authority"}
    first: dict[str, Ref] = {}
    for ref in refs:
        for fact in base.record_facts[ref]:
            if fact.slot.field in fields and (other := first.setdefault(fact.value, ref)) != ref:
                message = f"`{fact.value}` is the identifier of `{other.id}`, too"
                yield Problem("record-is-no-duplicate", message, fact.span, SEVERITY, _hint(kind, ref, other))


def _names(base: KnowledgeBase, kind: Kind, refs: tuple[Ref, ...]) -> Iterator[Problem]:
    """Names that are similar but not equal: name-is-unique reports equal ones."""
    first: dict[str, Ref] = {}
    for ref in refs:
        name = base.name(ref)
        key = fuzzy_key(name)
        other = first.setdefault(key, ref) if key else ref
        if other != ref and exact_key(base.name(other)) != exact_key(name):
            message = f"`{name}` looks like `{base.name(other)}`, the name of `{other.id}`"
            yield Problem("record-is-no-duplicate", message, _name_span(base, ref), "info", _hint(kind, ref, other))


def _events(base: KnowledgeBase, kind: Kind, refs: tuple[Ref, ...]) -> Iterator[Problem]:
    """Records with the same day, place and people."""
    first: dict[tuple[str, str, frozenset[str]], Ref] = {}
    for ref in refs:
        record = base.records[ref]
        people = frozenset(
            fact.slot.key[0] for fact in base.record_facts[ref] if fact.slot.field == "participants" and fact.slot.key
        )
        key = record.text(kind.timeline), record.text("place"), people
        other = first.setdefault(key, ref) if all(key) else ref
        if other != ref and len({record.text("format"), base.records[other].text("format")} - {""}) <= 1:
            message = f"same day, place and people as `{other.id}`"
            yield Problem("record-is-no-duplicate", message, _name_span(base, ref), SEVERITY, _hint(kind, ref, other))


def _hint(kind: Kind, ref: Ref, other: Ref) -> str:
    accept = "`accepted: [{rule: record-is-no-duplicate, reason: …}]`"
    return f"if it is the same {kind.name}, run `communique merge {ref.id} {other.id}`; else write {accept}"


def _name_span(base: KnowledgeBase, ref: Ref) -> Span:
    return next(
        (fact.span for fact in base.record_facts[ref] if fact.slot.field == "name"), base.records[ref].source.whole()
    )
