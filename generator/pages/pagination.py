"""Splits long lists of records' pages into parts by year or letter, each on its own page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.pages.dates import when
from generator.pages.escape import Markdown
from generator.pages.meetings import Meetings
from generator.pages.offices import offices
from generator.pages.page_context import PageContext, path_of, relative
from generator.pages.references import COUNTRY, ORGANIZATION, PERSON, PLACE, page_kinds, person_kinds, referrers
from generator.pages.sections import OTHER, UNDATED, anchor, initial
from generator.pages.statements import Statements
from generator.pages.trips import held_at, hosted
from generator.per_record import ForEach, directly
from generator.schema.model import Ref

LONG = 200
"""A list with more rows than this has pages of its own."""
FIRST = 50
"""The rows of a long list that its record's own page has."""
_YEARS, _OF_DECADE = 40, 300
"""With more years than the first number, a decade is one part if its rows do not exceed the second."""


class ListRow(NamedTuple):
    """A row of a list, as its template needs it, and its part."""

    part: str
    row: Any


class ListInputs(NamedTuple):
    """The inputs of lists: records, meetings, statements."""

    base: KnowledgeBase
    meetings: Meetings
    statements: Statements


class Listing(NamedTuple):
    """A list of records' pages: its name, the word of its heading, the kinds that have it (all if empty), its rows.

    `of_base`: its rows are found in the base alone.
    """

    name: str
    word: str
    kinds: tuple[str, ...]
    rows: Callable[[ListInputs, Ref], Sequence[ListRow]]
    of_base: bool = True


class ListPart(NamedTuple):
    """A part of a list: a year, a decade (`1990s`), `undated`, or a letter's anchor; its label; how many rows."""

    id: str
    label: str
    rows: int


class PaginatedList(NamedTuple):
    """A list with pages of its own: its name and its parts, the newest year or the first letter first."""

    name: str
    parts: tuple[ListPart, ...]


class PageLink(NamedTuple):
    """A link to a part of a list, the heading of the list, and how many of its rows the record's own page has."""

    label: str
    href: Markdown
    rows: int
    here: bool
    heading: str
    first: int


def gather_lists(inputs: ListInputs, for_each: ForEach | None = None) -> Mapping[Ref, tuple[PaginatedList, ...]]:
    """The long lists of each record that has any."""
    kinds, for_each = page_kinds(inputs.base.schema), for_each or directly(inputs.base)
    may_be_long = [
        ref
        for ref, is_named_often in for_each("named often", inputs.base.records, _is_named_often).items()
        if is_named_often or _may_be_long(inputs, ref) or kinds[ref.kind] in (COUNTRY, PLACE)
    ]

    def of_base(base: KnowledgeBase, ref: Ref) -> dict[str, tuple[ListPart, ...]]:
        own = (each for each in listings(kinds[ref.kind]) if each.of_base)
        return {each.name: parts for each in own if (parts := _parts(inputs._replace(base=base), each, ref))}

    found = {}
    for ref, known in for_each("lists", may_be_long, of_base).items():
        own = listings(kinds[ref.kind])
        parts = ((each.name, known.get(each.name, ()) if each.of_base else _parts(inputs, each, ref)) for each in own)
        if lists := tuple(PaginatedList(name, each) for name, each in parts if each):
            found[ref] = lists
    return found


def listings(page_kind: str) -> Sequence[Listing]:
    """The lists that a record's page may have, by the kind of page."""
    return [each for each in LISTINGS if not each.kinds or page_kind in each.kinds]


def _is_named_often(base: KnowledgeBase, ref: Ref) -> bool:
    links = sum(map(len, base.links.get(ref, {}).values()))
    return max(links, len(base.mentions.get(ref, ()))) > LONG


def _may_be_long(inputs: ListInputs, ref: Ref) -> bool:
    _, meetings, statements = inputs
    attended = max(len(meetings.by_side.get(ref, ())), len(meetings.by_person.get(ref, ())))
    return max(attended, len(statements.own(ref))) > LONG


def _parts(inputs: ListInputs, listing: Listing, ref: Ref) -> tuple[ListPart, ...]:
    rows = listing.rows(inputs, ref)
    return ordered(by_decade(Counter(row.part for row in rows))) if len(rows) > LONG else ()


def by_decade(counts: Mapping[str, int]) -> Mapping[str, int]:
    """The counts by decade if there are many years, unless a decade is too long for a page."""
    if len(counts) <= _YEARS:
        return counts
    decades: Counter[str] = Counter()
    for each, rows in counts.items():
        if each.isdigit():
            decades[f"{each[:-1]}0s"] += rows
    found: Counter[str] = Counter()
    for each, rows in counts.items():
        decade = f"{each[:-1]}0s"
        found[decade if 0 < decades[decade] <= _OF_DECADE else each] += rows
    return found


