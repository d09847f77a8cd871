"""The page of an article: its text with every annotation a link, and the facts taken from it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.articles import linked, render_article
from generator.articles.model import Annotation, Article
from generator.facts.extract import LABEL
from generator.facts.model import Fact, Slot
from generator.knowledge import KnowledgeBase
from generator.pages.escape import Markdown, escape
from generator.pages.links import Place, path_of, relative
from generator.pages.quotation import anchors
from generator.schema.model import Ref


class Taken(NamedTuple):
    """A fact as its article's page lists it."""

    record: Markdown
    label: str
    shown: str | Markdown
    words: Markdown
    state: str


def body(base: KnowledgeBase, place: Place, article: Article) -> Markdown:
    """The article's text as one block of HTML; things are links unless they hold or stand in another link."""
    names = anchors(article)
    words = {kind.annotation: kind.name for kind in base.schema.kinds}
    plain = linked(article) | _holding(article, words)

    def target(annotation: Annotation) -> Ref | None:
        ref = Ref(words.get(annotation.kind, ""), annotation.id or "")
        return ref if ref in base.records else None

    def opening(index: int) -> str:
        annotation = article.annotations[index]
        classes = f'class="cq-mark cq-mark--{escape(annotation.kind)}" id="{escape(names[index])}"'
        if annotation.is_block:
            return f"<div {classes}>"
        ref = target(annotation)
        if ref is None or index in plain:
            return f"<span {classes}>"
        return f'<a {classes} href="{relative(place.path, path_of(base, ref))}">'

    def closing(index: int) -> str:
        annotation = article.annotations[index]
        if annotation.is_block:
            return "</div>"
        return "</span>" if target(annotation) is None or index in plain else "</a>"

    return Markdown(render_article(article, opening, closing))


def _holding(article: Article, words: dict[str, str]) -> set[int]:
    """Annotations that hold another thing's: the inner one is the link."""
    held = set()
    for annotation in article.annotations:
        around = annotation.parent
        while annotation.kind in words and around >= 0:
            held.add(around)
            around = article.annotations[around].parent
    return held


def taken(base: KnowledgeBase, place: Place, article: Article, facts: Sequence[Fact]) -> tuple[Taken, ...]:
    """The facts that an article asserts, each with its words and whether the record holds it."""
    names = anchors(article)
    subjects = {fact.subject for fact in facts if fact.subject in base.records}
    held = {ref: {(slot, value): None for slot, value, _ in base.held[ref]} for ref in subjects}
    rows = []
    for fact in facts:
        if fact.slot == LABEL or fact.subject not in held:
            continue
        words = place.anchor(place.path, _short(article.annotations[fact.annotation].label), names[fact.annotation])
        label, shown = _told(base, place, fact)
        rows.append(Taken(place.link(fact.subject), label, shown, words, _state(place, fact, held[fact.subject])))
    return tuple(rows)


def _short(text: str, length: int = 80) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _told(base: KnowledgeBase, place: Place, fact: Fact) -> tuple[str, str | Markdown]:
    kind = base.schema.kind(fact.subject.kind)
    field = kind.field(fact.slot.field) if kind else None
    if field is None:
        return fact.slot.field, fact.value
    if not fact.slot.key:
        return field.label, place.value(field, fact.value)
    named = [
        place.value(field.field(name), value) for name, value in zip(field.key, fact.slot.key, strict=True) if value
    ]
    item = Markdown(" · ".join(escape(value) for value in named))
    if not fact.slot.part:
        return field.label, item
    part = field.field(fact.slot.part)
    return f"{field.label}, {part.label}", Markdown(f"{item} → {escape(place.value(part, fact.value))}")


def _state(place: Place, fact: Fact, held: Mapping[tuple[Slot, str], None]) -> str:
    if (fact.slot, fact.value) in held:
        return place.words("in_record")
    other = next((value for slot, value in held if slot == fact.slot), None)
    return place.words("absent") if other is None or not other else place.words("differs").format(other)
