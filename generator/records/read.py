"""Read a record: parse strict YAML, then check every field against the schema of its kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diagnostics.problem import Problem, failed
from generator.records.model import Record, item_key
from generator.schema.model import Field, Kind, Ref
from generator.text import yaml_tree
from generator.text.source import SourceText
from generator.text.suggest import nearest
from generator.text.yaml_tree import YamlList, YamlNode, YamlText, inside
from generator.text.yaml_tree import YamlMapping as Tree
from generator.values import value_type

_ID = "id"


def read_record(source: SourceText, kind: Kind, record_id: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """Read a file as a record; None if it has an error. All problems are reported at once.

    `record_id` is the file's name without `.yaml`. References are not resolved here.
    """
    first = next((field.name for field in kind.fields if field.required), "name")
    tree, problems = yaml_tree.read(source, f"{first}: …")
    if tree is None:
        return None, problems
    found = tuple(_record(source, tree, kind, record_id))
    return None if failed(found) else Record(Ref(kind.name, record_id), source, tree), found


def _record(source: SourceText, tree: Tree, kind: Kind, record_id: str) -> Iterator[Problem]:
    if fault := value_type(kind.identifier).check(record_id):
        message = f"the file name must be an id: {fault.message}"
        yield Problem(f"{kind.identifier}-is-valid", message, source.whole(), hint=f"rename the file; {fault.hint}")
    fields = {field.name: field for field in kind.fields}
    own = tree.get(_ID)
    if isinstance(own, YamlText) and own.value != record_id:
        message = f"the id `{own.value}` differs from the file name"
        hint = f"delete the line, or write `id: {record_id}`"
        yield Problem("id-is-file-name", message, source.span(own.start, own.end), hint=hint)
    yield from _entries(source, tree, {_ID: Field(_ID, kind.identifier, "Id"), **fields}, kind.name)


def _entries(source: SourceText, tree: Tree, fields: Mapping[str, Field], owner: str) -> Iterator[Problem]:
    """Problems of the entries of a record or of an item; `owner` names it in messages.

    A field that is missing because another key stands in its place is no finding of its own.
    """
    missing = _missing(tree, fields)
    strange = False
    for name, node in tree.entries:
        field = fields.get(name.value)
        if field is None:
            strange = strange or nearest(name.value, fields) is None
            yield _unknown(source, name, fields, owner, missing)
        elif field.type == "sources":
            yield from _sources(source, name, node, fields)
        else:
            yield from _field(source, field, name, node)
            yield from _needed(source, tree, field, name, fields)
    for field in () if strange else missing:
        span = source.span(tree.start, tree.start)
        hint = f"add `{field.name}: …`. {field.description}"
        yield Problem("field-is-present", f"{owner} without {field.name}", span, hint=hint.strip())


def _needed(
    source: SourceText, tree: Tree, field: Field, name: YamlText, fields: Mapping[str, Field]
) -> Iterator[Problem]:
    """A field without the one that it needs; one that is misspelt is a finding of its own."""
    written = {key.value if key.value in fields else nearest(key.value, fields) for key, _ in tree.entries}
    if field.needs and field.needs not in written:
        hint = f"add `{field.needs}: …`. {fields[field.needs].description}"
        message = f"{field.name} without {field.needs}"
        yield Problem("field-is-present", message, source.span(name.start, name.end), hint=hint)


def _missing(tree: Tree, fields: Mapping[str, Field]) -> tuple[Field, ...]:
    """The required fields that are not there, even misspelt."""
    names = {name.value if name.value in fields else nearest(name.value, fields) for name, _ in tree.entries}
    return tuple(field for field in fields.values() if field.required and names.isdisjoint((field.name, field.unless)))


def _unknown(
    source: SourceText, name: YamlText, fields: Iterable[str], owner: str, missing: Sequence[Field] = ()
) -> Problem:
    near = nearest(name.value, fields)
    hint = f"did you mean `{near}`?" if near else f"known fields: {', '.join(fields)}"
    if missing and not near:
        hint += f"; still missing: {', '.join(field.name for field in missing)}"
    message = f"{owner} has no field `{name.value}`"
    return Problem("field-is-known", message, source.span(name.start, name.end), hint=hint)


def _field(source: SourceText, field: Field, name: YamlText, node: YamlNode) -> Iterator[Problem]:
    if not field.many:
        yield from _value(source, field, node, f"`{name.value}` takes a single value")
    elif not isinstance(node, YamlList):
        hint = f"write `{name.value}: [{node.value}]`" if isinstance(node, YamlText) else "begin each item with `- `"
        if field.fields:
            hint = f"write each item below it: `- {field.fields[0].name}: …`"
        yield Problem("field-is-list", f"`{name.value}` takes a list", source.span(node.start, node.end), hint=hint)
    else:
        for value in node.values:
            yield from _value(source, field, value, f"an item of `{name.value}` is a single value")
        yield from _twice(source, field, node.values)


def _value(source: SourceText, field: Field, node: YamlNode, single: str) -> Iterator[Problem]:
    """Problems of one value; `single` is the message for a list or mapping instead of a plain value."""
    if field.type == "group":
        yield from _item(source, field, node)
    elif not isinstance(node, YamlText):
        example = next((value.value for value in _texts(node)), "…")
        hint = f"write `- {example}`" if field.many else f"write `{field.name}: {example}`"
        yield Problem("field-is-single", single, source.span(node.start, node.end), hint=hint)
    elif field.type == "choice":
        yield from _choice(source, field, node)
    else:
        yield from _text(source, field.type, node)


def _item(source: SourceText, field: Field, node: YamlNode) -> Iterator[Problem]:
    if isinstance(node, yaml_tree.YamlMapping):
        yield from _entries(source, node, {inner.name: inner for inner in field.fields}, f"item of {field.name}")
        return
    first = next(iter((*field.key, *(inner.name for inner in field.fields))), "…")
    value = node.value if isinstance(node, YamlText) else "…"
    hint = f"write `- {first}: {value}`" if field.many else f"write `{first}: {value}` below `{field.name}:`"
    message = f"an item of `{field.name}` is a mapping"
    yield Problem("item-is-mapping", message, source.span(node.start, node.end), hint=hint)


def _choice(source: SourceText, field: Field, node: YamlText) -> Iterator[Problem]:
    values = [choice.value for choice in field.choices]
    if node.value not in values:
        near = nearest(node.value, values)
        hint = f"did you mean `{near}`?" if near else f"write one of {', '.join(values)}"
        message = f"`{node.value}` is not a known {field.name}"
        yield Problem("choice-is-known", message, source.span(node.start, node.end), hint=hint)


def _text(source: SourceText, type_name: str, node: YamlText) -> Iterator[Problem]:
    if fault := value_type(type_name).check(node.value):
        span = source.span(*inside(source.text, node, fault.at))
        yield Problem(f"{type_name}-is-valid", fault.message, span, hint=fault.hint)


def _sources(source: SourceText, name: YamlText, node: YamlNode, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Problems of `sources`, which gives one source for each of some fields of the record."""
    if not isinstance(node, yaml_tree.YamlMapping):
        hint = "write below it: `name: …`"
        message = f"`{name.value}` takes a mapping"
        yield Problem("item-is-mapping", message, source.span(node.start, node.end), hint=hint)
        return
    known = [field for field in fields if field != _ID]
    for key, value in node.entries:
        if key.value not in known:
            yield _unknown(source, key, known, "the record")
        yield from _value(source, Field(key.value, "source", ""), value, f"`{key.value}` has a single source")


