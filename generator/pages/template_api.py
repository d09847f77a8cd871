"""What templates can use: the subject's facts as rows, its lists, and functions that show any value."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from babel.languages import get_official_languages

from generator.facts.model import Slot
from generator.knowledge_base import Item, KnowledgeBase, Link, items
from generator.pages import citation, intro
from generator.pages.chips import chip
from generator.pages.escape import Markdown, escape
from generator.pages.evidence import mark, role_mark
from generator.pages.page_context import PageContext
from generator.pages.pagination import page_links
from generator.pages.roles import current_title
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement
from generator.schema.model import Field, Kind, Ref
from generator.values import country_name, direction, flag

_ALIASES = 8
_ALPHA_2 = 2
_TOLD = frozenset({"said", "said_of", "positions", "heard", "relayed", "meetings", "represented", "attended"}) | {
    "officeholders",
    "followed_by",
}
_TOLD_OF = {
    "country": frozenset({"hosted", "meetings_here", "tabled", "places"}),
    "organization": frozenset({"hosted"}),
    "place": frozenset({"meetings_here"}),
    "document": frozenset({"tabled_at", "replaced_by"}),
    "topic": frozenset({"discussed_at"}),
}
_BLOCKS = ("name", "previous_ids", "sources", "documents", "agreed", "not_agreed")


class ShownValue(NamedTuple):
    """A value as a reader sees it, with the mark that opens its sources."""

    shown: str | Markdown
    mark: Markdown


class FactRow(NamedTuple):
    """A line of a facts box."""

    label: str
    values: tuple[ShownValue, ...]


class Backlink(NamedTuple):
    """A reference from elsewhere: who refers, and in what words."""

    ref: Ref
    note: str


class BacklinkGroup(NamedTuple):
    """All references of one sort to a thing."""

    name: str
    label: str
    rows: tuple[Backlink, ...]


class MentionSentence(NamedTuple):
    """A sentence that names a thing, and the link to its place."""

    context: Markdown
    link: Markdown


class ArticleMentions(NamedTuple):
    """The sentences of one article that name a thing."""

    article: str
    passages: tuple[MentionSentence, ...]


def common(site: SiteIndex, path: str) -> dict[str, object]:
    """What every template can use."""
    place, base = site.place(path), site.base
    return {
        "base": base,
        "statements": site.statements,
        "meetings": site.meetings,
        "t": place.catalogue.text,
        "link": lambda ref, text="": place.link(ref, text) if ref else "",
        "article": lambda id_: _article_link(base, place, id_),
        "date": lambda value: place.date(value) if value else "",
        "text": lambda ref, field: base.records[ref].text(field) if ref in base.records else "",
        "mark": lambda subject, slot, value, label: mark(base, place, subject, slot, value, label),
        "role_mark": lambda own: role_mark(base, place, own),
        "slot": Slot,
        "subject": None,
        "chip": lambda ref: chip(site, ref),
        "tally": lambda refs: _tally(site, place, tuple(refs)),
        "state": site.meetings.state,
        "filled": non_empty_fields,
        "part_of": lambda ref, item, part: place.part(ref, item.slot, part, item.parts[part]),
        "flag": flag,
        "direction": direction,
        "cite": lambda title: citation.citations(citation.work_of(place, title, site.title, site.base_url)),
        "raw": Markdown,
        "said": lambda parts: _said(place, parts),
        "shown": lambda ref, field: _shown(base, place, ref, field),
        "told_of": lambda refs, fields: _told_of(base, tuple(refs), fields),
        "front": lambda id_: base.articles[id_].front,
        "words_of": lambda keys: [place.text(key) for key in keys],
        "newest": site.newest,
        "agreed": lambda ref: [value for slot, value, _ in base.record_facts[ref] if slot.field == "agreed"],
        "further": lambda _: (),
        "foot_links": "",
        "forms": (),
        "as_of": "",
    }


def _tally(site: SiteIndex, place: PageContext, refs: tuple[Ref, ...]) -> str:
    """How many of some meetings took place, and how many of the others are planned, cancelled and so on."""
    held, others = site.meetings.tally(refs)[0], intro.others_told(site, place, refs)
    return "; ".join(filter(None, (str(held) if held or not others else "", others)))


def _said(place: PageContext, parts: Mapping[str, str]) -> Markdown:
    """The words of a statement: a quotation in the language's marks, a paraphrase without."""
    told = escape(parts["says"])
    return told if parts["form"] == "paraphrase" else Markdown(place.text("quotation", words=told))


def _told_of(base: KnowledgeBase, refs: Iterable[Ref], fields: Iterable[str]) -> tuple[str, ...]:
    """Those of the plain fields that any of some records has: a table has no empty columns."""
    records = [base.records[ref] for ref in refs]
    return tuple(field for field in fields if any(record.text(field) for record in records))


def _shown(base: KnowledgeBase, place: PageContext, ref: Ref, field: str) -> str | Markdown:
    """The value of a plain field of any record as readers see it, "" for none."""
    value = base.records[ref].text(field) if ref in base.records else ""
    return place.show(ref, Slot(field), value) if value else ""


def record_context(site: SiteIndex, path: str, subject: Ref, kind: Kind) -> dict[str, object]:
    """What the template of a record's page can use beside `common`."""
    place, base = site.place(path), site.base
    return common(site, path) | {
        "subject": subject,
        "kind": kind,
        "name": base.name(subject),
        "labels": other_names(base, subject),
        "items": lambda field: _items(base, subject, kind, field),
        "rows": lambda ref: rows(base, place, ref, kind),
        "choice": lambda field, part, value: _choice(kind, field, part, value),
        "inverses": lambda ref: tuple(inverses(site, ref)),
        "about": lambda ref: tuple(_about(site, ref)),
        "mentions": lambda articles: tuple(mentions(base, place, subject, articles)),
        "mentioned": mentioned(base, subject),
        "further": lambda name: page_links(place, subject, site.paginated.get(subject, ()), name),
        "more_facts": (),
        "lead": "",
        "country_names": lambda code: _country_names(code, site.language),
    }


