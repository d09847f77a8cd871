"""The tables of the downloads, made from the schema's kinds and fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from generator.articles.model import DRAFT
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase, items
from generator.pages.addresses import address_of, canonical_url
from generator.pages.columns import THINGS, Column, date_columns, field_columns, free_name
from generator.pages.dates import date_of
from generator.pages.drafts import is_draft, row_is_draft
from generator.pages.encounters import encounters_at
from generator.pages.meeting_facts import left_out, sure_date
from generator.pages.references import is_meeting, participants_field
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement, fact_of_words, statement_id, statements_in
from generator.records.addresses import note_on
from generator.schema.model import Field, Kind, Ref

_APART = frozenset({"rejected", "sources"})
ARTICLES, QUOTATIONS, STATEMENTS, EVIDENCE, ENCOUNTERS = (
    "articles",
    "quotations",
    "statements",
    "evidence",
    "encounters",
)
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


Rows = Iterator[tuple[str, ...]]
"""Texts in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` says that the first column is its key.

    A reference to a missing record is an empty cell; only the table of statements has what was written. `of` are the
    kind and the field whose values it holds, "" for none. `owners` are the records or articles that have rows, in their
    order; `rows_of` gives the rows of one, which are made of it and of what it looks up alone: texts in the columns'
    order, "" if none. The column `owner` has the id of the owner, or that of a statement about it.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: bool
    owners: Callable[[], Iterable[Ref]]
    rows_of: Callable[[Ref], Rows]
    of: tuple[str, str] = ("", "")
    owner: str = "subject"


def tables(site: SiteIndex) -> tuple[Table, ...]:
    """All tables but those of statements and evidence: things, articles, quotations, encounters, kinds, lists."""
    kinds = site.base.schema.kinds
    own = (_of_kind(site, kind) for kind in kinds)
    fixed = (_things(site), _articles(site.base), _quotations(site), _encounters(site))
    return tuple(_named_apart((*fixed, *own, *_of_many(site, kinds))))


def _named_apart(made: Iterable[Table]) -> Iterator[Table]:
    """The tables with unique names, whatever kinds and fields a site has added."""
    taken = {STATEMENTS, EVIDENCE}
    for table in made:
        name = free_name(table.name, taken)
        taken.add(name)
        yield replace(table, name=name)


def _things(site: SiteIndex) -> Table:
    base = site.base
    columns = (
        Column("id", "Id, unique over all kinds"),
        Column("kind", "Kind"),
        Column("name", "Name"),
        Column("address", "Page, from the site's root"),
        Column("permalink", _PERMALINK),
        Column("updated", "Date of the newest article that names it"),
        Column("review", "`draft` if its name rests on articles alone whose annotations nobody has reviewed"),
    )

    def rows(ref: Ref) -> Rows:
        link = permalink(site, ref)
        review = _review(is_draft=row_is_draft(base, ref, ("name",)))
        yield ref.id, ref.kind, base.name(ref), address_of(base, ref), link, date_of(base, ref), review

    about = "All records of all kinds"
    return Table(THINGS, about, columns, key=True, owners=lambda: base.records, rows_of=rows, owner="id")


_ROW_REVIEW = "`draft` if a value of the row rests on articles alone whose annotations nobody has reviewed"
_REVIEW = "`draft` if it rests on articles alone whose annotations nobody has reviewed"
_PERMALINK = "URL that lasts when the record is renamed; relative to the site's root if the site has no URL"


def permalink(site: SiteIndex, ref: Ref) -> str:
    """The URL of a record that lasts when it is renamed; relative to the root if the site has no URL."""
    return f"{site.base_url}{canonical_url(site, ref)}"


def _articles(base: KnowledgeBase) -> Table:
    days = date_columns("date")
    front_columns = tuple(Column(name, about) for name, about in _FRONT.items())
    columns = (Column("id", "Id"), *front_columns, *(column for column, _ in days))
    columns += (Column("origin", "Article that it goes back to", ARTICLES),)
    columns += (Column("retracted", "Day on which it was retracted"), Column("corrects", "Article that it corrects"))
    columns += (Column("archived", "Where a copy of it is"),)
    columns += (Column("review", "`draft` if nobody has reviewed its annotations"),)

    def rows(ref: Ref) -> Rows:
        article = base.articles[ref.id]
        front = (getattr(article.front, name) for name in _FRONT)
        ends = (read(article.front.date) for _, read in days)
        retracted = article.front.retracted.date if article.front.retracted else ""
        more = (
            base.origin(article.id),
            retracted,
            article.front.corrects,
            note_on(base.addresses, article.front.url, article.front.archived).archived,
            _review(is_draft=article.front.is_draft),
        )
        yield article.id, *front, *ends, *more

    def owners() -> Iterable[Ref]:
        return (Ref("article", id_) for id_ in base.articles)

    return Table(ARTICLES, "The annotated articles", columns, key=True, owners=owners, rows_of=rows, owner="id")


def _of_kind(site: SiteIndex, kind: Kind) -> Table:
    base = site.base
    fields = tuple(f for f in kind.fields if not (f.many or f.fields or f.type == "sources"))
    found = field_columns(base, fields, ("id",))
    columns = (Column("id", "Id", THINGS), *found.columns)
    columns += (Column(free_name("review", (column.name for column in columns)), _ROW_REVIEW),)
    state = _state_columns(columns) if is_meeting(kind) else ()
    shown = [field.name for field in fields]

    def rows(ref: Ref) -> Rows:
        review = _review(is_draft=row_is_draft(base, ref, shown))
        yield ref.id, *found.cells(partial(_stated, site, ref)), review, *(_state(site, ref) if state else ())

    owners, columns = partial(base.of_kind, kind), (*columns, *state)
    of = (kind.name, "")
    return Table(kind.plural, kind.description, columns, key=True, owners=owners, rows_of=rows, of=of, owner="id")


def _stated(site: SiteIndex, ref: Ref, name: str) -> str:
    """The value of a plain field; "" where it is left out."""
    value = site.base.records[ref].text(name)
    return "" if value and (Slot(name), value) in left_out(site, ref) else value


def _state_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of a meeting's outcome, always the last two of its table."""
    taken = {column.name for column in columns}
    state = (
        "Outcome as pages show it: held, announced, planned, due, overdue, postponed, cancelled, denied, contested, "
        "retracted"
    )
    return (
        Column(free_name("outcome", taken), state),
        Column(free_name("counts", taken), "1 if it counts as a meeting that took place, else 0", type="integer"),
    )


def _state(site: SiteIndex, ref: Ref) -> tuple[str, str]:
    state = site.meetings.state(ref)
    return state.name, str(int(state.held))


def _quotations(site: SiteIndex) -> Table:
    base = site.base
    own = (
        Column("id", "Id that lasts when the record is renamed"),
        Column("subject", "Record that holds it", THINGS),
        Column("kind", "Kind of that record"),
        Column("permalink", "URL of the words in the first article that has them; else of the record"),
    )
    fields = (field for field in base.schema.statement if field.type != "source")
    found = field_columns(base, fields, (column.name for column in own))

    def owners() -> Iterable[Ref]:
        return sorted({said.subject for said in site.statements.all})

    def rows(ref: Ref) -> Rows:
        for said in sorted(statements_in(base, ref), key=lambda said: said.slot):
            id_ = statement_id(canonical_url(site, ref), said.slot)
            review = _review(is_draft=is_draft(base, said.subject, said.slot, ""))
            yield id_, ref.id, ref.kind, _link(site, said), *found.cells(said.parts.__getitem__), review

    columns = (*own, *found.columns)
    columns += (Column(free_name("review", (column.name for column in columns)), _REVIEW),)
    return Table(QUOTATIONS, "Who said what, of what, to whom", columns, key=True, owners=owners, rows_of=rows)


def _link(site: SiteIndex, said: Statement) -> str:
    fact = fact_of_words(site.base, said)
    if fact is None:
        return permalink(site, said.subject)
    return f"{site.base_url}articles/{fact.article}/#{site.base.articles[fact.article].anchors[fact.annotation]}"


def _encounters(site: SiteIndex) -> Table:
    base, days = site.base, date_columns("date")
    columns = (
        Column("person", "One of the two, in the order of ids", THINGS),
        Column("other", "The other", THINGS),
        Column("meeting", "Where they met", THINGS),
        Column("date", "Its date, in EDTF"),
        *(column for column, _ in days),
        Column("status", "Its status; empty if no source gives one"),
        Column("side", "Side that the one counts towards", THINGS),
        Column("other_side", "Side that the other counts towards", THINGS),
        Column("review", _REVIEW),
    )

    def owners() -> Iterable[Ref]:
        return sorted(site.meetings.held, key=lambda ref: ref.id)

    def rows(meeting: Ref) -> Rows:
        for each in encounters_at(site, meeting):
            date, status = sure_date(site, each.meeting), base.records[each.meeting].text("status")
            sides = (side.id if side else "" for side in (each.side, each.other_side))
            ends, review = (read(date) for _, read in days), _review(is_draft=each.is_draft)
            yield each.person.id, each.other.id, each.meeting.id, date, *ends, status, *sides, review

    about = "Who met whom: two people in one meeting that counts as held, unless both are known to be of one side"
    return Table(ENCOUNTERS, about, columns, key=False, owners=owners, rows_of=rows)


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


def _of_field(site: SiteIndex, name: str, field: Field, kinds: Sequence[Kind]) -> Table:
    parts = tuple(part for part in field.fields if part.type != "source")
    found = field_columns(site.base, parts or (replace(field, name="value"),), ("subject",))
    columns = (Column("subject", "Record", THINGS), *found.columns)
    is_seats = any(is_meeting(kind) and participants_field(kind) == field for kind in kinds)
    columns += (Column(free_name("review", (column.name for column in columns)), _REVIEW),)
    columns += _side_columns(columns) if is_seats else ()

    def rows(ref: Ref) -> Rows:
        for row in _seats(site, ref, field) if parts else _plain(site, ref, field):
            yield ref.id, *found.cells(row.value_of), row.review, *((row.side,) if is_seats else ())

    def owners() -> Iterable[Ref]:
        return (ref for kind in kinds for ref in site.base.of_kind(kind))

    of = (kinds[0].name if len(kinds) == 1 else "", field.name)
    return Table(name, field.description, columns, key=False, owners=owners, rows_of=rows, of=of)


def _side_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The column of a participant's side, always the last of its table."""
    taken = {column.name for column in columns}
    return (Column(free_name("side", taken), "Country or organization that the person counts towards", THINGS),)


class _ListRow(NamedTuple):
    """A value of a list: a function that gives its fields, whether it is a draft, and the side of a participant."""

    value_of: Callable[[str], str]
    review: str
    side: str = ""


def _review(*, is_draft: bool) -> str:
    return DRAFT if is_draft else ""


def _plain(site: SiteIndex, ref: Ref, field: Field) -> Iterator[_ListRow]:
    """The values of a list, each as a function that gives it for any name."""
    for slot, value, _ in site.base.record_facts[ref]:
        if slot.field == field.name and (slot, value) not in left_out(site, ref):
            yield _ListRow({"value": value}.__getitem__, _review(is_draft=is_draft(site.base, ref, slot, value)))


def _seats(site: SiteIndex, ref: Ref, field: Field) -> Iterator[_ListRow]:
    """The items of a group as functions that give their fields, and the sides of participants.

    Participants have the role that pages show: their own, or that of the position on that day. Those whom no report of
    the meeting names are left out.
    """
    own = {each.slot: each for each in site.meetings.by_meeting.get(ref, ())}
    for item in items(site.base, ref, field):
        if (item.slot, "") in left_out(site, ref):
            continue
        seat = own.get(item.slot)
        parts = {name: value for name, value in item.parts.items() if _is_stated(site, ref, item.slot, name, value)}
        parts |= {"role": seat.role} if seat and seat.role else {}
        review = _review(is_draft=is_draft(site.base, ref, item.slot, ""))
        yield _ListRow(partial(_value, parts), review, seat.side.id if seat and seat.side else "")


def _is_stated(site: SiteIndex, ref: Ref, item: Slot, name: str, value: str) -> bool:
    return (item._replace(part=name), value) not in left_out(site, ref)


def _value(parts: Mapping[str, str], name: str) -> str:
    return parts.get(name, "")
