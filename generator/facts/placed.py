"""The facts of all articles, found by the field that they are about: most work concerns a few fields."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from generator.facts.model import Fact

Place: TypeAlias = tuple[str, str, str]
"""A kind, a field and its part, "" for the field or item itself."""


class PlacedFacts:
    """Facts in their order, each with its number."""

    __slots__ = ("_numbers", "all")

    def __init__(self, facts: Iterable[Fact], numbers: Mapping[Place, list[int]] | None = None) -> None:
        self.all = tuple(facts)
        self._numbers = _numbers(self.all) if numbers is None else numbers

    @property
    def places(self) -> Iterable[Place]:
        """All places that facts are about."""
        return self._numbers.keys()

    def at(self, places: Iterable[Place]) -> list[tuple[int, Fact]]:
        """The facts about some places, in their order."""
        numbers = sorted(number for place in places for number in self._numbers.get(place, ()))
        return [(number, self.all[number]) for number in numbers]

    def of_fields(self, fields: Iterable[tuple[str, str]]) -> list[tuple[int, Fact]]:
        """The facts about some fields of kinds with all of their parts, in their order."""
        wanted = frozenset(fields)
        return self.at(place for place in self._numbers if place[:2] in wanted)

    def replacing(self, new: Mapping[int, Fact]) -> "PlacedFacts":
        """The facts with others of the same places under some numbers."""
        if not new:
            return self
        facts = list(self.all)
        for number, fact in new.items():
            facts[number] = fact
        return PlacedFacts(facts, self._numbers)

    def without(self, numbers: Iterable[int]) -> "PlacedFacts":
        """The facts without those of some numbers."""
        gone = frozenset(numbers)
        return PlacedFacts(fact for number, fact in enumerate(self.all) if number not in gone) if gone else self


def _numbers(facts: Iterable[Fact]) -> dict[Place, list[int]]:
    found: dict[Place, list[int]] = defaultdict(list)
    for number, ((kind, _), (field, _, part), *_) in enumerate(facts):
        found[kind, field, part].append(number)
    return dict(found)


def place_of(fact: Fact) -> Place:
    """Where a fact belongs."""
    return fact.subject.kind, fact.slot.field, fact.slot.part
