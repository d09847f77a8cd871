"""What each side said about a meeting: one column per side, one row per topic."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.pages.meetings import Meetings
from generator.pages.speakers import oldest_statements_first, side_of
from generator.pages.statements import Statement, Statements
from generator.schema.model import Ref


class AccountRow(NamedTuple):
    """What the sides say on one topic (None: the meeting as a whole); the cells are in the order of the sides."""

    topic: Ref | None
    cells: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a meeting: the sides that speak (None: speakers without a side) and the rows."""

    sides: tuple[Ref | None, ...]
    rows: tuple[AccountRow, ...]


def accounts(base: KnowledgeBase, statements: Statements, meeting: Ref) -> Accounts:
    """The accounts in a meeting's record."""
    cells: dict[Ref | None, dict[Ref | None, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    sides: set[Ref | None] = set()
    for statement in statements.of("about", meeting):
        if statement.subject == meeting:
            side = side_of(base, statement)
            sides.add(side)
            cells[base.ids.get(statement.parts["topic"])][side].append(statement)
    order = tuple(sorted(sides, key=lambda side: (side is None, side or meeting)))
    topics = sorted(cells, key=lambda topic: (topic is not None, topic or meeting))
    return Accounts(
        order,
        tuple(AccountRow(t, tuple(oldest_statements_first(cells[t].get(side, ())) for side in order)) for t in topics),
    )


def shortest(found: Accounts) -> tuple[Statement, ...]:
    """The account of each side that has the fewest words."""
    columns = [[said for row in found.rows for said in row.cells[index]] for index in range(len(found.sides))]
    return tuple(min(said, key=lambda statement: len(statement.parts["says"])) for said in columns)


class Compared(NamedTuple):
    """A meeting with accounts of several sides: what a person's own side says, and what the others say."""

    meeting: Ref
    own: tuple[Statement, ...]
    others: tuple[Statement, ...]


def compared(accounts_of: Callable[[Ref], Accounts], meetings: Meetings, person: Ref) -> Iterator[Compared]:
    """The meetings of a person about which the person's side and another side gave accounts, newest first.

    Who is of no known side is of no other one, and nobody says that the accounts differ.
    """
    for part in meetings.by_person.get(person, ()):
        found = accounts_of(part.meeting)
        own = _of(found, {part.side}) if part.side else ()
        others = _of(found, {side for side in found.sides if side and side != part.side})
        if own and others:
            yield Compared(part.meeting, own, others)


def _of(found: Accounts, sides: set[Ref | None]) -> tuple[Statement, ...]:
    columns = [index for index, side in enumerate(found.sides) if side in sides]
    return tuple(statement for row in found.rows for index in columns for statement in row.cells[index])