def contains(part: str, row: str) -> bool:
    """Whether a part of a list contains the rows of a year or letter."""
    return part == row or (part.endswith("0s") and row.isdigit() and row[:-1] == part[:-2])


def ordered(counts: Mapping[str, int]) -> tuple[ListPart, ...]:
    """The parts in order: years, newest first, then letters, then the rest."""
    years = [each for each in counts if each[:1].isdigit()]
    letters = [each for each in counts if each.startswith("letter-")]
    rest = sorted(counts.keys() - {*years, *letters})
    order = (*sorted(years, reverse=True), *sorted(letters, key=lambda each: (each == anchor(OTHER), each)), *rest)
    return tuple(ListPart(each, _label(each), counts[each]) for each in order)


def _label(part: str) -> str:
    if part == anchor(OTHER):
        return OTHER
    return part.removeprefix("letter-").upper() if part.startswith("letter-") else part


def year_of(date: str) -> str:
    """The part for a date."""
    return when(date).year or UNDATED


def letter_of(name: str) -> str:
    """The part for a name."""
    return anchor(initial(name))


def _dated(base: KnowledgeBase, refs: Iterable[Ref]) -> list[ListRow]:
    return [ListRow(year_of(base.timeline_date(ref)), ref) for ref in refs]


def _offices(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    return [ListRow(year_of(each.start or each.end), each) for each in offices(inputs.base, ref)]


def _attended(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    return _dated(inputs.base, inputs.meetings.by_side.get(ref, ()))


def _hosted(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    return _dated(inputs.base, hosted(inputs.base, ref))


def _held(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    return _dated(inputs.base, held_at(inputs.base, ref))


def _own(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    own = inputs.meetings.by_person.get(ref, ())
    return [ListRow(year_of(inputs.base.timeline_date(each.meeting)), each) for each in own]


def _people(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    people = person_kinds(inputs.base.schema)
    found = sorted(set(referrers(inputs.base, ref, "country", of=lambda kind: kind.name in people)))
    return [ListRow(letter_of(inputs.base.name(each)), each) for each in found]


def _said(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    return [ListRow(year_of(each.parts["on"]), each) for each in inputs.statements.own(ref)]


def _mentions(inputs: ListInputs, ref: Ref) -> list[ListRow]:
    articles = reversed(dict.fromkeys(mention.article for mention in inputs.base.mentions.get(ref, ())))
    return [ListRow(year_of(inputs.base.fronts[each].date), each) for each in articles]


LISTINGS = (
    Listing("offices", "speak_for", (COUNTRY, ORGANIZATION), _offices),
    Listing("attended", "attended", (COUNTRY, ORGANIZATION), _attended, of_base=False),
    Listing("hosted", "hosted", (COUNTRY, ORGANIZATION), _hosted),
    Listing("held", "held_here", (PLACE,), _held),
    Listing("meetings", "meetings", (PERSON,), _own, of_base=False),
    Listing("statements", "statements", (PERSON,), _said, of_base=False),
    Listing("people", "people", (COUNTRY, ORGANIZATION), _people),
    Listing("mentions", "mentions", (), _mentions),
)
_WORDS = {listing.name: listing.word for listing in LISTINGS}


def page_links(page: PageContext, ref: Ref, lists: Iterable[PaginatedList], name: str) -> tuple[PageLink, ...]:
    """Links from a page to the parts of a record's list; none for a short list."""
    found = next((each for each in lists if each.name == name), None)
    return tuple(_page_link(page, ref, name, part) for part in found.parts) if found else ()


def _page_link(page: PageContext, ref: Ref, name: str, part: ListPart) -> PageLink:
    path = path_to(page.base, ref, name, part)
    href, here = Markdown(relative(page.path, path)), path == page.path
    return PageLink(part_label(page, part), href, part.rows, here, page.text(_WORDS[name]), FIRST)


def part_label(page: PageContext, part: ListPart) -> str:
    """The label of a part in the page's language."""
    if part.id == UNDATED:
        return page.text("undated_year")
    return page.date(f"{part.id[:-2]}X") if part.id.endswith("0s") else part.label


def path_to(base: KnowledgeBase, ref: Ref, name: str, part: ListPart) -> str:
    """The path of the page of a part; no record's id contains a slash."""
    return f"{path_of(base, ref).removesuffix('.md')}/{name}/{part.id}.md"


def paths(
    base: KnowledgeBase, lists: Mapping[Ref, Sequence[PaginatedList]]
) -> Iterator[tuple[str, Ref, PaginatedList, ListPart]]:
    """The pages of all parts of all lists."""
    for ref, of_record in lists.items():
        for each in of_record:
            for part in each.parts:
                yield path_to(base, ref, each.name, part), ref, each, part
