"""The page of an article: its text with annotations as links, and the facts that it states."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from generator.articles.model import Article, FrontMatter
from generator.articles.review_state import outdated_review
from generator.facts.extract import LABEL
from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.article_marks import article_body
from generator.pages.article_notes import correction_notes, retraction_note
from generator.pages.blocks import FactRow, ShownValue
from generator.pages.contexts import Context
from generator.pages.direction import isolated
from generator.pages.escape import Markdown, escape
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from generator.values import language_name

_HELD = "held"


_InRecord = Mapping[tuple[Slot, str], None]
"""The facts of a record."""


class StatedFact(NamedTuple):
    """A fact as its article's page lists it; `agreement` with the record is `held`, `other` or `absent`."""

    record: Markdown
    label: str
    value: str | Markdown
    words: Markdown
    state: str | Markdown
    agreement: str


def stated_facts(
    base: KnowledgeBase, place: PageContext, article: Article, facts: Sequence[Fact]
) -> tuple[StatedFact, ...]:
    """The facts that an article asserts, one row per item, and whether the record agrees."""
    groups = grouped(base, facts)
    subjects = dict.fromkeys(group[0].subject for group in groups)
    held = {ref: dict.fromkeys((slot, value) for slot, value, _ in base.record_facts[ref]) for ref in subjects}
    return tuple(_row(base, place, article, group, held[group[0].subject]) for group in groups)


def grouped(base: KnowledgeBase, facts: Iterable[Fact]) -> tuple[list[Fact], ...]:
    """The facts of an article as its readers count them: an item with its fields is one, and labels are none."""
    rows: dict[tuple[int, Ref, Slot, str], list[Fact]] = {}
    for fact in facts:
        if fact.slot != LABEL and fact.subject in base.records:
            value = "" if fact.slot.key else fact.value
            rows.setdefault((fact.annotation, fact.subject, fact.slot._replace(part=""), value), []).append(fact)
    return tuple(rows.values())


def _row(
    base: KnowledgeBase, place: PageContext, article: Article, group: Sequence[Fact], in_record: _InRecord
) -> StatedFact:
    fact = group[0]
    anchor = article.anchors[fact.annotation]
    words = place.anchor(place.path, _short(article.annotations[fact.annotation].label), anchor)
    label, value = _field_and_value(base, place, group)
    states = [_state(place, each, in_record) for each in group]
    agreement, state = next((each for each in states if each[0] != _HELD), states[0])
    return StatedFact(place.link(fact.subject), label, value, words, state, agreement)


def _short(text: str, length: int = 80) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _field_and_value(base: KnowledgeBase, place: PageContext, group: Sequence[Fact]) -> tuple[str, str | Markdown]:
    """The field's label and value; for an item its key, and its other fields in brackets."""
    fact = group[0]
    kind = base.schema.kind(fact.subject.kind)
    field = kind.field(fact.slot.field) if kind else None
    if field is None:
        return fact.slot.field, fact.value
    if not fact.slot.key:
        return field.label, place.value(field, fact.value)
    key = zip(field.key, fact.slot.key, strict=True)
    named = " · ".join(isolated(place.value(field.field(name), value)) for name, value in key if value)
    parts = [(field.field(each.slot.part), each.value) for each in group if each.slot.part]
    rest = "; ".join(f"{escape(part.label)}: {isolated(place.value(part, value))}" for part, value in parts)
    return field.label, Markdown(f"{named} ({rest})" if rest else named)


def _state(place: PageContext, fact: Fact, in_record: _InRecord) -> tuple[str, str | Markdown]:
    """Whether a record agrees with a fact: a code, and the words for readers."""
    if (fact.slot, fact.value) in in_record:
        return _HELD, place.text("in_record")
    other = next((value for slot, value in in_record if slot == fact.slot), None)
    if not other:
        return "absent", place.text("absent")
    return "other", Markdown(place.text("differs", value=escape(place.show(fact.subject, fact.slot, other))))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContext(Context):
    """What the template of an article's page can use."""

    source: Annotated[Article, "The article with its text and annotations."]

    @property
    def front(self) -> FrontMatter:
        """The front matter of the article."""
        return self.source.front

    @property
    def about_article(self) -> tuple[FactRow, ...]:
        """Publisher, author, dates, licence, origin and review of the article, as rows of a facts box."""
        return tuple(_about_article(self.site, self.page, self.source))

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """The kinds of annotations in the article, each with its label."""
        words = {annotation.kind for annotation in self.source.annotations}
        return tuple((word, _word_label(self.site, word)) for word in sorted(words))

    @property
    def body(self) -> Markdown:
        """The text of the article with its annotations as links."""
        return article_body(self.base, self.page, self.source)

    @property
    def excerpt_note(self) -> Markdown:
        """Where the whole text of an excerpt is; empty if the text is whole."""
        if self.front.excerpt is None:
            return Markdown("")
        if not self.front.url:
            return Markdown(self.page.text("excerpt"))
        return Markdown(self.page.text("excerpt_of", whole=self.page.outside(self.front.url, "", self.front.archived)))

    @property
    def standing_notes(self) -> tuple[Markdown, ...]:
        """That the article was withdrawn, what corrects it, and what it corrects."""
        withdrawn = retraction_note(self.page, self.source)
        return (*((withdrawn,) if withdrawn else ()), *correction_notes(self.base, self.page, self.source))

    @property
    def stated_facts(self) -> tuple[StatedFact, ...]:
        """The facts that the article states, each with its words and whether its record agrees."""
        return stated_facts(self.base, self.page, self.source, self.base.by_article.get(self.source.id, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesContext(Context):
    """What the template of the list of articles can use."""

    listed: Annotated[tuple[Article, ...], "The articles, newest first."]


def _word_label(site: SiteIndex, word: str) -> str:
    kind = site.base.schema.annotated(word)
    return kind.label if kind else site.catalogue.get(word, word.capitalize())


def _about_article(site: SiteIndex, place: PageContext, article: Article) -> Iterator[FactRow]:
    front = article.front
    origin = site.base.fronts.get(front.origin)
    values: dict[str, str | Markdown] = {
        "publisher": front.publisher,
        "author": front.author,
        "date": place.date(front.date),
        "language": language_name(front.language, site.language) if front.language else "",
        "licence": front.licence,
        "retrieved": place.date(front.retrieved) if front.retrieved else "",
        "original": place.outside(front.url, "", front.archived) if front.url else "",
        "archived": place.outside(front.archived) if front.archived and not front.url else "",
        "origin": place.anchor(f"articles/{front.origin}.md", origin.title) if origin else "",
        "reviewed_by": _reviewed(place, article),
    }
    for key, value in values.items():
        if value:
            yield FactRow(place.text(key), (ShownValue(value, Markdown("")),))


def _reviewed(place: PageContext, article: Article) -> str:
    """Who reviewed an article and when, and whether that was another text."""
    signed = article.front.reviewed
    if signed is None:
        return ""
    date = place.date(signed.on)
    if article.front.is_draft:
        return place.text("reviewed_before_draft", name=signed.by, date=date)
    words = "reviewed_changed" if outdated_review(article) else "reviewed_on"
    return place.text(words, name=signed.by, date=date)
