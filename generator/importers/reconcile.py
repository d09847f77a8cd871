"""Match names from elsewhere with records: by any spelling, with a score and the reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref
from generator.values.name_matching import exact_key, fuzzy_key
from generator.values.search_keys import keys

_SAME, _OTHER, _FOLDED, _SPELT = 100, 98, 95, 90
_LEAST = 80
_MOST = 5


class NameMatch(NamedTuple):
    """A record that a name may mean: a score up to 100, and the reason."""

    ref: Ref
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class NameRegister:
    """All names of records, by keys that are equal for the same name, and in words for those that are only near."""

    exact: Mapping[str, frozenset[Ref]]
    others: Mapping[str, frozenset[Ref]]
    folded: Mapping[str, frozenset[Ref]]
    spelt: Mapping[str, frozenset[Ref]]


def name_register(base: KnowledgeBase, kinds: Iterable[str] = ()) -> NameRegister:
    """The names of all records, or of those of some kinds: their own, in other languages, and as articles use them."""
    wanted = frozenset(kinds)
    found: tuple[dict[str, set[Ref]], ...] = tuple(defaultdict(set) for _ in range(4))
    exact, others, folded, spelt = found
    for ref in (ref for ref in base.records if not wanted or ref.kind in wanted):
        exact[exact_key(base.name(ref))].add(ref)
        for name in _names(base, ref):
            others[exact_key(name)].add(ref)
            folded[fuzzy_key(name)].add(ref)
            spelt[_spelling(name)].add(ref)
    return NameRegister(*({key: frozenset(refs) for key, refs in each.items() if key} for each in found))


def candidates(register: NameRegister, name: str) -> tuple[NameMatch, ...]:
    """The records that a name may mean, best first; those with the same score in the order of their ids."""
    found: dict[Ref, NameMatch] = {}
    for score, reason, refs in _steps(register, name):
        for ref in refs:
            found.setdefault(ref, NameMatch(ref, score, reason))
    return tuple(sorted(found.values(), key=lambda each: (-each.score, each.ref.id)))[:_MOST]


def best(found: Iterable[NameMatch]) -> NameMatch | None:
    """The only best candidate; None for none, and where two are equally good."""
    ranked = tuple(found)
    return ranked[0] if ranked and all(each.score < ranked[0].score for each in ranked[1:]) else None


def _names(base: KnowledgeBase, ref: Ref) -> Iterator[str]:
    yield base.name(ref)
    yield from (slot.key[1] for slot, _, _ in base.record_facts[ref] if slot.field == "names" and not slot.part)
    yield from base.labels.get(ref, {})


def _steps(register: NameRegister, name: str) -> Iterator[tuple[int, str, Iterable[Ref]]]:
    none: frozenset[Ref] = frozenset()
    yield _SAME, "the same name", register.exact.get(exact_key(name), none)
    yield _OTHER, "another name of it", register.others.get(exact_key(name), none)
    yield _FOLDED, "the same but for accents, signs or order", register.folded.get(fuzzy_key(name), none)
    spelling = _spelling(name)
    yield _SPELT, "another spelling", register.spelt.get(spelling, none)
    if spelling:
        near = process.extract(spelling, register.spelt.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST, limit=_MOST)
        for key, ratio, _ in near:
            yield int(ratio * _SPELT / 100) - 1, f"similar letters ({ratio:.0f} %)", register.spelt[key]


def _spelling(name: str) -> str:
    return " ".join(sorted(keys(name)))
