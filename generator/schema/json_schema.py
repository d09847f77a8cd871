"""Convert a kind to JSON Schema, so that editors complete and check records."""

from collections.abc import Iterable, Mapping

import yaml

from generator.schema.model import Choice, Field, Kind, Schema
from generator.values import TYPES, value_type

JsonSchema = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(schema: Schema, kind: Kind) -> JsonSchema:
    """The JSON Schema (draft 2020-12) for the records of a kind; it accepts what `records.read` accepts.

    Values are checked as strings, as our reader takes them. If an editor reads a plain word as a number or boolean and
    its text may be valid (`name: 1984`, `date: 2025`), that passes too. JSON Schema can't check that a day exists, that
    an interval begins before it ends, that keys of a group are unique, and that an `id` equals the file name. `schema`
    provides the labels of referenced kinds.
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
    required = [field.name for field in fields if field.required and not field.unless]
    either = [
        {"anyOf": [{"required": [name]} for name in (field.name, field.unless)]} for field in fields if field.unless
    ]
    needed = {field.name: [field.needs] for field in fields if field.needs}
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
        **({"allOf": either} if either else {}),
        **({"dependentRequired": needed} if needed else {}),
    }


def _identifier(kind: Kind) -> JsonSchema:
    return {"title": "Id", "description": "The file name without .yaml.", **_type(kind.identifier)}


def _field(field: Field, schema: Schema, names: list[str]) -> JsonSchema:
    """The schema of a field; `names` are the fields beside it, which `sources` may list."""
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
    """The values of a choice, and for values such as `yes` or `1` also what a YAML parser turns them into."""
    for choice in choices:
        yield choice.value
        read = yaml.safe_load(choice.value)
        if isinstance(read, bool | int | float):
            yield read


def described(field: Field, schema: Schema) -> str:
    """The description of a field, with the labels of its values or of the kinds that it refers to."""
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
