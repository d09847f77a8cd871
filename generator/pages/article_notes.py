"""What is said of an article wherever it is a source: that it was withdrawn, what corrects it, what it corrects."""

from generator.articles.model import Article
from generator.knowledge_base import KnowledgeBase
from generator.pages.citation import retraction_words
from generator.pages.escape import Markdown, escape
from generator.pages.page_context import PageContext


def article_notes(base: KnowledgeBase, place: PageContext, article: Article) -> str:
    """That an article was withdrawn, and which ones correct it."""
    words = [f"{retraction_note(place, article)}"] if article.front.retracted else []
    words += correction_notes(base, place, article)
    return "".join(f'<p class="cq-evidence__draft">{each}</p>' for each in words)


def retraction_note(place: PageContext, article: Article) -> Markdown:
    """That an article was withdrawn, when, why, and where its publisher says so; "" for one that stands."""
    retraction = article.front.retracted
    if retraction is None:
        return Markdown("")
    words = escape(retraction_words(place, retraction))
    return Markdown(f"{words} {place.outside(retraction.url)}") if retraction.url else words


def correction_notes(base: KnowledgeBase, place: PageContext, article: Article) -> tuple[Markdown, ...]:
    """The articles that correct an article, and the one that it corrects."""
    named = [("corrected_by", id_) for id_ in base.corrections.get(article.id, ())]
    named += [("corrects", article.front.corrects)] if article.front.corrects else []
    return tuple(
        Markdown(place.text(key, article=place.anchor(f"articles/{id_}.md", base.fronts[id_].title)))
        for key, id_ in named
        if id_ in base.fronts
    )