def _twice(source: SourceText, field: Field, nodes: Sequence[YamlNode]) -> Iterator[Problem]:
    """Duplicate values, or items with the same key: it would be unclear which one is meant."""
    seen: dict[tuple[str, ...], YamlNode] = {}
    for node in nodes:
        if isinstance(node, YamlList) or (isinstance(node, yaml_tree.YamlMapping) and not field.key):
            continue
        key = (node.value,) if isinstance(node, YamlText) else item_key(node, field)
        first = seen.setdefault(key, node)
        if first is not node:
            shown = ", ".join(part for part in key if part) or "…"
            hint = f"keep one; the other is on line {source.position(first.start)[0]}"
            span = source.span(*_range(node, field))
            yield Problem("item-is-unique", f"`{shown}` is given twice", span, hint=hint)


def _range(node: YamlNode, field: Field) -> tuple[int, int]:
    """The range of a value; for an item that of its first key field."""
    if not isinstance(node, yaml_tree.YamlMapping):
        return node.start, node.end
    first = next((value for name, value in node.entries if name.value in field.key), node)
    return first.start, first.end


def _texts(node: YamlNode) -> tuple[YamlText, ...]:
    """The plain values of a list."""
    return tuple(value for value in node.values if isinstance(value, YamlText)) if isinstance(node, YamlList) else ()
