"""The sides of speakers, and the statements of each side."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase, items, items_among
from generator.pages.own_side import own_country, side_behind
from generator.pages.references import PERSON, country_of, page_kind, participants_field, positions_field
from generator.pages.roles import position_on
from generator.pages.statements import Statement, Statements, statements_in
from generator.per_record import ForEach, directly
from generator.schema.model import Ref
from generator.values import Date, read_date, sort_key

_MONTH = dt.timedelta(days=31)
Voices = Mapping[Ref, tuple[Statement, ...]]
SideStatements = tuple[Ref | None, tuple[Statement, ...]]


def side_of(base: KnowledgeBase, statement: Statement) -> Ref | None:
    """The country or organization that a statement counts towards; None if no source says.

    That is whom it was made for, else the side of the speaker's seat at that meeting if it was made about that time,
    else that of the position on that day, else the speaker's own.
    """
    speaker = base.ids.get(statement.parts["by"])
    side = base.ids.get(statement.parts["for"])
    if not side and speaker and _is_of_that_time(base, statement):
        side = _seat_side(base, statement.subject, speaker)
    position = position_on(base, speaker, statement.parts["on"]) if speaker and not side else None
    side = side or (base.ids.get(position.parts.get("for", "")) if position else None)
    if side and speaker and _page_kind(base, speaker) == PERSON:
        return side_behind(base, side, speaker)
    found = side or speaker
    return speaker_side(base, found) if found else None


def _is_of_that_time(base: KnowledgeBase, statement: Statement) -> bool:
    """Whether a statement was made within a month of the meeting that it is about: later, its speaker may have left.

    Its own day counts, else that of the oldest article that has it.
    """
    held = base.date(statement.subject)
    facts = base.evidence.get(statement.subject, {}).get((statement.slot, ""), ())
    articles = filter(None, (base.fronts[fact.article].date for fact in facts))
    said = read_date(statement.parts["on"] or min(articles, key=sort_key, default=""))
    if held is None or not isinstance(said, Date):
        return True
    return said.earliest - held.latest <= _MONTH and held.earliest - said.latest <= _MONTH


def _seat_side(base: KnowledgeBase, meeting: Ref, speaker: Ref) -> Ref | None:
    """Whom a speaker represented at a meeting, by its record."""
    kind = base.schema.kind(meeting.kind)
    field = participants_field(kind) if kind else None
    if field is None:
        return None
    own = (fact for fact in base.record_facts.get(meeting, ()) if fact[0].key[:1] == (speaker.id,))
    return next((base.ids.get(seat.parts.get("for", "")) for seat in items_among(meeting, field, own)), None)


def speaker_side(base: KnowledgeBase, speaker: Ref) -> Ref | None:
    """The side of a speaker: for a person the own country or the one side of all positions, else its country or itself.

    A person whose sources name several countries has no side.
    """
    kind, country = base.schema.kind(speaker.kind), country_of(base, speaker)
    if kind is None or _page_kind(base, speaker) != PERSON:
        return country or speaker
    if country:
        return own_country(base, speaker)
    field = positions_field(kind)
    offices = items(base, speaker, field) if field else ()
    sides = {office.parts.get("for") for office in offices}
    return base.ids.get(sides.pop() or "") if len(sides) == 1 else None


def _page_kind(base: KnowledgeBase, ref: Ref) -> str:
    kind = base.schema.kind(ref.kind)
    return page_kind(base.schema, kind) if kind else ""


def gather_voices(base: KnowledgeBase, statements: Statements, for_each: ForEach | None = None) -> Voices:
    """The statements of each side, newest first."""
    speaking = sorted({statement.subject for statement in statements.all})
    sides = (for_each or directly(base))("sides", speaking, _sides)
    found: dict[Ref, list[Statement]] = defaultdict(list)
    for statement in statements.all:
        side = sides[statement.subject][statement.slot]
        if side:
            found[side].append(statement)
    return {side: tuple(said) for side, said in found.items()}


def _sides(base: KnowledgeBase, subject: Ref) -> dict[Slot, Ref | None]:
    """The side of each statement of a record."""
    return {statement.slot: side_of(base, statement) for statement in statements_in(base, subject)}


def by_side(base: KnowledgeBase, said: Iterable[Statement]) -> tuple[SideStatements, ...]:
    """Statements by the speaker's side, oldest first; those without a side come last."""
    found: dict[Ref | None, list[Statement]] = defaultdict(list)
    for statement in said:
        found[side_of(base, statement)].append(statement)
    return tuple((side, oldest_statements_first(found[side])) for side in sorted(found, key=_last))


def by_topic(base: KnowledgeBase, said: Iterable[Statement]) -> tuple[SideStatements, ...]:
    """Statements by the topic on which they take a position, oldest first; those without a topic are left out."""
    found: dict[Ref | None, list[Statement]] = defaultdict(list)
    for statement in said:
        topic = base.ids.get(statement.parts["topic"])
        if topic:
            found[topic].append(statement)
    return tuple((topic, oldest_statements_first(found[topic])) for topic in sorted(found, key=_last))


def unique(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements without duplicates, in their order."""
    return tuple({(statement.subject, statement.slot): statement for statement in said}.values())


def newest_statements_first(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements without duplicates, newest first; those without a date come last."""
    return tuple(sorted(unique(said), key=lambda s: sort_key(s.parts["on"]), reverse=True))


def oldest_statements_first(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements, oldest first; those without a date come last."""
    order = sorted(said, key=lambda s: (s.subject, s.slot))
    return tuple(sorted(order, key=lambda s: (not s.parts["on"], sort_key(s.parts["on"]))))


def _last(ref: Ref | None) -> tuple[bool, Ref]:
    return ref is None, ref or Ref("", "")
