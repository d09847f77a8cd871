"""What annotations may say, derived from the schema: which attributes, which values of `as=`, what they fill."""

from dataclasses import dataclass
from functools import lru_cache

from generator.schema.model import Field, FillRule, Kind, Schema

STATEMENTS = ("quote", "paraphrase")
UNNAMED = "unnamed"
DATE = "date"
ROLE = "as"
MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Container:
    """A field of `kind` that takes annotations from inside the kind's spans, and on what condition."""

    kind: Kind
    field: Field
    taken: FillRule


@dataclass(frozen=True, slots=True)
class Word:
    """What an annotation whose head is this word may carry.

    `attributes` maps each attribute to the fields that it can fill; `roles` are the values of `as=`. `kind` is None for
    a date and for a statement.
    """

    name: str
    kind: Kind | None
    attributes: dict[str, tuple[Field, ...]]
    roles: tuple[str, ...]
    containers: tuple[Container, ...]


@lru_cache(maxsize=4)
def vocabulary(schema: Schema) -> dict[str, Word]:
    """All words that may head an annotation."""
    heads = [(kind.annotation, kind) for kind in schema.kinds]
    words = [_word(name, kind, schema) for name, kind in heads]
    words += [_word(name, None, schema) for name in (DATE, UNNAMED)]
    words += [Word(name, None, _by_attribute(schema.statement), (), ()) for name in STATEMENTS]
    return {word.name: word for word in words}


def _word(name: str, kind: Kind | None, schema: Schema) -> Word:
    containers = tuple(
        Container(outer, field, taken)
        for outer in schema.kinds
        for field in outer.fields
        for taken in field.takes
        if taken.annotation == name
    )
    own = [field for field in kind.fields if not field.statement] if kind else []
    fields = [*own, *(part for field in own for part in field.fields if not field.takes)]
    fields += [part for container in containers for part in container.field.fields]
    roles = dict.fromkeys([*(container.taken.role for container in containers if container.taken.role), MENTIONED])
    return Word(name, kind, _by_attribute(fields), tuple(roles), containers)


def _by_attribute(fields: "list[Field] | tuple[Field, ...]") -> dict[str, tuple[Field, ...]]:
    found: dict[str, list[Field]] = {}
    for field in fields:
        for attribute in field.attributes:
            if field not in found.setdefault(attribute, []):
                found[attribute].append(field)
    return {attribute: tuple(fields) for attribute, fields in found.items()}
