"""The types of annotations, derived from the schema: their attributes, their values of `as=`, the fields they fill."""

from dataclasses import dataclass
from functools import lru_cache

from generator.facts.model import Slot
from generator.schema.model import Field, FillRule, Kind, Schema

STATEMENTS = ("quote", "paraphrase")
UNNAMED = "unnamed"
DATE = "date"
ROLE = "as"
MENTIONED = "mentioned"
_SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Container:
    """A field of `kind` that annotations inside a span of that kind fill, and the rule for it."""

    kind: Kind
    field: Field
    rule: FillRule


@dataclass(frozen=True, slots=True)
class AnnotationType:
    """What an annotation that begins with the word `name` may contain.

    `attributes` maps each attribute to the fields that it can fill; `roles` are the values of `as=`. `kind` is None for
    a date and for a statement.
    """

    name: str
    kind: Kind | None
    attributes: dict[str, tuple[Field, ...]]
    roles: tuple[str, ...]
    containers: tuple[Container, ...]


@lru_cache(maxsize=4)
def annotation_types(schema: Schema) -> dict[str, AnnotationType]:
    """All types of annotations by the word that they begin with."""
    heads = [(kind.annotation, kind) for kind in schema.kinds]
    types = [_annotation_type(name, kind, schema) for name, kind in heads]
    types += [_annotation_type(name, None, schema) for name in (DATE, UNNAMED)]
    types += [AnnotationType(name, None, _by_attribute(schema.statement), (), ()) for name in STATEMENTS]
    return {type_.name: type_ for type_ in types}


def _annotation_type(name: str, kind: Kind | None, schema: Schema) -> AnnotationType:
    containers = tuple(
        Container(outer, field, rule)
        for outer in schema.kinds
        for field in outer.fields
        for rule in field.takes
        if rule.annotation == name
    )
    own = [field for field in kind.fields if not field.statement] if kind else []
    fields = [*own, *(part for field in own for part in field.fields if not field.takes)]
    fields += [part for container in containers for part in container.field.fields]
    roles = dict.fromkeys([*(container.rule.role for container in containers if container.rule.role), MENTIONED])
    return AnnotationType(name, kind, _by_attribute(fields), tuple(roles), containers)


def _by_attribute(fields: "list[Field] | tuple[Field, ...]") -> dict[str, tuple[Field, ...]]:
    found: dict[str, list[Field]] = {}
    for field in fields:
        for attribute in field.attributes:
            if field not in found.setdefault(attribute, []):
                found[attribute].append(field)
    return {attribute: tuple(fields) for attribute, fields in found.items()}


def is_assertable(slot: Slot, kind: Kind) -> bool:
    """Whether an annotation can assert a fact in this slot of a record."""
    field = kind.field(slot.field)
    if field is None or slot.part == _SOURCE:
        return False
    return bool(field.attributes or field.takes or field.statement or any(part.attributes for part in field.fields))
