"""A word by which articles call a thing with a capital letter is no other thing's of that kind.

The capital letter of a sentence's first word says nothing: “He” may be anybody, and so may “I”.

Bad:

    content/articles/the-paper.md
    [Berg]{person=anna-berg} met [Berg]{person=carl-berg}.
    content/records/persons/anna-berg.yaml
    name: Anna Berg
    content/records/persons/carl-berg.yaml
    name: Carl Berg

Good, if it was meant so; if not, correct the id:

    content/articles/the-paper.md
    [Anna Berg]{person=anna-berg} met [Carl Berg]{person=carl-berg}.
"""

from collections.abc import Iterator

from generator.articles.model import Annotation, Article
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values.name_matching import exact_key

SEVERITY: Severity = "info"
_SHORT = 3


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Words for a second thing, each once, where it is first called so; that two have one name is told elsewhere."""
    for kind in base.schema.kinds:
        first: dict[str, Ref] = {}
        refs = () if kind.timeline else base.of_kind(kind)
        names = {ref: exact_key(base.name(ref)) for ref in refs}
        for ref, name in names.items():
            first.setdefault(name, ref)
        for ref in refs:
            for label in base.labels.get(ref, ()):
                other = first.setdefault(exact_key(label), ref) if _is_name(label) else ref
                place = _place(base, kind, ref, label) if other != ref and names[ref] != exact_key(label) else None
                if place:
                    message = f"`{label}` is `{ref.id}` here, and `{other.id}` elsewhere"
                    hint = "correct the id if it is the same; else annotate fuller words"
                    yield Problem("alias-is-unique", message, place, SEVERITY, hint)


def _is_name(label: str) -> bool:
    """Whether a word of it begins with no small letter and is longer than “We” and “I've”."""
    return any(
        not word[:1].islower() and (not word.isascii() or len(word.partition("'")[0]) >= _SHORT)
        for word in label.split()
    )


def _place(base: KnowledgeBase, kind: Kind, ref: Ref, label: str) -> Span | None:
    """The first annotation that calls the thing so, if the capital letter is not that of a sentence's first word."""
    several = _is_name(label.partition(" ")[2])
    for article, index in base.mentions.get(ref, ()):
        annotation = base.articles[article].annotations[index]
        called = annotation.kind == kind.annotation and annotation.label == label
        if called and (several or not _begins(base.articles[article], annotation)):
            return annotation.span
    return None


def _begins(article: Article, annotation: Annotation) -> bool:
    """Whether an annotation stands at the start of a sentence, behind a quotation mark or not."""
    if annotation.block < 0:
        return True
    block = article.blocks[annotation.block]
    start, _ = block.sentence(annotation.start, annotation.end)
    return not any(char.isalnum() for char in block.text[start : annotation.start])
