"""Read the schema from YAML: the built-in kinds first, then additions and changes in `content/schema/`."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingType
from itertools import chain
from pathlib import Path

from generator.diagnostics.problem import Problem
from generator.schema.model import Choice, Field, FillRule, Inverse, Kind, Schema
from generator.schema.validate import broken, faults_between, faults_of_field, faults_of_kind
from generator.text import yaml_tree
from generator.text.source import SourceText, Span
from generator.values import TYPES

_KINDS = Path(__file__).parent / "kinds"
_ORDER = ("meeting", "person", "country", "organization", "place", "document", "topic")
_PARTS = ("common", "statement")
_VALUES = tuple(type_.name for type_ in TYPES)
_SHAPES = ("choice", "group", "sources")
_KEPT = ("type", "many", "key", "use", "omit", "statement", "identifier")
"""Keys of built-in kinds and fields that a site can't change, because the program relies on them."""

Tree = MappingType[str, object]


class SchemaError(Exception):
    """An invalid schema file: the message, and the key that it concerns."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key


def read_schema(own: Sequence[SourceText] = ()) -> tuple[Schema, tuple[Problem, ...]]:
    """The schema, including a site's own kinds and fields; the file name without `.yaml` names the kind."""
    texts = {
        path.stem: SourceText(f"schema/{path.name}", path.read_text("utf-8")) for path in sorted(_KINDS.glob("*.yaml"))
    }
    trees: dict[str, dict[str, object]] = {}
    built: dict[str, Kind] = {}
    problems: list[Problem] = []
    for source in (*texts.values(), *own):
        tree, found = yaml_tree.read(source)
        problems += found
        if tree is None:
            continue
        name = Path(source.path).stem
        own_tree = _mapping(yaml_tree.plain(tree), name)
        joined = _joined(trees.get(name, {}), own_tree)
        try:
            kind = _checked(name, joined, trees)
            if source in own:
                _refuse(name, kind, own_tree, trees, built.values())
        except SchemaError as error:
            hint = "see the built-in kinds in generator/schema/kinds"
            span = next(_keys(source, tree, error.key), source.whole())
            problems.append(Problem("schema-is-valid", str(error), span, hint=hint))
        else:
            trees[name] = joined
            built |= {name: kind} if kind else {}
    statement = _fields(_mapping(trees["statement"].get("fields", {}), "statement"), ())
    common = _mapping(trees["common"].get("fields", {}), "common")
    names = [*_ORDER, *sorted(trees.keys() - set(_ORDER) - set(_PARTS))]
    kinds = tuple(_kind(name, trees[name], common, statement) for name in names if name in trees)
    return Schema(kinds, statement), tuple(problems)


def _keys(source: SourceText, node: yaml_tree.YamlNode, key: str) -> Iterator[Span]:
    """The spans of a key in a tree."""
    for name, value in node.entries if isinstance(node, yaml_tree.YamlMapping) else ():
        if name.value == key:
            yield source.span(name.start, name.end)
        yield from _keys(source, value, key)


def _checked(name: str, tree: Tree, trees: MappingType[str, Tree]) -> Kind | None:
    """The kind alone, so that a fault is reported in its own file; None for a file with fields of all kinds."""
    if name in _PARTS:
        _fields(_mapping(tree.get("fields", {}), name), ())
        return None
    return _kind(name, tree, _mapping(trees["common"]["fields"], "common"), ())


def _refuse(name: str, kind: Kind | None, own: Tree, trees: MappingType[str, Tree], others: Iterable[Kind]) -> None:
    """Refuse what a site's own file may not contain; `others` are the kinds read before."""
    _refuse_broken(own)
    _refuse_changed(trees.get(name, {}), own)
    fields = _mapping(own.get("fields", {}), "fields")
    if kind:
        _refuse_changed(_mapping(trees["common"]["fields"], "common"), fields)
        faults = chain(faults_of_kind(kind), faults_between(kind, others))
    else:
        merged = _fields(_mapping(_joined(trees[name], own)["fields"], name), ())
        faults = chain.from_iterable(faults_of_field(field, 1) for field in merged)
    for message, key in faults:
        raise SchemaError(message, key)


def _refuse_broken(node: object, key: str = "") -> None:
    """Refuse control characters: pages, tables and terminals show the texts of a schema."""
    if isinstance(node, str) and (found := broken(node)):
        raise SchemaError(f"a control character {found}", key)
    for name, value in node.items() if isinstance(node, dict) else ():
        _refuse_broken(name, name)
        _refuse_broken(value, name)
    for value in node if isinstance(node, list) else ():
        _refuse_broken(value, key)


def _refuse_changed(old: Tree, new: Tree) -> None:
    """Refuse changes of the built-in schema, other than additions and new labels."""
    for key, value in new.items():
        before = old.get(key)
        if key in _KEPT and old and before != value and not isinstance(value, dict):
            raise SchemaError(f"`{key}` is `{before or ''}` in the built-in schema and can't be changed", key)
        if key != "values" and isinstance(before, dict) and isinstance(value, dict):
            _refuse_changed(before, value)


