"""Finds meetings: who met whom, where, when, and whether it took place; known ones keep their ids."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from generator.drafting.language import Language, alternatives
from generator.drafting.meeting_ids import KnownMeetings, Meeting, as_entry, with_id
from generator.drafting.meeting_status import is_wish, status_of
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, PLACE, MeetingEntry, TaggedSpan
from generator.drafting.prose import Prose

_PARTIES = frozenset({PERSON, COUNTRY, ORGANIZATION})
_DAY = 10
_REACH = 90
_MOST_WORDS = 3
_FAR, _LEFT, _OPENING = 400, 24, 15


class _Patterns(NamedTuple):
    verb: re.Pattern[str]
    noun: re.Pattern[str]
    call: re.Pattern[str]
    needs_person: re.Pattern[str]
    none: re.Pattern[str]
    groups: re.Pattern[str]
    speech: re.Pattern[str]
    located: re.Pattern[str]
    owner: re.Pattern[str]
    between: re.Pattern[str]
    pronoun: re.Pattern[str]
    breaks: re.Pattern[str]
    link: re.Pattern[str]
    away: re.Pattern[str]
    verb_of_speech: re.Pattern[str]
    venue: re.Pattern[str]
    said_after: re.Pattern[str]
    title: re.Pattern[str]
    title_before: re.Pattern[str]


@cache
def _patterns(words: Language) -> _Patterns:
    def any_of(section: str, key: str) -> str:
        return rf"(?<!\w)(?:{alternatives(words.words(section, key))})(?!\w)"

    links, owner = (alternatives(words.words("meetings", key)) for key in ("links", "possessive"))
    titles = alternatives((*words.words("names", "titles"), *words.words("roles", "nouns")))
    of = alternatives(words.words("roles", "of"))
    article, modifiers = any_of("names", "article"), any_of("names", "place_modifiers")
    weekdays = (day for days in words.table("dates", "weekdays").values() for day in days)
    inside = alternatives((*words.words("meetings", "inside_verbs"), *weekdays))
    gap = rf" (?:(?:on )?(?:{inside}) )?"
    return _Patterns(
        re.compile(any_of("meetings", "verbs").replace("\\ ", gap), re.IGNORECASE),
        re.compile(any_of("meetings", "nouns"), re.IGNORECASE),
        re.compile(any_of("meetings", "calls"), re.IGNORECASE),
        re.compile(any_of("meetings", "needs_person"), re.IGNORECASE),
        re.compile(words.text("meetings", "not_meetings") or r"(?!)", re.IGNORECASE),
        re.compile(rf"{any_of('meetings', 'groups')}(?: {article})? $", re.IGNORECASE),
        re.compile(rf"(?! {any_of('names', 'copulas')} )[^,;.\"“”]{{0,14}}?{any_of('speech', 'verbs')}"),
        re.compile(rf"{any_of('names', 'place_prepositions')} (?:{modifiers} )?(?:the )?$", re.IGNORECASE),
        re.compile(rf"(?:{owner})(?!\w)"),
        re.compile(rf" (?:{alternatives(words.words('meetings', 'between'))}) ", re.IGNORECASE),
        re.compile(rf"{any_of('meetings', 'pronouns')}[^,;]{{0,40}}$"),
        re.compile(rf"[;:]|{any_of('meetings', 'breaks')}"),
        re.compile(rf"(?:{owner})?(?:, [^,;]{{0,60}})?(?:,? (?:{links})|,)(?: [^,;.]{{0,60}})? ?"),
        re.compile(rf"{any_of('meetings', 'away')}(?: {article})? $"),
        re.compile(any_of("speech", "verbs")),
        re.compile(rf"{any_of('meetings', 'venues')} (?:{any_of('roles', 'articles')} )?$", re.IGNORECASE),
        re.compile(rf" {any_of('speech', 'verbs')}(?: \w+){{0,3}}? {any_of('meetings', 'ended')} (?:[\w-]+ ){{0,3}}"),
        re.compile(rf" (?:[\w.'’-]+ ){{0,4}}(?:{titles}),? "),
        re.compile(rf"(?<!\w)(?:{titles})(?: (?:{of}))? $", re.IGNORECASE),
    )


def find_meetings(
    prose: Prose,
    names: Sequence[TaggedSpan],
    dates: Sequence[TaggedSpan],
    known: Sequence[MeetingEntry],
    words: Language,
) -> tuple[Meeting, ...]:
    """The meetings that sentences report, in order, each with the id of a known meeting or a new id."""
    if not words.words("meetings", "verbs"):
        return ()
    starts, date_starts = [name.start for name in names], [date.start for date in dates]
    found: list[Meeting] = []
    known_meetings = KnownMeetings(known)
    for start, end in prose.sentences:
        inside = names[bisect_left(starts, start) : bisect_left(starts, end)]
        days = dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)]
        for meeting in _in_sentence(prose.text, (start, end), inside, days, words):
            identified = with_id(meeting, known_meetings)
            found.append(identified)
            known_meetings.add(as_entry(identified))
    return tuple(found)


def _in_sentence(
    text: str, limits: tuple[int, int], names: Sequence[TaggedSpan], dates: Sequence[TaggedSpan], words: Language
) -> Iterator[Meeting]:
    """The first meeting with two parties that a sentence reports, if any."""
    known, (start, end) = _patterns(words), limits
    verbs = [*known.verb.finditer(text, start, end), *known.noun.finditer(text, start, end)]
    for match in sorted(verbs, key=lambda each: each.start()):
        if known.none.match(text, match.start(), end) or is_wish(text, start, match, words):
            continue
        parties = _parties(text, start, end, names, match, known)
        meeting = _meeting(text, limits, names, dates, match, parties, known)
        if parties or _is_event(text, meeting, match, known):
            yield replace(meeting, status=status_of(text, limits, match, words))
            return


def _is_event(text: str, meeting: Meeting, match: re.Match[str], known: _Patterns) -> bool:
    """Whether a noun of meeting has a day and a place behind it: "talks in Geneva on Tuesday"."""
    is_noun = known.noun.fullmatch(match.group()) and not known.needs_person.fullmatch(match.group())
    where = meeting.place
    is_behind = where is not None and meeting.start == match.start() and where.start - match.end() < _LEFT
    return bool(is_noun and is_behind and meeting.date and not known.breaks.search(text, match.end(), meeting.end))


def _parties(
    text: str, start: int, end: int, names: Sequence[TaggedSpan], match: re.Match[str], known: _Patterns
) -> tuple[TaggedSpan, ...]:
    """The parties that a verb or noun of meeting connects; empty if there are fewer than two."""
    near = [name for name in names if match.start() - _FAR < name.start < match.end() + _FAR and name.kind in _PARTIES]
    others = [
        name for name, after in zip(near, (*near[1:], None), strict=False) if not _is_side_of(text, name, after, known)
    ]
    parties = [name for name in others if not _is_away(text, start, end, name, match, known)]
    objects = _joined_names(text, match.end(), [name for name in parties if name.start >= match.end()], known)
    if known.noun.fullmatch(match.group()):
        is_between = known.between.match(text, match.end(), min(end, match.end() + _REACH))
        return tuple(objects) if is_between and len(objects) > 1 else ()
    before = [name for name in parties if name.end <= match.start() and match.start() - name.end < _REACH]
    subjects = _last_subjects(text, before, match.start(), known)
    wants_person = bool(known.needs_person.fullmatch(match.group()))
    if not objects:
        return subjects if len(subjects) > 1 and not wants_person else ()
    spoke_after = [name for name in near if known.said_after.fullmatch(text, name.end, match.start())]
    subjects = subjects or tuple(spoke_after[-1:])
    opens = not subjects and (match.start() - start < _OPENING or known.pronoun.search(text, start, match.start()))
    fits = any(party.kind == PERSON for party in objects) or not wants_person
    return (*subjects, *objects) if fits and (subjects or opens) else ()


def _is_side_of(text: str, name: TaggedSpan, after: TaggedSpan | None, known: _Patterns) -> bool:
    """Whether a country or organization only says whose the person behind it is: "U.N. envoy Dana Pell"."""
    if name.kind not in (COUNTRY, ORGANIZATION) or after is None or after.kind != PERSON:
        return False
    if known.title.fullmatch(text, name.end, after.start):
        return True
    return after.start == name.end + 1 and bool(
        known.title_before.search(text, max(0, name.start - _REACH), name.start)
    )


def _is_away(text: str, start: int, end: int, name: TaggedSpan, match: re.Match[str], known: _Patterns) -> bool:
    """Whether a name is only an owner, a speaker or a topic: "Roe's aide", "Roe said that …", "…, Roe said"."""
    before = (max(start, name.start - _LEFT), name.start)
    is_group = bool(known.groups.search(text, *before))
    if (
        name.kind == COUNTRY
        and not is_group
        and (known.located.search(text, *before) or text.startswith("-", name.end))
    ):
        return True
    if name.kind == ORGANIZATION and not is_group and known.venue.search(text, *before):
        return True
    if owned := known.owner.match(text, name.end):
        return not (known.noun.match(text, owned.end() + 1) or known.verb.match(text, owned.end() + 1))
    speech = known.speech.match(text, name.end, end)
    if speech and not known.verb.match(text, speech.start(), speech.end()):
        return not name.end <= match.start() < speech.end()
    follows = 0 <= name.start - match.end() <= _LEFT // 2
    return bool(known.away.search(text, *before)) and not is_group and not follows


def _last_subjects(text: str, subjects: Sequence[TaggedSpan], stop: int, known: _Patterns) -> tuple[TaggedSpan, ...]:
    """The last name before a verb, and those joined to it by commas and "and"."""
    if not subjects or (known.breaks.search(text, subjects[-1].end, stop) and "," not in text[subjects[-1].end : stop]):
        return ()
    chosen = [subjects[-1]]
    for name in reversed(subjects[:-1]):
        if not known.link.fullmatch(text, name.end, chosen[0].start):
            break
        chosen.insert(0, name)
    return tuple(chosen)


def _joined_names(text: str, at: int, objects: Sequence[TaggedSpan], known: _Patterns) -> list[TaggedSpan]:
    """The names after a verb that form a list: one near the verb, then those joined to it."""
    chosen: list[TaggedSpan] = []
    for name in objects:
        is_open = not known.breaks.search(text, at, name.start)
        is_near = is_open and name.start - at <= _REACH and not known.verb_of_speech.search(text, at, name.start)
        is_next = is_open and known.link.fullmatch(text, at, name.start)
        if not (is_near if not chosen else is_next or _is_title(text, at, name)):
            break
        chosen.append(name)
        at = name.end
    return chosen


def _is_title(text: str, at: int, name: TaggedSpan) -> bool:
    """Whether only a few words, without commas, separate two names: "the president of Freedonia Ann Roe"."""
    gap = text[at : name.start]
    return len(gap.split()) <= _MOST_WORDS and not any(mark in gap for mark in ",;:.") and name.kind == PERSON


def _meeting(
    text: str,
    limits: tuple[int, int],
    names: Sequence[TaggedSpan],
    dates: Sequence[TaggedSpan],
    match: re.Match[str],
    parties: Sequence[TaggedSpan],
    known: _Patterns,
) -> Meeting:
    """A meeting with its place, day and status."""
    people = tuple(party for party in parties if party.kind == PERSON)
    sides = tuple(party for party in parties if party.kind != PERSON)
    place = _place(text, limits[0], [name for name in names if name not in parties], match, known)
    day = _day(text, limits[0], dates, match, known)
    ends = [(part.start, part.end) for part in (*parties, place, day) if part] + [match.span()]
    return Meeting(
        start=min(start for start, _ in ends),
        end=max(end for _, end in ends),
        people=people,
        sides=sides,
        place=place,
        date=day.id if day else "",
        status="",
        is_call=bool(known.call.search(text, *limits)),
    )


def _place(
    text: str, start: int, names: Sequence[TaggedSpan], match: re.Match[str], known: _Patterns
) -> TaggedSpan | None:
    """Where it took place: the first place with a preposition after the verb, else one before it.

    A place behind "while" or "who" belongs to another clause, unless a comma has closed that.
    """
    located = [
        name
        for name in names
        if name.kind in (PLACE, COUNTRY) and known.located.search(text, max(start, name.start - _LEFT), name.start)
        if not any(
            "," not in text[each.end() : name.start] for each in known.breaks.finditer(text, match.end(), name.start)
        )
    ]
    return next((name for name in located if name.start >= match.end()), located[0] if located else None)


def _day(
    text: str, start: int, dates: Sequence[TaggedSpan], match: re.Match[str], known: _Patterns
) -> TaggedSpan | None:
    """When it took place: the first date after the verb that is not a statement's, else the last one before it."""
    days = [date for date in dates if len(date.id) == _DAY or "/" in date.id]
    whole = [day for day in dates if match.end() <= day.start and not known.breaks.search(text, match.end(), day.start)]
    apart = [day for day in whole if "," not in text[match.end() : day.start]]
    days = days if any(day.start >= match.start() for day in days) else apart or days
    spoken = [day for day in days if known.speech.search(text, max(start, day.start - _LEFT // 2), day.start)]
    behind = [day for day in days if day.start >= match.start() and day not in spoken]
    before = [day for day in days if day.end <= match.start()]
    return behind[0] if behind else before[-1] if before else None
