"""Who met whom: matrices, a graph, a table, and a page for each pair that met often."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, NamedTuple

from generator.pages import json_ld
from generator.pages.contexts import Context
from generator.pages.escape import Markdown, escape
from generator.pages.model import PageDraft
from generator.pages.page_context import relative
from generator.pages.site_index import SiteIndex
from generator.pages.svg.graph import Edge, graph
from generator.pages.svg.network import NetworkNode
from generator.pages.views.contacts import ContactPair, TopContacts, of_persons, of_sides
from generator.schema.model import Ref

PATH = "who-met-whom.md"
_FOLDER = "who-met-whom"
_SIDES = 12
_PERSONS = 60
_IN_MATRIX = 16
_LISTED = 8
_LEVELS = 3


class MatrixCell(NamedTuple):
    """How often two met, how strong that is (1 to 3), the anchor of the pair, and whether it rests on drafts alone."""

    times: int
    level: int
    anchor: Markdown
    is_draft: bool


class MatrixRow(NamedTuple):
    """A row of a matrix: who, and the cells, None on the diagonal and where nobody met."""

    who: Ref
    cells: tuple[MatrixCell | None, ...]


class PairRow(NamedTuple):
    """A pair in the table: its anchor, the newest meetings, and the path of the page with all; "" if none more."""

    pair: ContactPair
    anchor: Markdown
    newest: tuple[Ref, ...]
    path: str


class MatrixPart(NamedTuple):
    """Sides, or persons: the word for them, their matrix and their pairs."""

    word: str
    matrix: tuple[MatrixRow, ...]
    pairs: tuple[PairRow, ...]
    shown: int
    total: int

    @property
    def has_drafts(self) -> bool:
        """Whether any cell of the matrix rests on articles alone that nobody has reviewed."""
        return any(cell.is_draft for row in self.matrix for cell in row.cells if cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsContext(Context):
    """What the template of the page on who met whom can use."""

    sides: Annotated[MatrixPart, "The sides that met most, as a matrix and as pairs."]
    persons: Annotated[MatrixPart, "The people who met most, as a matrix and as pairs."]
    graph: Annotated[Markdown, "The people as a drawing."]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairContext(Context):
    """What the template of a pair's page can use."""

    about: Annotated[str, "How many meetings the pair had."]
    pair: Annotated[ContactPair, "The two, and their meetings, newest first."]
    all: Annotated[Markdown, "The path of the pair on the page on who met whom."]
    entry: Annotated[Callable[[Ref], Markdown], "A meeting as an entry of the list."]


def drafts(site: SiteIndex, updated: str) -> Iterator[PageDraft]:
    """The page of all, and one for each pair that has more meetings than the table shows."""
    sides, persons = of_sides(site, _SIDES), of_persons(site, _PERSONS)
    title, about = site.catalogue["who_met_whom"], site.catalogue["who_met_whom_about"]

    def make_context() -> ContactsContext:
        return ContactsContext(
            site=site,
            page=site.place(PATH),
            name=title,
            sides=_part("side", sides, _SIDES),
            persons=_part("person", persons, _IN_MATRIX),
            graph=draw(site, persons),
        )

    data, is_empty = json_ld.collection(site, title, PATH), not sides.pairs and not persons.pairs
    yield PageDraft(PATH, title, about, "who-met-whom.md.j2", "", updated, data, make_context, is_empty=is_empty)
    entry = cache(lambda ref, is_draft: _entry(site, ref, is_draft=is_draft))
    for pair in (*sides.ranked(), *persons.ranked()):
        if len(pair.meetings) > _LISTED:
            yield _pair_page(site, pair, entry, updated)


def matrix(contacts: TopContacts, most: int) -> tuple[MatrixRow, ...]:
    """Those who met most against one another, equal counts in the order of their addresses."""
    who = contacts.who[:most]
    top = max((len(pair.meetings) for pair in contacts.pairs.values()), default=1)
    return tuple(MatrixRow(one, tuple(_cell(contacts.pair(one, other), top) for other in who)) for one in who)


def _cell(pair: ContactPair | None, top: int) -> MatrixCell | None:
    if pair is None:
        return None
    count = len(pair.meetings)
    return MatrixCell(count, min(_LEVELS, 1 + _LEVELS * (count - 1) // top), pair_anchor(pair), pair.is_draft)


def pair_anchor(pair: ContactPair) -> Markdown:
    """The anchor of a pair; no id contains two hyphens."""
    return Markdown(f"{pair.one.id}--{pair.other.id}")


def draw(site: SiteIndex, persons: TopContacts) -> Markdown:
    """The graph of the pairs that the table tells."""
    base, words = site.base, site.catalogue
    place = {ref: index for index, ref in enumerate(persons.who)}
    sides = {ref: persons.sides.get(ref) for ref in persons.who}
    nodes = [NetworkNode(base.name(ref), base.name(side) if side else "") for ref, side in sides.items()]
    edges = [Edge(place[pair.one], place[pair.other], len(pair.meetings)) for pair in persons.ranked()]
    about = words.text("graph_drawn", people=len(nodes), pairs=len(edges))
    return graph(nodes, edges, title=words["who_met_whom"], description=about)


def _part(word: str, contacts: TopContacts, most: int) -> MatrixPart:
    rows = tuple(_pair_row(pair) for pair in contacts.ranked())
    return MatrixPart(word, matrix(contacts, most), rows, len(contacts.who), contacts.total)


def _pair_row(pair: ContactPair) -> PairRow:
    path = f"{_FOLDER}/{pair_anchor(pair)}.md" if len(pair.meetings) > _LISTED else ""
    return PairRow(pair, pair_anchor(pair), pair.meetings[:_LISTED], path)


def _pair_page(site: SiteIndex, pair: ContactPair, entry: Callable[[Ref, bool], Markdown], updated: str) -> PageDraft:
    path, words = f"{_FOLDER}/{pair_anchor(pair)}.md", site.catalogue
    title = words.text("pair_of", one=site.base.name(pair.one), other=site.base.name(pair.other))
    about = words.text("pair_about", count=len(pair.meetings))

    def make_context() -> PairContext:
        back = Markdown(f"{relative(path, PATH)}#{pair_anchor(pair)}")
        place, listed = site.place(path), lambda ref: entry(ref, ref in pair.drafts)
        return PairContext(site=site, page=place, name=title, about=about, pair=pair, all=back, entry=listed)

    return PageDraft(path, title, about, "pair.md.j2", "", updated, json_ld.collection(site, title, path), make_context)


def _entry(site: SiteIndex, ref: Ref, *, is_draft: bool) -> Markdown:
    """A meeting in the list of a pair, the same on all their pages."""
    place, kind = site.place(f"{_FOLDER}/pair.md"), site.base.schema.kind(ref.kind)
    date = site.base.records[ref].text(kind.timeline) if kind else ""
    when = escape(place.date(date) if date else site.catalogue["undated"])
    mark = f' <span class="cq-draft">{escape(site.catalogue["draft"])}</span>' if is_draft else ""
    return Markdown(f"<li><span>{when}</span><div>{place.link(ref)}{mark}</div></li>")
