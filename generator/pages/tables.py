"""The tables of the downloads, made from the schema's kinds and fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.knowledge_base import Item, KnowledgeBase, items
from generator.pages.addresses import address_of
from generator.pages.dates import date_of
from generator.pages.site_index import SiteIndex
from generator.schema.model import Field, Kind, Ref

_APART = frozenset({"rejected", "sources"})
THINGS, ARTICLES, QUOTATIONS, STATEMENTS = "things", "articles", "quotations", "statements"
_FRONT = {
    "title": "Title",
    "date": "Date, in EDTF",
    "publisher": "Publisher",
    "author": "Author",
    "url": "Where it was published",
    "language": "Language tag",
    "licence": "Licence",
    "retrieved": "When it was retrieved",
}


class Column(NamedTuple):
    """A column of text: its name, what it holds, and the table whose `id` it names; "" if none."""

    name: str
    about: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` says that the first column is its key; `rows` gives texts in the columns' order; "" if none.

    A reference to a missing record is an empty cell; only the table of statements has what was written.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: bool
    rows: Callable[[], Iterator[tuple[str, ...]]]


def tables(site: SiteIndex) -> tuple[Table, ...]:
    """All tables but that of statements: things, articles, quotations, one per kind, one per field with many values."""
    kinds = site.base.schema.kinds
    own = (_of_kind(site.base, kind) for kind in kinds)
    fixed = (_things(site.base), _articles(site.base), _quotations(site))
    return tuple(_named_apart((*fixed, *own, *_of_many(site, kinds))))


def _named_apart(made: Iterable[Table]) -> Iterator[Table]:
    """The tables with unique names, whatever kinds and fields a site has added."""
    taken = {STATEMENTS}
    for table in made:
        name = table.name
        while name in taken:
            name = f"{name}_"
        taken.add(name)
        yield replace(table, name=name)


def _things(base: KnowledgeBase) -> Table:
    columns = (
        Column("id", "Id, unique over all kinds"),
        Column("kind", "Kind"),
        Column("name", "Name"),
        Column("address", "Page, from the site's root"),
        Column("updated", "Date of the newest article that names it"),
    )

    def rows() -> Iterator[tuple[str, ...]]:
        for ref in base.records:
            yield ref.id, ref.kind, base.name(ref), address_of(base, ref), date_of(base, ref)

    return Table(THINGS, "All records of all kinds", columns, key=True, rows=rows)


def _articles(base: KnowledgeBase) -> Table:
    front_columns = tuple(Column(name, about) for name, about in _FRONT.items())
    columns = (Column("id", "Id"), *front_columns, Column("origin", "Article that it goes back to", ARTICLES))
    columns += (Column("retracted", "Day on which it was retracted"), Column("corrects", "Article that it corrects"))

    def rows() -> Iterator[tuple[str, ...]]:
        for article in base.articles.values():
            front = (getattr(article.front, name) for name in _FRONT)
            retracted = article.front.retracted.date if article.front.retracted else ""
            yield article.id, *front, base.origin(article.id), retracted, article.front.corrects

    return Table(ARTICLES, "The annotated articles", columns, key=True, rows=rows)


def _of_kind(base: KnowledgeBase, kind: Kind) -> Table:
    fields = tuple(f for f in kind.fields if not (f.many or f.fields or f.type == "sources"))
    columns = (Column("id", "Id", THINGS), *(_column(field) for field in fields))

    def rows() -> Iterator[tuple[str, ...]]:
        for ref in _refs(base, kind):
            record = base.records[ref]
            yield ref.id, *(_cell(base, field, record.text(field.name)) for field in fields)

    return Table(kind.plural, kind.description, columns, key=True, rows=rows)


def _quotations(site: SiteIndex) -> Table:
    base = site.base
    fields = tuple(field for field in base.schema.statement if field.type != "source")
    columns = (Column("subject", "Record that holds it", THINGS), *(_column(field) for field in fields))

    def rows() -> Iterator[tuple[str, ...]]:
        for said in sorted(site.statements.all, key=lambda said: (said.subject, said.slot)):
            yield said.subject.id, *(_cell(base, field, said.parts[field.name]) for field in fields)

    return Table(QUOTATIONS, "Who said what, of what, to whom", columns, key=False, rows=rows)


def _of_many(site: SiteIndex, kinds: Iterable[Kind]) -> Iterator[Table]:
    """A table for each field with many values; fields that all kinds share have one table."""
    holders: dict[Field, list[Kind]] = {}
    for kind in kinds:
        for field in kind.fields:
            if field.many and not field.statement and field.name not in _APART:
                holders.setdefault(field, []).append(kind)
    names = [field.name for field in holders]
    for field, kinds_with_it in holders.items():
        shared = len(kinds_with_it) > 1 and names.count(field.name) == 1
        for group in [kinds_with_it] if shared else [[kind] for kind in kinds_with_it]:
            yield _of_field(site, field.name if shared else f"{group[0].plural}_{field.name}", field, group)


def _of_field(site: SiteIndex, name: str, field: Field, kinds: Iterable[Kind]) -> Table:
    parts = tuple(part for part in field.fields if part.type != "source")
    value_columns = tuple(_column(part) for part in parts) if parts else (_column(field)._replace(name="value"),)
    base = site.base

    def rows() -> Iterator[tuple[str, ...]]:
        for ref in (ref for kind in kinds for ref in _refs(base, kind)):
            if parts:
                for item in _with_roles(site, items(base, ref, field)):
                    yield ref.id, *(_cell(base, part, item.parts.get(part.name, "")) for part in parts)
            else:
                values = (value for slot, value, _ in base.record_facts[ref] if slot.field == field.name)
                yield from ((ref.id, _cell(base, field, value)) for value in values)

    return Table(name, field.description, (Column("subject", "Record", THINGS), *value_columns), key=False, rows=rows)


def _with_roles(site: SiteIndex, found: Iterable[Item]) -> Iterator[Item]:
    """Participants with the role that pages show: their own, or that of the position on that day."""
    for item in found:
        own = site.meetings.by_meeting.get(item.subject, ())
        role = next((each.role for each in own if each.slot == item.slot), "")
        yield item._replace(parts={**item.parts, "role": role}) if role else item


def _refs(base: KnowledgeBase, kind: Kind) -> Iterator[Ref]:
    return (ref for ref in base.records if ref.kind == kind.name)


def _column(field: Field) -> Column:
    return Column(field.name, field.description or field.label, THINGS if field.type == "reference" else "")


def _cell(base: KnowledgeBase, field: Field, value: str) -> str:
    return value if field.type != "reference" or value in base.ids else ""


def counts(site: SiteIndex) -> Mapping[str, int]:
    """The number of rows of the tables of things, articles, kinds and quotations."""
    base = site.base
    found = {THINGS: len(base.records), ARTICLES: len(base.articles), QUOTATIONS: len(site.statements.all)}
    return found | {kind.plural: sum(1 for _ in _refs(base, kind)) for kind in base.schema.kinds}
