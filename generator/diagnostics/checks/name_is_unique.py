"""No two things of one kind have the same name; two people with one name may be one person.

It is a warning where the ids are nearly equal too, a note elsewhere. Names in other languages
count. Records with a date are exempt, because meetings often share a name.

Bad:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    content/records/persons/anna-berg-of-oslo.yaml
    name: ANNA BERG

Good, if they are two people; if they are one, run `communique merge anna-berg-of-oslo anna-berg`:

    content/records/persons/anna-berg-of-oslo.yaml
    name: Anna Berg (Oslo)
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.text.suggest import nearest
from generator.values.name_matching import exact_key

SEVERITY: Severity = "warning"
_NAME = Slot("name")


class _Name(NamedTuple):
    key: str
    name: str
    start: int
    end: int


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> tuple[_Name, ...]:
    """The names of a thing without a date."""
    names = () if kind.timeline else _names(base, kind, ref)
    return tuple(_Name(exact_key(name), name, span.start, span.end) for name, span in names)


def check(base: KnowledgeBase, gathered: Mapping[Ref, tuple[_Name, ...]]) -> Iterator[Problem]:
    """Every thing whose name an earlier one has."""
    first: dict[tuple[str, str], Ref] = {}
    for ref, names in gathered.items():
        for key, name, start, end in names:
            other = first.setdefault((ref.kind, key), ref)
            if other != ref:
                message, span = f"`{name}` is also the name of `{other.id}`", base.records[ref].source.span(start, end)
                severity: Severity = SEVERITY if are_near(ref, other) else "info"
                yield Problem("name-is-unique", message, span, severity, _hint(ref, other))
                break


def new_twins(names: Mapping[Ref, str], spans: Mapping[Ref, Span]) -> Iterator[Problem]:
    """Things that have no record yet, and whose name and id are nearly those of another thing of their kind.

    `names` are those of all things, `spans` where articles name those without a record.
    """
    known: dict[tuple[str, str], list[Ref]] = {}
    for ref in sorted(names):
        known.setdefault((ref.kind, exact_key(names[ref])), []).append(ref)
    for ref in sorted(spans):
        for other in known[ref.kind, exact_key(names[ref])]:
            if other != ref and are_near(ref, other) and (other not in spans or other < ref):
                message = f"`{names[ref]}` is also the name of `{other.id}`"
                hint = f"if they are one, write `{other.id}`; if they are two people or things, change one of the ids"
                yield Problem("name-is-unique", message, spans[ref], SEVERITY, hint)


def are_near(one: Ref, other: Ref) -> bool:
    """Whether two ids differ so little that one may be a typo."""
    return nearest(one.id, [other.id]) is not None


def _hint(ref: Ref, other: Ref) -> str:
    return f"if they are one, run `communique merge {ref.id} {other.id}`; else change one of the names"


def _names(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[tuple[str, Span]]:
    group = kind.field("names")
    at = group.key.index("name") if group and "name" in group.key else None
    for slot, value, span in base.record_facts[ref]:
        if slot == _NAME:
            yield value, span
        elif slot.field == "names" and not slot.part and at is not None:
            yield slot.key[at], span
