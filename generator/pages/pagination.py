"""The long lists of records' pages, and into which parts, by year or by letter, they continue on pages of their own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.pages.alphabet import OTHER, anchor, initial
from generator.pages.meetings import Meetings
from generator.pages.offices import offices
from generator.pages.periods import when
from generator.pages.statements import Statements
from generator.pages.trips import held_at, hosted
from generator.schema.model import Ref

LONG = 200
"""Beyond so many rows a list has pages of its own."""
FIRST = 50
"""So many rows of such a list its record's page has."""
UNDATED = "undated"
_YEARS, _OF_DECADE = 40, 300
"""Beyond so many years a decade is one part, if it has no more rows than that."""


class ListRow(NamedTuple):
    """A row of a list, as its template takes it, and the part that it is in."""

    part: str
    row: Any


class ListInputs(NamedTuple):
    """What lists are made of: the records, their meetings, and what was said."""

    base: KnowledgeBase
    meetings: Meetings
    statements: Statements


class Listing(NamedTuple):
    """A list of records' pages: its name, its heading's word, the kinds that have it (none for all), and its rows."""

    name: str
    word: str
    kinds: tuple[str, ...]
    rows: Callable[[ListInputs, Ref], Iterable[ListRow]]


class ListPart(NamedTuple):
    """A part of a list: a year, a decade (`1990s`), `undated`, or a letter's anchor; what it is called; its rows."""

    id: str
    label: str
    rows: int


class PaginatedList(NamedTuple):
    """A list with pages of its own: its name and its parts, the newest year or the first letter first."""

    name: str
    parts: tuple[ListPart, ...]


def gather_lists(seen: ListInputs) -> Mapping[Ref, tuple[PaginatedList, ...]]:
    """The long lists of each record that has any."""
    found = {}
    for ref in seen.base.records:
        if _may_be_long(*seen, ref):
            parts = [PaginatedList(own.name, _parts(seen, own, ref)) for own in of_kind(ref)]
            if any(each.parts for each in parts):
                found[ref] = tuple(each for each in parts if each.parts)
    return found


def of_kind(ref: Ref) -> Sequence[Listing]:
    """The lists that the page of a thing has."""
    return [each for each in LISTINGS if not each.kinds or ref.kind in each.kinds]


def _may_be_long(base: KnowledgeBase, meetings: Meetings, statements: Statements, ref: Ref) -> bool:
    told = sum(map(len, base.links.get(ref, {}).values()))
    there = max(len(meetings.by_side.get(ref, ())), len(meetings.by_person.get(ref, ())))
    said = len(statements.of("by", ref))
    return max(told, there, said, len(base.mentions.get(ref, ()))) > LONG or ref.kind in ("country", "place")


def _parts(seen: ListInputs, own: Listing, ref: Ref) -> tuple[ListPart, ...]:
    counts = Counter(row.part for row in own.rows(seen, ref))
    return ordered(by_decade(counts)) if sum(counts.values()) > LONG else ()


def by_decade(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Of many years those of a decade in one part, unless they would be too many for a page."""
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


def holds(part: str, row: str) -> bool:
    """Whether a part of a list has a row of that year or letter."""
    return part == row or (part.endswith("0s") and row.isdigit() and row[:-1] == part[:-2])


def ordered(counts: Mapping[str, int]) -> tuple[ListPart, ...]:
    """Years with the newest first, letters in their order; what has neither comes last."""
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
    """The part in which something of a date is."""
    return when(date).year or UNDATED


def letter_of(name: str) -> str:
    """The part in which something of a name is."""
    return anchor(initial(name))


def _dated(base: KnowledgeBase, refs: Iterable[Ref]) -> list[ListRow]:
    return [ListRow(year_of(base.records[ref].text("date")), ref) for ref in refs]


def _offices(seen: ListInputs, ref: Ref) -> list[ListRow]:
    return [ListRow(year_of(each.start or each.end), each) for each in offices(seen.base, ref)]


def _attended(seen: ListInputs, ref: Ref) -> list[ListRow]:
    return _dated(seen.base, seen.meetings.by_side.get(ref, ()))


def _hosted(seen: ListInputs, ref: Ref) -> list[ListRow]:
    return _dated(seen.base, hosted(seen.base, ref))


def _held(seen: ListInputs, ref: Ref) -> list[ListRow]:
    return _dated(seen.base, held_at(seen.base, ref))


def _own(seen: ListInputs, ref: Ref) -> list[ListRow]:
    own, records = seen.meetings.by_person.get(ref, ()), seen.base.records
    return [ListRow(year_of(records[each.meeting].text("date")), each) for each in own]


def _people(seen: ListInputs, ref: Ref) -> list[ListRow]:
    links = seen.base.links.get(ref, {}).get("people", ())
    return [ListRow(letter_of(seen.base.name(each)), each) for each in sorted({link.subject for link in links})]


def _said(seen: ListInputs, ref: Ref) -> list[ListRow]:
    return [ListRow(year_of(each.parts["on"]), each) for each in seen.statements.of("by", ref)]


def _mentions(seen: ListInputs, ref: Ref) -> list[ListRow]:
    articles = reversed(dict.fromkeys(mention.article for mention in seen.base.mentions.get(ref, ())))
    return [ListRow(year_of(seen.base.articles[each].front.date), each) for each in articles]


LISTINGS = (
    Listing("offices", "speak_for", ("country", "organization"), _offices),
    Listing("attended", "attended", ("country", "organization"), _attended),
    Listing("hosted", "hosted", ("country", "organization"), _hosted),
    Listing("held", "held_here", ("place",), _held),
    Listing("meetings", "meetings", ("person",), _own),
    Listing("statements", "statements", ("person",), _said),
    Listing("people", "people", ("country", "organization"), _people),
    Listing("mentions", "mentions", (), _mentions),
)