def _joined(old: Tree, new: Tree) -> dict[str, object]:
    """Merge two trees: new values replace old ones, and mappings are merged key by key."""
    joined = dict(old)
    for key, value in new.items():
        before = joined.get(key)
        both = isinstance(before, dict) and isinstance(value, dict)
        joined[key] = _joined(before, value) if both else value  # type: ignore[arg-type]
    return joined


def _kind(name: str, tree: Tree, common: Tree, statement: tuple[Field, ...]) -> Kind:
    known = {
        "label",
        "plural",
        "heading",
        "description",
        "annotation",
        "identifier",
        "timeline",
        "schema_org",
        "fields",
    }
    _refuse_unknown(tree, known, f"kind `{name}`")
    label = _text(tree, "label", name.capitalize())
    _refuse_type({"identifier": "id", **tree}, "identifier", ("id", "country"), f"kind `{name}`")
    own = _mapping(tree.get("fields", {}), "fields")
    fields = _fields(_named_first(_joined(common, own)), statement)
    return Kind(
        name=name,
        label=label,
        plural=_text(tree, "plural", f"{name}s"),
        heading=_text(tree, "heading", f"{label}s"),
        description=_text(tree, "description", ""),
        annotation=_text(tree, "annotation", name),
        identifier=_text(tree, "identifier", "id"),
        timeline=_text(tree, "timeline", ""),
        schema_org=_text(tree, "schema_org", "Thing"),
        fields=fields,
    )


def _named_first(fields: Tree) -> Tree:
    """Sort fields in the order in which records are written: the name, the kind's own fields, the other common ones."""
    common = ("names", "links", "same_as", "statements", "previous_ids", "sources", "rejected", "accepted")
    first = [key for key in fields if key == "name"]
    own = [key for key in fields if key not in ("name", *common)]
    return {key: fields[key] for key in (*first, *own, *(key for key in common if key in fields))}


def _fields(trees: Tree, statement: tuple[Field, ...]) -> tuple[Field, ...]:
    made = tuple(_field(name, _mapping(tree, name), statement) for name, tree in trees.items())
    for field in made:
        if field.needs and field.needs not in trees:
            raise SchemaError(f"field `{field.name}` needs `{field.needs}`, which is no field beside it", "needs")
    return made


def _field(name: str, tree: Tree, statement: tuple[Field, ...]) -> Field:
    known = {
        *("type", "label", "description", "many", "required", "to", "inverse", "values", "fields", "key", "attributes"),
        *("takes", "statement", "use", "omit", "almanac", "changes", "lasts", "unless", "needs"),
    }
    _refuse_unknown(tree, known, f"field `{name}`")
    _refuse_type(tree, "type", (*_VALUES, *_SHAPES), f"field `{name}`")
    inner = _fields(_mapping(tree.get("fields", {}), name), statement)
    if tree.get("use") == "statement":
        omitted = _texts(tree, "omit")
        inner = tuple(field for field in statement if field.name not in omitted)
    inverse = _mapping(tree["inverse"], name) if "inverse" in tree else None
    return Field(
        name=name,
        type=_text(tree, "type", "text"),
        label=_text(tree, "label", name.replace("_", " ").capitalize()),
        description=_text(tree, "description", ""),
        many=tree.get("many") == "true",
        required=tree.get("required") == "true",
        unless=_text(tree, "unless", ""),
        needs=_text(tree, "needs", ""),
        to=_texts(tree, "to"),
        inverse=Inverse(_text(inverse, "name", ""), _text(inverse, "label", "")) if inverse else None,
        choices=tuple(Choice(key, str(label)) for key, label in _mapping(tree.get("values", {}), name).items()),
        fields=inner,
        key=_texts(tree, "key"),
        attributes=_texts(tree, "attributes"),
        takes=tuple(_fill_rule(_mapping(rule, name)) for rule in _list(tree.get("takes", []), name)),
        statement=_text(tree, "statement", ""),
        almanac=tree.get("almanac") == "true",
        changes=tree.get("changes") == "true",
        lasts=tree.get("lasts") == "true",
    )


def _fill_rule(tree: Tree) -> FillRule:
    return FillRule(
        _text(tree, "annotation", ""), _text(tree, "as", ""), tree.get("inline") == "true", tree.get("block") == "true"
    )


def _refuse_type(tree: Tree, key: str, known: Sequence[str], where: str) -> None:
    if tree.get(key) not in known:
        message = f"{where} has the unknown {key} `{tree.get(key, '')}`; choose one of {', '.join(sorted(known))}"
        raise SchemaError(message, key)


def _refuse_unknown(tree: Tree, known: set[str], where: str) -> None:
    if unknown := sorted(tree.keys() - known):
        message = f"{where} has an unknown key `{unknown[0]}`; choose one of {', '.join(sorted(known))}"
        raise SchemaError(message, unknown[0])


def _mapping(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise SchemaError(f"`{where}` has to be a mapping", where)
    return value


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise SchemaError(f"`{where}` has to be a list", where)
    return value


def _text(tree: Tree, key: str, default: str) -> str:
    value = tree.get(key, default)
    if not isinstance(value, str):
        raise SchemaError(f"`{key}` has to be a text", key)
    return value


def _texts(tree: Tree, key: str) -> tuple[str, ...]:
    return tuple(str(value) for value in _list(tree.get(key, []), key))
