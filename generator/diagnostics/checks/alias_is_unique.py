"""A capitalised label that articles use for one thing is not used for another thing of the same kind.

The first word of a sentence does not count: “He” may be anybody, and so may “I”.

Bad:

    content/articles/the-paper.md
    [Berg]{person=anna-berg} met [Berg]{person=carl-berg}.
    content/records/persons/anna-berg.yaml
    name: Anna Berg
    content/records/persons/carl-berg.yaml
    name: Carl Berg

Good, if two people are meant; if not, correct the id:

    content/articles/the-paper.md
    [Anna Berg]{person=anna-berg} met [Carl Berg]{person=carl-berg}.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.articles.model import Annotation, Article
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values.name_matching import exact_key

SEVERITY: Severity = "info"
_SHORT = 3


class _Called(NamedTuple):
    """The key of a thing's name, and the names that articles use for it with their keys."""

    key: str
    labels: tuple[tuple[str, str], ...]


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> _Called | None:
    """What a thing without a date is called; None for one with a date."""
    if kind.timeline:
        return None
    labels = (label for label in base.labels.get(ref, ()) if _is_name(label))
    return _Called(exact_key(base.name(ref)), tuple((label, exact_key(label)) for label in labels))


def check(base: KnowledgeBase, gathered: Mapping[Ref, _Called]) -> Iterator[Problem]:
    """Labels used for a second thing, each once at its first use; name-is-unique reports equal names."""
    for kind in base.schema.kinds:
        called = {ref: found for ref, found in gathered.items() if ref.kind == kind.name}
        first: dict[str, Ref] = {}
        for ref, (name, _) in called.items():
            first.setdefault(name, ref)
        for ref, (name, labels) in called.items():
            for label, key in labels:
                other = first.setdefault(key, ref)
                span = _first_use(base, kind, ref, label) if other != ref and name != key else None
                if span:
                    message = f"`{label}` means `{ref.id}` here, but `{other.id}` elsewhere"
                    hint = "correct the id if both are the same; otherwise annotate a fuller name"
                    yield Problem("alias-is-unique", message, span, SEVERITY, hint)


def _is_name(label: str) -> bool:
    """Whether any word begins with a capital (or has no case) and is longer than “We” and “I've”."""
    return any(
        not word[:1].islower() and (not word.isascii() or len(word.partition("'")[0]) >= _SHORT)
        for word in label.split()
    )


def _first_use(base: KnowledgeBase, kind: Kind, ref: Ref, label: str) -> Span | None:
    """The first annotation with this label, leaving out capitals that only begin a sentence."""
    several = _is_name(label.partition(" ")[2])
    for article, index in base.mentions.get(ref, ()):
        annotation = base.articles[article].annotations[index]
        is_labelled = annotation.kind == kind.annotation and annotation.label == label
        if is_labelled and (several or not _begins(base.articles[article], annotation)):
            return annotation.span
    return None


def _begins(article: Article, annotation: Annotation) -> bool:
    """Whether an annotation begins a sentence, after a quotation mark or not."""
    if annotation.block < 0:
        return True
    block = article.blocks[annotation.block]
    start, _ = block.sentence(annotation.start, annotation.end)
    return not any(char.isalnum() for char in block.text[start : annotation.start])
