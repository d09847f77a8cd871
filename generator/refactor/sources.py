"""Copy the sources that a person named for plain fields to another record that has the same values."""

from generator.records.model import facts_in
from generator.records.quoting import quote
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.schema.model import Kind
from generator.text.yaml_tree import YamlMapping, YamlText

_FIELD = "sources"


def unite_sources(document: YamlDocument, other: YamlDocument, kind: Kind) -> tuple[YamlDocument, list[str]]:
    """A record with the sources that another names for facts that both have; the other sources as lines of YAML."""
    homeless = []
    for name, value in _sources(other).items():
        if _sources(document).get(name) == value:
            continue
        try:
            document = _with_source(document, other, name, kind)
        except EditRejectedError:
            homeless.append(f"{_FIELD}: {{{name}: {quote(value, flow=True)}}}")
    return document, homeless


def _sources(document: YamlDocument) -> dict[str, str]:
    node = document.tree.get(_FIELD)
    if not isinstance(node, YamlMapping):
        return {}
    return {name.value: value.value for name, value in node.entries if isinstance(value, YamlText)}


def _with_source(document: YamlDocument, other: YamlDocument, name: str, kind: Kind) -> YamlDocument:
    """A record with another's source of a field, if it has none and has all the facts that the source supports."""
    mine, theirs = ({fact for fact in facts_in(one.tree, kind) if fact[0].field == name} for one in (document, other))
    if name in _sources(document) or not theirs or not theirs <= mine:
        reason = "it does not have the same values"
        raise EditRejectedError(reason)
    return document.set((_FIELD, name), _sources(other)[name])
