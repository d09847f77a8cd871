"""Further meetings of one verb: "Roe met Lind on Monday and Dahl on Tuesday"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.drafting.date_phrase import is_day
from generator.drafting.meeting_ids import Meeting
from generator.drafting.meeting_patterns import MeetingPatterns
from generator.drafting.model import COUNTRY, PERSON, PLACE, TaggedSpan


def further_meetings(
    text: str,
    limits: tuple[int, int],
    named: tuple[Sequence[TaggedSpan], Sequence[TaggedSpan]],
    first: Meeting,
    match: re.Match[str],
    known: MeetingPatterns,
) -> Iterator[Meeting]:
    """The meetings of the same subject with somebody else on another day, each with a day of its own.

    `named` are the names and the dates of the sentence. A name of which the words behind its day tell more is the
    subject of another clause: "met Lind on Monday and Dahl on Tuesday called for peace".
    """
    names, dates = named
    objects = [party for party in (*first.people, *first.sides) if party.start >= match.end()]
    if not (first.date and objects and len(first.people) + len(first.sides) > len(objects)):
        return
    subjects = [party for party in first.people if party not in objects]
    sides = tuple(side for side in first.sides if side not in objects)
    at = first.end
    for name in names:
        if name.start < at or name.kind != PERSON:
            continue
        day = next((date for date in dates if date.start > name.end and is_day(date.id)), None)
        if day is None or not known.series.fullmatch(text, at, name.start):
            return
        where = next((each for each in names if each.kind in (PLACE, COUNTRY) and name.end < each.start), None)
        before, behind = _around_day(text, name, day, where, limits[1])
        if not known.series_day.fullmatch(before) or not known.series_end.match(behind):
            return
        place = where if where and where.start < limits[1] - len(behind) else None
        end = max(day.end, place.end if place else 0)
        people = (*subjects, name)
        yield replace(
            first,
            start=name.start,
            end=end,
            people=people,
            sides=sides,
            place=place,
            date=day.id,
            is_of_doubtful_day=day.confidence == "unsure",
        )
        at = end


def _around_day(text: str, name: TaggedSpan, day: TaggedSpan, where: TaggedSpan | None, end: int) -> tuple[str, str]:
    """The words between a name and its day, and those behind the day, both without the place."""
    before, behind = text[name.end : day.start], text[day.end : end]
    if where and where.end <= day.start:
        before = text[name.end : where.start] + text[where.end : day.start]
    elif where and where.start - day.end < len(" in the "):
        behind = text[where.end : end]
    return before, behind
