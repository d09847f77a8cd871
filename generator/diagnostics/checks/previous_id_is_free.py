"""The previous id of a record belongs to that record only: no other record has it or had it.

Bad, if `marin` is also a record:

    content/records/persons/vladimir-marin.yaml
    name: Vladimir Marin
    previous_ids:
      - marin
    content/records/persons/marin.yaml
    name: Marin

Good, if no other record has the id or lists it:

    content/records/persons/vladimir-marin.yaml
    name: Vladimir Marin
    previous_ids:
      - vladimir-v-marin
"""

from collections.abc import Iterator, Mapping

from generator.diagnostics.problem import Problem, Severity
from generator.facts.check import a
from generator.knowledge_base import KnowledgeBase
from generator.records.previous_ids import previous_ids, previous_of
from generator.schema.model import Kind, Ref
from generator.text.yaml_tree import YamlText

SEVERITY: Severity = "error"


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> tuple[YamlText, ...]:  # noqa: ARG001 -- all kinds have them
    """The previous ids of a record."""
    return previous_of(base.records[ref].tree)


def check(base: KnowledgeBase, gathered: Mapping[Ref, tuple[YamlText, ...]]) -> Iterator[Problem]:
    """Previous ids whose address can't redirect to their record."""
    owners = previous_ids(base.records.values()) if gathered else {}
    for ref, ids in gathered.items():
        for id_ in ids:
            span = base.records[ref].source.span(id_.start, id_.end)
            living, owner = base.ids.get(id_.value), owners.get(id_.value)
            if living:
                message = f"`{id_.value}` is not a previous id, but the id of {_owner(living, ref)}"
                yield Problem("previous-id-is-free", message, span, hint="remove it from `previous_ids`")
            elif owner and owner != ref:
                message = f"`{id_.value}` is also a previous id of `{owner.id}`, and its address redirects there"
                yield Problem("previous-id-is-free", message, span, hint="remove it from one of the two records")


def _owner(other: Ref, ref: Ref) -> str:
    return "this record itself" if other == ref else f"{a(other.kind)} today"
