"""The entry `refused` of a front matter: annotations that a reviewer refused, each with its words."""

from generator.articles.model import Refusal
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

WORDS, SENTENCE, KIND = "words", "in", "kind"


def read_refusals(node: YamlNode | None) -> tuple[Refusal, ...] | None:
    """`[{person: ann-roe, words: Roe, in: Roe left.}]`; None for anything else."""
    if not isinstance(node, YamlList):
        return None
    found = [_refusal(each) for each in node.values]
    return tuple(each for each in found if each) if found and all(found) else None


def refusal_entries(refusal: Refusal) -> dict[str, str]:
    """A refusal as the entries of its mapping; one without an id, as of a quotation, names its kind alone."""
    named = {refusal.kind: refusal.id} if refusal.id else {KIND: refusal.kind}
    sentence = {SENTENCE: refusal.sentence} if refusal.sentence else {}
    return {**named, WORDS: refusal.words, **sentence}


def _refusal(node: YamlNode) -> Refusal | None:
    if not isinstance(node, YamlMapping) or not node.entries:
        return None
    said = {key.value: value.value for key, value in node.entries if isinstance(value, YamlText)}
    first = node.entries[0][0].value
    is_whole = {first, WORDS} <= set(said) <= {first, WORDS, SENTENCE} and len(said) == len(node.entries)
    if not is_whole or first in (WORDS, SENTENCE) or not all(value.strip() for value in said.values()):
        return None
    kind, id_ = (said[KIND], "") if first == KIND else (first, said[first])
    return Refusal(kind, id_, said[WORDS], said.get(SENTENCE, ""))
