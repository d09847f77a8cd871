"""The blocks of a record's page: facts, lists and mentions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from babel.languages import get_official_languages

from generator.backlinks import Link
from generator.facts.model import Slot
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.outcomes import is_unconfirmed
from generator.pages.chips import chip_label
from generator.pages.drafts import is_draft, rests_on_drafts
from generator.pages.escape import Markdown
from generator.pages.evidence import mark
from generator.pages.newest_role import newest_position, role_beside_country
from generator.pages.page_context import PageContext
from generator.pages.references import (
    COUNTRY,
    DOCUMENT,
    ORGANIZATION,
    PLACE,
    TOPIC,
    is_meeting,
    is_place,
    page_kind,
    participants_field,
    self_reference,
)
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement
from generator.schema.model import Field, Kind, Ref, Schema
from generator.values import country_name, direction

_ALIASES = 8
_ALPHA_2 = 2
_OF_MEETINGS = {
    COUNTRY: ("hosts", "place"),
    ORGANIZATION: ("hosts",),
    PLACE: ("place",),
    DOCUMENT: ("documents",),
    TOPIC: ("topics",),
}
"""The fields of meetings whose references have a list of their own on the pages of a kind."""
_BLOCKS = ("name", "previous_ids", "sources", "documents", "agreed", "not_agreed")


class ShownValue(NamedTuple):
    """A value for readers, with its evidence mark."""

    shown: str | Markdown
    mark: Markdown


class FactRow(NamedTuple):
    """A line of a facts box."""

    label: str
    values: tuple[ShownValue, ...]


class Backlink(NamedTuple):
    """A reference from another record: the record, a note, and whether either rests on unreviewed articles alone."""

    ref: Ref
    note: str
    is_draft: bool = False


class BacklinkGroup(NamedTuple):
    """All references to a record through one field."""

    name: str
    label: str
    rows: tuple[Backlink, ...]


class MentionSentence(NamedTuple):
    """A sentence that mentions a record, and the link to it."""

    context: Markdown
    link: Markdown


class ArticleMentions(NamedTuple):
    """The sentences of one article that mention a record."""

    article: str
    passages: tuple[MentionSentence, ...]


def fact_rows(base: KnowledgeBase, place: PageContext, subject: Ref, kind: Kind) -> tuple[FactRow, ...]:
    """The plain fields of a record, each value with its mark; the name is the page's title."""
    found: dict[str, list[ShownValue]] = defaultdict(list)
    fields = {field.name: field for field in kind.fields if _is_row(field)}
    for slot, value, _ in base.record_facts[subject]:
        field = fields.get(slot.field)
        if field:
            label = f"{field.label}: {value}" if field.many else field.label
            found[field.name].append(ShownValue(place.value(field, value), mark(place, subject, slot, value, label)))
    return tuple(FactRow(field.label, tuple(found[name])) for name, field in fields.items() if name in found)


def _is_row(field: Field) -> bool:
    return not field.fields and field.name not in _BLOCKS


def other_names(base: KnowledgeBase, subject: Ref) -> tuple[str, ...]:
    """The labels of a record in articles other than its name; none for meetings, whose spans are sentences."""
    kind = base.schema.kind(subject.kind)
    if kind is None or any(field.takes for field in kind.fields):
        return ()
    labels = base.labels.get(subject, {})
    order = sorted(labels, key=lambda label: (-labels[label], label))
    return tuple(label for label in order if label.casefold() != base.name(subject).casefold())[:_ALIASES]


def backlinks(site: SiteIndex, subject: Ref) -> Iterator[BacklinkGroup]:
    """The references to a record that have no list of their own on its page, under the schema's headings."""
    kind = site.base.schema.kind(subject.kind)
    like = page_kind(site.base.schema, kind) if kind else ""
    for name, links in site.base.links.get(subject, {}).items():
        known = tuple(link for link in links if not _is_unconfirmed(site.base, subject, link))
        if known and not _has_own_list(site.base.schema, like, known[0]):
            yield BacklinkGroup(name, _heading(site, known[0]), tuple(backlink_rows(site, subject, known)))


def _is_unconfirmed(base: KnowledgeBase, subject: Ref, link: Link) -> bool:
    """Whether only a plan or a denial of a meeting that was held refers to a record there."""
    return is_unconfirmed(base, link.subject, link.slot, "" if link.slot.key else subject.id)


def backlink_rows(site: SiteIndex, subject: Ref, links: Iterable[Link]) -> Iterator[Backlink]:
    """A row for each record that refers to another one, in the order of their ids."""
    referrer = attrgetter("subject")
    for ref, own in groupby(sorted(links, key=referrer), key=referrer):
        yield _backlink(site, subject, ref, tuple(own))


