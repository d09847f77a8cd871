"""A removed thing out of `content/history/`: the changes that tell of it and, with a mask, its names in the others."""

from collections.abc import Iterable, Iterator

from generator.records.yaml_document import YamlDocument, YamlPath
from generator.refactor.masking import KnownNames
from generator.refactor.project_state import Texts, mentions
from generator.refactor.unannotate import MASK, Removal
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

_CHANGES, _WORDS = "changes", ("why", "was", "now", "fact")


def purge_history(sources: Iterable[SourceText], removal: Removal, names: KnownNames) -> Texts:
    """The files that change, by their paths; one that tells of nothing else goes.

    Raises EditRejectedError where a file cannot be changed safely.
    """
    texts: Texts = {}
    for source in sources:
        document = YamlDocument.parse(source.text)
        changes = document.node((_CHANGES,))
        items = changes.values if isinstance(changes, YamlList) else ()
        gone = [
            at
            for at, item in enumerate(items)
            if any(mentions(word, id_) for word in _words(item) for id_ in removal.ids)
        ]
        if items and len(gone) == len(items):
            texts[source.path] = None
            continue
        for at in reversed(gone):
            document = document.remove((_CHANGES, at))
        if removal.mask:
            masked = {path: names.masked(value) for path, value in _texts(document)}
            document = document.set_texts({path: value for path, value in masked.items() if MASK in value})
        if document.text != source.text:
            texts[source.path] = document.text
    return texts


def _words(item: YamlNode) -> Iterator[str]:
    if isinstance(item, YamlMapping):
        yield from (node.value for _, node in item.entries if isinstance(node, YamlText))


def _texts(document: YamlDocument) -> Iterator[tuple[YamlPath, str]]:
    """The words of people in a file, by their paths."""
    changes = document.node((_CHANGES,))
    count = len(changes.values) if isinstance(changes, YamlList) else 0
    paths: list[YamlPath] = [("why",), *((_CHANGES, at, name) for at in range(count) for name in _WORDS)]
    for path in paths:
        node = document.node(path)
        if isinstance(node, YamlText):
            yield path, node.value
