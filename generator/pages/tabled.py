"""The documents of a side, and what the others answered."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.pages.references import is_place, referrers
from generator.pages.speakers import side_of
from generator.pages.statements import Statement, Statements
from generator.pages.trips import newest_meetings_first
from generator.schema.model import Ref


class Answer(NamedTuple):
    """The newest answer of another side to a document."""

    side: Ref
    statement: Statement


class Tabled(NamedTuple):
    """A document that a side tabled, and what the others answered."""

    document: Ref
    answers: tuple[Answer, ...]


def tabled(base: KnowledgeBase, statements: Statements, ref: Ref) -> Iterator[Tabled]:
    """The documents of a side, of its organizations and its people, newest first."""
    owners = [ref, *referrers(base, ref, "country", of=lambda kind: not is_place(kind))]
    found = {
        document for owner in owners for document in referrers(base, owner, "by", of=lambda kind: bool(kind.timeline))
    }
    for document in newest_meetings_first(base, found):
        newest: dict[Ref, Statement] = {}
        for statement in statements.of("about", document):
            side = side_of(base, statement)
            if side and side != ref:
                newest.setdefault(side, statement)
        yield Tabled(document, tuple(Answer(side, newest[side]) for side in sorted(newest)))
