"""A kind as JSON Schema, so that editors complete and check records while they are written."""

from collections.abc import Iterable, Mapping

import yaml

from generator.schema.model import Choice, Field, Kind, Schema
from generator.values import TYPES, value_type

JsonSchema = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(schema: Schema, kind: Kind) -> JsonSchema:
    """The JSON Schema (draft 2020-12) of a kind's records; it accepts and refuses what `records.read` does.

    It judges values as strings, as our reader takes them. Where an editor reads a plain word as a number or as true or
    false, and the text of it may be sound (`name: 1984`, `date: 2025`), those pass too. It cannot say which days a
    calendar has, that an interval begins before it ends, that no two items of a group have the same key, and that a
    text's `id` is its file's name. `schema` gives the words for what a reference leads to.
    """
    return {
        "$schema": _DIALECT,
        "title": kind.label,
        "description": kind.description,
        **_object(kind.fields, schema, {"id": _identifier(kind)}),
        "$defs": {type_.name: dict(type_.json_schema) for type_ in TYPES},
    }


def _object(fields: Iterable[Field], schema: Schema, more: Mapping[str, JsonSchema] | None = None) -> JsonSchema:
    fields = tuple(fields)
    names = [field.name for field in fields]
    properties = {**(more or {}), **{field.name: _field(field, schema, names) for field in fields}}
    required = [field.name for field in fields if field.required]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _identifier(kind: Kind) -> JsonSchema:
    return {"title": "Id", "description": "The file's name without .yaml.", **_type(kind.identifier)}


def _field(field: Field, schema: Schema, names: list[str]) -> JsonSchema:
    """A field's schema; `names` are the fields beside it, which `sources` may speak of."""
    about: JsonSchema = {"title": field.label, "description": described(field, schema)}
    if field.type == "sources":
        properties = dict.fromkeys(names, _type("source"))
        return {**about, "type": "object", "properties": properties, "additionalProperties": False}
    value = _value(field, schema)
    if not field.many:
        return {**about, **value}
    return {**about, "type": "array", "items": value, "uniqueItems": field.type != "group" or bool(field.key)}


def _value(field: Field, schema: Schema) -> JsonSchema:
    match field.type:
        case "group":
            return _object(field.fields, schema)
        case "choice":
            return {"enum": list(_spellings(field.choices))}
        case _:
            return _type(field.type)


def _type(name: str) -> JsonSchema:
    return {"$ref": f"#/$defs/{value_type(name).name}"}


def _spellings(choices: Iterable[Choice]) -> Iterable[object]:
    """The values of a choice; of `yes` or `1` also what an editor's YAML reader makes of them."""
    for choice in choices:
        yield choice.value
        read = yaml.safe_load(choice.value)
        if isinstance(read, bool | int | float):
            yield read


def described(field: Field, schema: Schema) -> str:
    """The field's description, with the words for its values, or for what it refers to."""
    parts = [field.description]
    if field.choices:
        parts.append("; ".join(f"{choice.value}: {choice.label}" for choice in field.choices) + ".")
    labels = [_a(kind.label.lower()) for kind in schema.kinds if kind.name in field.to]
    if labels:
        several = ", ".join(labels[:-1])
        parts.append(f"The id of {several}{' or ' if several else ''}{labels[-1]}.")
    return " ".join(part for part in parts if part)


def _a(label: str) -> str:
    return f"{'an' if label[:1] in 'aeiou' else 'a'} {label}"
