"""The names of a removed thing, and how texts read without them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.articles import read_article
from generator.articles.front import front_spans
from generator.articles.model import Annotation, Article
from generator.diagnostics.problem import failed
from generator.facts.ledger import Assertion
from generator.refactor.unannotate import MASK, label_bounds
from generator.schema.model import Kind
from generator.text.source import Edit, apply

_FRONT = ("title", "publisher", "author", "licence")
_TARGET = re.compile(r"\]\([^)\s]*\)?|<[a-z][a-z0-9+.-]*:[^>\s]*>|https?://\S+|^\[[^\]]+\]:\s*\S+", re.MULTILINE)
_SPACE = r"(?:\s|\\\n|>|\u00ad)+?"


@dataclass(frozen=True, slots=True)
class KnownNames:
    """KnownNames as articles and records write them, the longest first."""

    words: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds a name as a word of its own, whatever the white space in it.

        Capitals count in a name of one word only: `Long` is a name, `long` is none.
        """
        each = (_SPACE.join(re.escape(word) for word in name.split()) for name in self.words)
        cased = (f"(?i:{words})" if " " in name else words for name, words in zip(self.words, each, strict=True))
        return re.compile(rf"(?<!\w)(?:{'|'.join(cased) or '(?!)'})(?!\w)")

    def masked(self, text: str) -> str:
        """A text with a mask in place of each name."""
        return self.pattern.sub(MASK, text) if self.words else text

    def fact(self, fact: Assertion, kind: Kind) -> Assertion:
        """A fact of a record of a kind, its texts masked."""
        slot, value = fact
        field = kind.field(slot.field)
        if field is None:
            return fact
        types = {part.name: part.type for part in field.fields}
        key = tuple(
            self.masked(text) if types.get(name) == "text" else text
            for name, text in zip(field.key, slot.key, strict=False)
        )
        type_ = types.get(slot.part) if slot.part else field.type
        return slot._replace(key=key if slot.key else ()), self.masked(value) if type_ == "text" else value


def names_of(words: Iterable[str]) -> KnownNames:
    """KnownNames, each once."""
    return KnownNames(tuple(sorted(dict.fromkeys(words), key=lambda name: (-len(name), name))))


def occurrences(text: str, names: KnownNames) -> Iterator[tuple[int, int]]:
    """Offsets of the names in a text."""
    return (match.span() for match in names.pattern.finditer(text)) if names.words else iter(())


def mask_article(article: Article, names: KnownNames, kind: str) -> str | None:
    """The article's text without the names, except where another thing of the kind bears one; None if it can't be."""
    spans = tuple(_maskable(article))
    borne = [_label(each) for each in article.annotations if each.kind == kind and not each.is_block]
    own = [(start, end) for start, end in borne if names.masked(article.source.text[start:end].strip()) == MASK]
    edits = [
        Edit(start, end, MASK)
        for start, end in occurrences(article.source.text, names)
        if any(first <= start and end <= last for first, last in spans)
        and not any(first <= start and end <= last for first, last in own)
    ]
    if not edits:
        return article.source.text
    text = apply(article.source.text, edits)
    found, problems = read_article(replace(article.source, text=text))
    heads = [(each.kind, each.id, len(each.attributes)) for each in article.annotations]
    if found is None or failed(problems) or heads != [(a.kind, a.id, len(a.attributes)) for a in found.annotations]:
        return None
    return text


def _label(annotation: Annotation) -> tuple[int, int]:
    return label_bounds(annotation)


def _maskable(article: Article) -> Iterator[tuple[int, int]]:
    """The offsets of an article where its words stand: no braces but their quoted values, no addresses."""
    text = article.source.text
    front = front_spans(article.source)
    yield from ((span.start, span.end) for name, span in front.items() if name in _FRONT)
    body = max((span.end for span in front.values()), default=0)
    closed = sorted((*_braces(article.annotations), *(match.span() for match in _TARGET.finditer(text, body))))
    at = body
    for start, end in closed:
        if start > at:
            yield at, start
        at = max(at, end)
    yield at, len(text)
    for annotation in article.annotations:
        for attribute in annotation.attributes:
            if attribute.value_span.text.startswith('"'):
                yield attribute.value_span.start + 1, attribute.value_span.end - 1


def _braces(annotations: Sequence[Annotation]) -> Iterator[tuple[int, int]]:
    for annotation in annotations:
        text = annotation.span.source.text
        if annotation.is_block:
            ends = [end for mark in "\r\n" if (end := text.find(mark, annotation.head.end)) >= 0]
            yield annotation.span.start, min(ends, default=annotation.span.end)
        else:
            yield label_bounds(annotation)[1], annotation.span.end
