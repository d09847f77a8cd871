"""A rejection names a field that such records have; otherwise it rejects nothing.

Bad:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    rejected:
      - field: borrn
        value: 1961-05-01
        reason: The passport says 1962.

Good; a field of an item is named behind its list, as `positions.from`:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    rejected:
      - field: born
        value: 1961-05-01
        reason: The passport says 1962.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.suggest import nearest
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

SEVERITY: Severity = "error"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Rejections of fields that the kind lacks."""
    record = base.records[ref]
    if "rejected" not in record.texts:
        return
    entries, known = record.tree.get("rejected"), _fields(kind)
    for entry in entries.values if isinstance(entries, YamlList) else ():
        name = entry.get("field") if isinstance(entry, YamlMapping) else None
        if isinstance(name, YamlText) and name.value and name.value not in known:
            likely = nearest(name.value, known)
            hint = f"write `{likely}`" if likely else f"write one of: {', '.join(known)}"
            message = f"{kind.plural} have no field `{name.value}`, so this rejects nothing"
            yield Problem("rejection-names-field", message, record.source.span(name.start, name.end), SEVERITY, hint)


def _fields(kind: Kind) -> tuple[str, ...]:
    """What a rejection can name: fields, and the parts of their items."""
    parts = (f"{field.name}.{part.name}" for field in kind.fields for part in field.fields)
    return (*(field.name for field in kind.fields), *parts)
