"""The sources that a person named for plain fields, from one record into another that holds the same values."""

from generator.records import splice
from generator.records.edit import OpenRecord, open_record
from generator.records.quoting import quote
from generator.records.splice import EditRejected
from generator.refactor.merge_records import facts_of
from generator.schema.model import Kind
from generator.text import yaml_tree
from generator.text.source import apply
from generator.text.yaml_tree import YamlMapping, YamlText

_FIELD = "sources"


def unite_sources(draft: OpenRecord, other: OpenRecord, kind: Kind) -> tuple[OpenRecord, list[str]]:
    """A record with the sources that another names for facts that both hold; and the others, a line each as YAML."""
    homeless = []
    for name, value in _entries(other).items():
        if _entries(draft).get(name) == value:
            continue
        changed = _with(draft, name, value) if _agree(draft, other, name, kind) else None
        if changed is None:
            homeless.append(f"{_FIELD}: {{{name}: {quote(value, flow=True)}}}")
        else:
            draft = changed
    return draft, homeless


def _entries(draft: OpenRecord) -> dict[str, str]:
    node = draft.tree.get(_FIELD)
    if not isinstance(node, YamlMapping):
        return {}
    return {name.value: value.value for name, value in node.entries if isinstance(value, YamlText)}


def _agree(draft: OpenRecord, other: OpenRecord, name: str, kind: Kind) -> bool:
    """Whether a source is free for a field, and all that it stood for is in the record."""
    mine, theirs = ({f for f in facts_of(one, kind) if f[0].field == name} for one in (draft, other))
    return name not in _entries(draft) and bool(theirs) and theirs <= mine


def _with(draft: OpenRecord, name: str, value: str) -> OpenRecord | None:
    """A record with one more source; None where its text leaves no safe place."""
    node = draft.tree.get(_FIELD)
    line, braced = f"{name}: {quote(value)}", f"{name}: {quote(value, flow=True)}"
    if isinstance(node, YamlMapping) and node.entries:
        edit = splice.add_entry(draft.text, node, len(node.entries), [line], braced)
    else:
        lines = [f"{_FIELD}:", f"  {line}"]
        edit = splice.add_entry(draft.text, draft.tree, len(draft.tree.entries), lines, f"{_FIELD}: {{{braced}}}")
    changed = edit if isinstance(edit, EditRejected) else open_record(apply(draft.text, (edit,)))
    if isinstance(changed, EditRejected):
        return None
    expected = yaml_tree.plain(draft.tree)
    now = _entries(changed)
    same = isinstance(expected, dict) and {**expected, _FIELD: now} == yaml_tree.plain(changed.tree)
    return changed if same and now == {**_entries(draft), name: value} else None
