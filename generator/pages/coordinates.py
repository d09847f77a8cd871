"""The coordinates of a place."""

from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref
from generator.values import ValueFault, read_coordinates

_STEPS = 8


def coordinates_of(
    base: KnowledgeBase, place: Ref, steps: int = _STEPS
) -> tuple[tuple[float, float] | None, Ref | None]:
    """The coordinates of a place, or of the nearest that it is part of, and whose; a ring of parts has none."""
    here: Ref | None = place
    for _ in range(steps):
        if here is None or here not in base.records:
            break
        text = base.records[here].text("coordinates")
        found = read_coordinates(text) if text else None
        if found and not isinstance(found, ValueFault):
            return found, here
        here = base.ids.get(base.records[here].text("part_of"))
    return None, None