def rows(base: KnowledgeBase, place: PageContext, subject: Ref, kind: Kind) -> tuple[FactRow, ...]:
    """The plain fields of a record, each value with its mark; the name is the page's title."""
    found: dict[str, list[ShownValue]] = defaultdict(list)
    fields = {field.name: field for field in kind.fields if _is_row(field)}
    for slot, value, _ in base.record_facts[subject]:
        field = fields.get(slot.field)
        if field:
            label = f"{field.label}: {value}" if field.many else field.label
            found[field.name].append(
                ShownValue(place.value(field, value), mark(base, place, subject, slot, value, label))
            )
    return tuple(FactRow(field.label, tuple(found[name])) for name, field in fields.items() if name in found)


def _is_row(field: Field) -> bool:
    return not field.fields and field.name not in _BLOCKS


def other_names(base: KnowledgeBase, subject: Ref) -> tuple[str, ...]:
    """How articles call a thing, other than by its name; none for what is told in sentences."""
    kind = base.schema.kind(subject.kind)
    if kind is None or any(field.takes for field in kind.fields):
        return ()
    labels = base.labels.get(subject, {})
    order = sorted(labels, key=lambda label: (-labels[label], label))
    return tuple(label for label in order if label.casefold() != base.name(subject).casefold())[:_ALIASES]


def inverses(site: SiteIndex, subject: Ref) -> Iterator[BacklinkGroup]:
    """The references to a thing that its page has no list of its own for, by the heading that the schema gives them."""
    told = _TOLD | _TOLD_OF.get(subject.kind, frozenset())
    for name, links in site.base.links.get(subject, {}).items():
        refs = dict.fromkeys(link.subject for link in links)
        if name not in told:
            yield BacklinkGroup(
                name, _heading(site, links[0]), tuple(Backlink(ref, note(site, ref)) for ref in sorted(refs))
            )


def _heading(site: SiteIndex, link: Link) -> str:
    """The heading of a list of references, in the language of the site."""
    kind = site.base.schema.kind(link.subject.kind)
    field = kind.field(link.slot.field) if kind else None
    if field and field.fields:
        field = field.field(link.field.name)
    return field.inverse.label if field and field.inverse else ""


def note(site: SiteIndex, ref: Ref) -> str:
    """What a list says of a thing beside its name: a person's role, a meeting's date."""
    kind = site.base.schema.kind(ref.kind)
    if kind and kind.timeline and site.base.records[ref].text(kind.timeline):
        return site.place("").date(site.base.records[ref].text(kind.timeline))
    return current_title(site.base, ref)


def _about(site: SiteIndex, subject: Ref) -> Iterator[Statement]:
    """Statements on a thing; a meeting's accounts stand in columns of their own."""
    found = (*site.statements.of("about", subject), *site.statements.of("topic", subject))
    unique = {(statement.subject, statement.slot): statement for statement in found}
    yield from (statement for statement in unique.values() if statement.subject != subject)


def _items(base: KnowledgeBase, subject: Ref, kind: Kind, name: str) -> tuple[Item, ...]:
    field = kind.field(name)
    return tuple(with_all_fields(item, field) for item in items(base, subject, field)) if field else ()


def with_all_fields(item: Item, field: Field) -> Item:
    """An item whose parts can all be asked for by a template, the absent ones as ""."""
    return item._replace(parts={part.name: item.parts.get(part.name, "") for part in field.fields})


def non_empty_fields(rows: Iterable[Item], parts: Iterable[str]) -> tuple[str, ...]:
    """Those of the fields that any of some items has: a table has no empty columns."""
    items_ = tuple(rows)
    return tuple(part for part in parts if any(item.parts.get(part) for item in items_))


def _choice(kind: Kind, name: str, part: str, value: str) -> str:
    field = kind.field(name)
    if field and part:
        field = field.field(part)
    return field.label_of(value) if field and value else value


def _article_link(base: KnowledgeBase, place: PageContext, id_: str) -> Markdown:
    article = base.articles.get(id_)
    return place.anchor(f"articles/{id_}.md", article.front.title) if article else escape(id_)


def mentioned(base: KnowledgeBase, subject: Ref) -> tuple[str, ...]:
    """The articles that name a thing, the newest first."""
    return tuple(reversed(dict.fromkeys(mention.article for mention in base.mentions.get(subject, ()))))


def mentions(
    base: KnowledgeBase, place: PageContext, subject: Ref, articles: Iterable[str]
) -> Iterator[ArticleMentions]:
    """The sentences of some articles that name a thing, article by article."""
    by_article: dict[str, list[MentionSentence]] = {article: [] for article in articles}
    for article, annotation in base.mentions.get(subject, ()):
        if article in by_article:
            anchor, shown = place.passage(article, annotation)
            by_article[article].append(MentionSentence(shown, place.anchor(f"articles/{article}.md", "→", anchor)))
    for article, passages in by_article.items():
        yield ArticleMentions(article, tuple(passages))


def _country_names(code: str, language: str) -> tuple[tuple[str, str], ...]:
    """A country's names in its own languages, as almanacs have them."""
    own = [tag.replace("_", "-") for tag in get_official_languages(code.upper())] if len(code) == _ALPHA_2 else []
    return tuple((tag, country_name(code, tag)) for tag in own if tag != language)
