"""Values that are made of one record each; a build makes only those again that may have changed."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref

_Value = TypeVar("_Value")


class ForEach(Protocol):
    """Gives a value of each record; `name` says which value, and is used once for the same records."""

    def __call__(
        self, name: str, refs: Iterable[Ref], make: Callable[[KnowledgeBase, Ref], _Value]
    ) -> dict[Ref, _Value]:
        """The value of each record, in their order; `make` looks up single things only, in the base that it gets."""


def directly(base: KnowledgeBase) -> ForEach:
    """Make each value anew."""

    def for_each(name: str, refs: Iterable[Ref], make: Callable[[KnowledgeBase, Ref], _Value]) -> dict[Ref, _Value]:  # noqa: ARG001 -- nothing is kept
        return {ref: make(base, ref) for ref in refs}

    return for_each
