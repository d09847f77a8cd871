"""Translates the schema's labels with the catalogue of a site's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.schema.model import Choice, Field, Inverse, Kind, Schema


def translate(schema: Schema, catalogue: Mapping[str, str]) -> Schema:
    """The schema with labels from the catalogue; labels without a message stay as they are.

    A kind is `kind.meeting`, `kind.meeting.heading` and `kind.meeting.about`; a field `field.person.country` or, for
    all kinds, `field.country`, with `about.` in place of `field.` its description; a field of a group's items
    `field.meeting.participants.role` or `field.role`; a choice `choice.status.held`; the other end of a link
    `inverse.parts` or, by its field, `inverse.topic.part_of`.
    """
    kinds = tuple(_kind(kind, catalogue) for kind in schema.kinds)
    return Schema(kinds, tuple(_field(field, ("statement",), catalogue) for field in schema.statement))


def untranslated(schema: Schema, catalogue: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the labels and descriptions for which a catalogue has neither a specific nor a general message."""
    kinds = (f"kind.{kind.name}{end}" for kind in schema.kinds for end in ("", ".heading", ".about"))
    fields = (
        key for kind in schema.kinds for field in kind.fields for key in _label_keys(field, (kind.name,), catalogue)
    )
    return tuple(key for key in (*kinds, *fields) if key not in catalogue)


def _label_keys(field: Field, within: tuple[str, ...], catalogue: Mapping[str, str]) -> Iterator[str]:
    """The key under which a catalogue has each label of a field, the special one where it has none."""
    path = ".".join((*within, field.name))
    asked = [("field", field.name), ("about", field.name)]
    asked += [("inverse", field.inverse.name)] if field.inverse else []
    for sort, name in asked:
        yield f"{sort}.{name}" if f"{sort}.{name}" in catalogue else f"{sort}.{path}"
    yield from (f"choice.{field.name}.{choice.value}" for choice in field.choices)
    for part in field.fields:
        yield from _label_keys(part, (*within, field.name), catalogue)


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
        inverse=field.inverse and _inverse(field.inverse, path, catalogue),
        fields=tuple(_field(part, (*within, field.name), catalogue) for part in field.fields),
    )


def _choice(field: Field, choice: Choice, catalogue: Mapping[str, str]) -> Choice:
    return choice._replace(label=catalogue.get(f"choice.{field.name}.{choice.value}", choice.label))


def _inverse(inverse: Inverse, path: str, catalogue: Mapping[str, str]) -> Inverse:
    return inverse._replace(label=_words(catalogue, "inverse", (path, inverse.name), inverse.label))


def _words(catalogue: Mapping[str, str], sort: str, names: Iterable[str], own: str) -> str:
    return next((catalogue[key] for name in names if (key := f"{sort}.{name}") in catalogue), own)
