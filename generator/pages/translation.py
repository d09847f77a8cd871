"""The schema's labels in the language of a site, out of the catalogue of the interface's words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.schema.model import Choice, Field, Inverse, Kind, Schema


def translate(schema: Schema, catalogue: Mapping[str, str]) -> Schema:
    """The schema with the catalogue's words for its labels; where it has none, the schema's own stay.

    A kind is `kind.meeting`, `kind.meeting.heading` and `kind.meeting.about`; a field `field.person.country` or, for
    all kinds, `field.country`, with `about.` in place of `field.` its description; a choice `choice.status.held`;
    the other end of a link `inverse.hosted`. A field of a group's items is `field.meeting.participants.role` or
    `field.role`.
    """
    kinds = tuple(_kind(kind, catalogue) for kind in schema.kinds)
    return Schema(kinds, tuple(_field(field, ("statement",), catalogue) for field in schema.statement))


def keys(schema: Schema) -> frozenset[str]:
    """The keys of a complete catalogue for a schema, each the general one of its label."""
    kinds = (f"kind.{kind.name}{end}" for kind in schema.kinds for end in ("", ".heading", ".about"))
    fields = (field for kind in schema.kinds for field in kind.fields)
    return frozenset((*kinds, *_keys((*fields, *schema.statement))))


def _keys(fields: Iterable[Field]) -> Iterable[str]:
    for field in fields:
        yield f"field.{field.name}"
        yield from (f"choice.{field.name}.{choice.value}" for choice in field.choices)
        if field.inverse:
            yield f"inverse.{field.inverse.name}"
        yield from _keys(field.fields)


def _kind(kind: Kind, catalogue: Mapping[str, str]) -> Kind:
    stem = f"kind.{kind.name}"
    return replace(
        kind,
        label=catalogue.get(stem, kind.label),
        heading=catalogue.get(f"{stem}.heading", kind.heading),
        description=catalogue.get(f"{stem}.about", kind.description),
        fields=tuple(_field(field, (kind.name,), catalogue) for field in kind.fields),
    )


def _field(field: Field, within: tuple[str, ...], catalogue: Mapping[str, str]) -> Field:
    path = ".".join((*within, field.name))
    return replace(
        field,
        label=_words(catalogue, "field", (path, field.name), field.label),
        description=_words(catalogue, "about", (path, field.name), field.description),
        choices=tuple(_choice(field, choice, catalogue) for choice in field.choices),
        inverse=field.inverse and _inverse(field.inverse, catalogue),
        fields=tuple(_field(part, (*within, field.name), catalogue) for part in field.fields),
    )


def _choice(field: Field, choice: Choice, catalogue: Mapping[str, str]) -> Choice:
    return choice._replace(label=catalogue.get(f"choice.{field.name}.{choice.value}", choice.label))


def _inverse(inverse: Inverse, catalogue: Mapping[str, str]) -> Inverse:
    return inverse._replace(label=catalogue.get(f"inverse.{inverse.name}", inverse.label))


def _words(catalogue: Mapping[str, str], sort: str, names: Iterable[str], own: str) -> str:
    return next((catalogue[key] for name in names if (key := f"{sort}.{name}") in catalogue), own)