def _backlink(site: SiteIndex, subject: Ref, ref: Ref, links: Sequence[Link]) -> Backlink:
    base = site.base
    supports = (base.evidence.get(ref, {}).get((link.slot, value), ()) for link in links for value in (subject.id, ""))
    facts = tuple(fact for found in supports for fact in found)
    state = site.meetings.states.get(ref)
    words = (note(site, ref), chip_label(site, ref) if state and not state.held else "")
    return Backlink(ref, " · ".join(filter(None, words)), rests_on_drafts(base, facts) or _note_is_draft(site, ref))


def _has_own_list(schema: Schema, like: str, link: Link) -> bool:
    """Whether pages like those of a kind have a separate list for such references."""
    kind = schema.kind(link.subject.kind)
    field = kind.field(link.slot.field) if kind else None
    if kind is None or field is None:
        return False
    if field.statement or field == participants_field(kind):
        return True
    if field == self_reference(kind):
        return bool(kind.timeline)
    if field.fields:
        return (field.name, link.field.name) == ("positions", "for")
    if is_meeting(kind):
        return field.name == "sides" or field.name in _OF_MEETINGS.get(like, ())
    tabled = field.name == "by" and bool(kind.timeline)
    return like == COUNTRY and (tabled or (field.name == "country" and is_place(kind)))


def _heading(site: SiteIndex, link: Link) -> str:
    """The heading of a list of references, in the language of the site."""
    kind = site.base.schema.kind(link.subject.kind)
    field = kind.field(link.slot.field) if kind else None
    if field and field.fields:
        field = field.field(link.field.name)
    return field.inverse.label if field and field.inverse else ""


def note(site: SiteIndex, ref: Ref) -> str:
    """What a list shows next to a record's name: a person's role, a meeting's date."""
    kind = site.base.schema.kind(ref.kind)
    if kind and kind.timeline and site.base.records[ref].text(kind.timeline):
        return site.place("").date(site.base.records[ref].text(kind.timeline))
    return role_beside_country(site, ref)


def _note_is_draft(site: SiteIndex, ref: Ref) -> bool:
    """Whether the note of a record in a list rests on articles alone that nobody has reviewed."""
    base, position = site.base, newest_position(site, ref)
    kind = base.schema.kind(ref.kind)
    if kind and kind.timeline and (date := base.records[ref].text(kind.timeline)):
        return is_draft(base, ref, Slot(kind.timeline), date)
    return position is not None and is_draft(base, ref, position.slot, "")


def statements_about(site: SiteIndex, subject: Ref) -> tuple[Statement, ...]:
    """Statements about a record that belong to other records: a meeting's accounts have their own block."""
    found = (*site.statements.of("about", subject), *site.statements.of("topic", subject))
    unique = {(statement.subject, statement.slot): statement for statement in found}
    return tuple(statement for statement in unique.values() if statement.subject != subject)


def all_items(base: KnowledgeBase, subject: Ref, kind: Kind, name: str) -> tuple[Item, ...]:
    """The items of a group field, each with all fields."""
    field = kind.field(name)
    return tuple(with_all_fields(item, field) for item in items(base, subject, field)) if field else ()


def with_all_fields(item: Item, field: Field) -> Item:
    """An item with all parts, so that a template can use any; absent ones are ""."""
    return item._replace(parts={part.name: item.parts.get(part.name, "") for part in field.fields})


def choice_label(kind: Kind, name: str, part: str, value: str) -> str:
    """The label of a value of a choice field, or of a choice within a group."""
    field = kind.field(name)
    if field and part:
        field = field.field(part)
    return field.label_of(value) if field and value else value


def mentioned(base: KnowledgeBase, subject: Ref) -> tuple[str, ...]:
    """The articles that mention a record, newest first."""
    return tuple(reversed(dict.fromkeys(mention.article for mention in base.mentions.get(subject, ()))))


def mentions(
    base: KnowledgeBase, place: PageContext, subject: Ref, articles: Iterable[str]
) -> Iterator[ArticleMentions]:
    """The sentences of some articles that mention a record, grouped by article."""
    by_article: dict[str, list[MentionSentence]] = {article: [] for article in articles}
    arrow = "←" if direction(place.language) == "rtl" else "→"
    for article, annotation in base.mentions.get(subject, ()):
        if article in by_article:
            anchor, shown = place.fragments.passage(article, annotation)
            by_article[article].append(MentionSentence(shown, place.anchor(f"articles/{article}.md", arrow, anchor)))
    for article, passages in by_article.items():
        yield ArticleMentions(article, tuple(passages))


def names_in_own_languages(code: str, language: str) -> tuple[tuple[str, str], ...]:
    """A country's names in its official languages, from CLDR."""
    own = [tag.replace("_", "-") for tag in get_official_languages(code.upper())] if len(code) == _ALPHA_2 else []
    return tuple((tag, country_name(code, tag)) for tag in own if tag != language)
