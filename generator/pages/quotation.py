"""The sentence behind a fact: the words in their context, and the link to them."""

from dataclasses import dataclass
from typing import NamedTuple

from generator.articles.model import Article
from generator.knowledge_base import KnowledgeBase
from generator.pages.direction import in_language
from generator.pages.escape import Markdown, escape

_LONG = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of an article, split at the annotated words, and the anchor of these words on the article's page."""

    article: str
    anchor: str
    before: str
    words: str
    after: str


class Passage(NamedTuple):
    """A sentence as pages show it: the anchor of the annotated words, and the text with these marked."""

    anchor: str
    shown: Markdown


def passage(base: KnowledgeBase, language: str, article: str, annotation: int) -> Passage:
    """The sentence around an annotation of an article, as pages in a language show it."""
    quoted = quotation(base.articles[article], annotation)
    marked = f"{_escaped(quoted.before)}<mark>{_escaped(quoted.words)}</mark>{_escaped(quoted.after)}"
    return Passage(quoted.anchor, in_language(marked, base.fronts[article].language, language))


def _escaped(text: str) -> str:
    """Text inside a line of HTML, where white space at the ends only separates words."""
    lead, tail = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{lead}{escape(text.strip())}{tail}" if text.strip() else lead


def quotation(article: Article, annotation: int) -> Quotation:
    """The sentence or sentences around an annotation."""
    span = article.annotations[annotation]
    anchor = article.anchors[annotation]
    if span.block < 0:
        return Quotation(article.id, anchor, "", span.label, "")
    block = article.blocks[span.block]
    start, end = block.sentence(span.start, span.end)
    stop = min(span.end, end)
    words = block.text[span.start : stop]
    if len(words) > _LONG:
        return Quotation(article.id, anchor, "", words[:_LONG] + "…", "")
    return Quotation(article.id, anchor, block.text[start : span.start], words, block.text[stop:end])
