"""No two things of one kind have the same name; two people with one name may be one person.

Names in other languages count. Records with a date are exempt, because meetings often share a name.

Bad:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    content/records/persons/anna-berg-of-oslo.yaml
    name: ANNA BERG

Good, if they are two people; if they are one, run `communique merge anna-berg-of-oslo anna-berg`:

    content/records/persons/anna-berg-of-oslo.yaml
    name: Anna Berg (Oslo)
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values.name_matching import exact_key

SEVERITY: Severity = "info"
_NAME = Slot("name")


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Every thing whose name an earlier one has."""
    for kind in base.schema.kinds:
        first: dict[str, Ref] = {}
        for ref in () if kind.timeline else base.of_kind(kind):
            for name, span in _names(base, kind, ref):
                other = first.setdefault(exact_key(name), ref)
                if other != ref:
                    message = f"`{name}` is also the name of `{other.id}`"
                    hint = f"if they are one, run `communique merge {ref.id} {other.id}`; else change one of the names"
                    yield Problem("name-is-unique", message, span, SEVERITY, hint)
                    break


def _names(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[tuple[str, Span]]:
    group = kind.field("names")
    at = group.key.index("name") if group and "name" in group.key else None
    for slot, value, span in base.record_facts[ref]:
        if slot == _NAME:
            yield value, span
        elif slot.field == "names" and not slot.part and at is not None:
            yield slot.key[at], span
