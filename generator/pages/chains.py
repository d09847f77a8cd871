"""Chains of meetings that follow one another."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.knowledge_base import KnowledgeBase
from generator.pages.references import is_meeting, self_reference
from generator.schema.model import Field, Kind, Ref
from generator.values import sort_key


@dataclass(frozen=True, slots=True)
class Chains:
    """All chains of two meetings or more, each by its first meeting, in the order of their dates."""

    rounds: Mapping[Ref, tuple[Ref, ...]]
    first: Mapping[Ref, Ref]

    def of(self, ref: Ref) -> tuple[Ref, ...]:
        """The chain that a meeting belongs to, the first round first; empty for none."""
        first = self.first.get(ref)
        return self.rounds[first] if first else ()


NO_CHAINS = Chains({}, {})


def gather_chains(base: KnowledgeBase) -> Chains:
    """The chains of a knowledge base; if rounds follow each other in a cycle, the earliest is the first."""
    before: dict[Ref, Ref] = {}
    for kind in base.schema.kinds:
        field = follows(kind)
        for ref in [ref for ref in base.records if field and ref.kind == kind.name]:
            target = base.ids.get(base.records[ref].text(field.name)) if field else None
            if target and target.kind == kind.name and target != ref:
                before[ref] = target
    return _chains(base, before)


def _chains(base: KnowledgeBase, before: Mapping[Ref, Ref]) -> Chains:
    groups: dict[Ref, list[Ref]] = defaultdict(list)
    roots: dict[Ref, Ref] = {}
    for ref in sorted({*before, *before.values()}):
        groups[_root(ref, before, roots)].append(ref)
    rounds = {
        root: tuple(sorted(group, key=lambda ref: (ref != root, _date(base, ref), ref)))
        for root, group in groups.items()
    }
    return Chains(rounds, {ref: root for root, group in rounds.items() for ref in group})


def _root(ref: Ref, before: Mapping[Ref, Ref], roots: dict[Ref, Ref]) -> Ref:
    """The first round before a meeting; in a cycle its smallest member."""
    path: dict[Ref, None] = {}
    while ref in before and ref not in path and ref not in roots:
        path[ref] = None
        ref = before[ref]
    members = list(path)
    root = min(members[members.index(ref) :]) if ref in path else roots.get(ref, ref)
    roots.update(dict.fromkeys((*path, ref), root))
    return root


def _date(base: KnowledgeBase, ref: Ref) -> tuple[int, int, str]:
    return sort_key(base.timeline_date(ref))


def follows(kind: Kind) -> Field | None:
    """The field that names the round before, of a kind with a timeline whose things persons take part in."""
    return self_reference(kind) if is_meeting(kind) else None
