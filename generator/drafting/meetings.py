"""Finds meetings: who met whom, where, when, and whether it took place."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.drafting.date_phrase import is_day
from generator.drafting.language import Language
from generator.drafting.meeting_circumstances import is_in_subclause, is_of_earlier_verb, is_of_other_words
from generator.drafting.meeting_ids import Meeting
from generator.drafting.meeting_parties import Before, Parties, find_parties, joins_like_verb, nearest_if_separate
from generator.drafting.meeting_patterns import MeetingPatterns, meeting_patterns
from generator.drafting.meeting_series import further_meetings
from generator.drafting.meeting_status import DENIED, HELD, PLANNED, is_wish, status_of
from generator.drafting.meeting_veils import called_off_before
from generator.drafting.model import COUNTRY, PERSON, PLACE, TaggedSpan
from generator.drafting.prose import GAP, Prose

_DAY = 10
_LEFT, _GROUP, _OPENS, _SENTENCES = 24, 60, 60, 4
_NEAR, _SINCE, _BACK, _PAIR, _MOST = 250, 400, 800, 2, 20


def find_meetings(
    prose: Prose,
    names: Sequence[TaggedSpan],
    dates: Sequence[TaggedSpan],
    today: date | None,
    words: Language,
) -> tuple[Meeting, ...]:
    """The meetings that sentences report, in order, without ids. One on a day after `today` was not held yet."""
    if not words.words("meetings", "verbs"):
        return ()
    starts, date_starts = [name.start for name in names], [date.start for date in dates]
    found: list[Meeting] = []
    for start, end in prose.sentences:
        first = bisect_left(starts, start)
        inside = names[first : bisect_left(starts, end)]
        days = dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)]
        before = _people_before(prose, names[max(0, first - _MOST) : first], found, start)
        subject = _subject_of(prose, names[max(0, first - _MOST) : first], start)
        for meeting in _in_sentence(prose.text, (start, end), inside, (days, Before(before, subject)), words):
            is_ahead = today is not None and len(meeting.date) >= _DAY and meeting.date[:_DAY] > today.isoformat()
            found.append(replace(meeting, status=PLANNED) if is_ahead and meeting.status == HELD else meeting)
    return tuple(found)


def _people_before(
    prose: Prose, names: Sequence[TaggedSpan], found: Sequence[Meeting], start: int
) -> tuple[TaggedSpan, ...]:
    """Whom "the two" means: the people of the meeting just before, else the only two that one sentence names."""
    if found and start - found[-1].end < _SINCE:
        return found[-1].people
    last: dict[str, TaggedSpan] = {}
    for name in reversed(names):
        if name.end < start - (_BACK if len(last) < _PAIR else _NEAR):
            break
        if name.kind == PERSON:
            last.setdefault(name.id, name)
    pair = tuple(sorted(last.values()))
    return pair if len(pair) == _PAIR and prose.sentence(pair[1].start)[0] <= pair[0].start else ()


def _subject_of(prose: Prose, names: Sequence[TaggedSpan], start: int) -> TaggedSpan | None:
    """Whom "she" at the start of a sentence means: who opens the sentence before, or is alone in it."""
    if not names:
        return None
    at, first = start, next((each.start for each in prose.blocks if each.start <= start < each.end), start)
    for _ in range(_SENTENCES):
        begins, ends = prose.sentence(max(0, at - len(GAP) - 1))
        people = [name for name in names if begins <= name.start < ends and name.kind == PERSON]
        if people or begins <= first or begins >= at:
            is_clear = people and (people[0].start - begins < _OPENS or len({name.id for name in people}) == 1)
            return people[0] if is_clear else None
        at = begins
    return None


def _in_sentence(
    text: str,
    limits: tuple[int, int],
    names: Sequence[TaggedSpan],
    others: tuple[Sequence[TaggedSpan], Before],
    words: Language,
) -> Iterator[Meeting]:
    """The first meeting with parties that a sentence reports, else its first without.

    `others` are the sentence's dates, and whom pronouns mean.
    """
    known, (start, end), (dates, before) = meeting_patterns(words), limits, others
    verbs = [*known.verb.finditer(text, start, end), *known.noun.finditer(text, start, end)]
    verbs += known.call_verb.finditer(text, start, end)
    later = called_off_before(text, limits, words)
    events: list[tuple[Meeting, re.Match[str]]] = []
    for match in sorted(verbs, key=lambda each: (each.start() < later, each.start())):
        if known.none.match(text, match.start(), end) or is_wish(text, start, match, words):
            continue
        everyone = find_parties(text, limits, names, before, match, known)
        if match.re is known.call_verb and not _has_purpose(text, end, everyone, match, known):
            continue
        parties = nearest_if_separate(everyone, text, limits, match, known)
        meeting = _meeting(text, limits, names, dates, match, parties, known)
        if not _is_whole(meeting, parties):
            events += [(meeting, match)] if _is_event(text, meeting, match, known) else []
            continue
        status = status_of(text, limits, match, words)
        is_named = any(start <= party.start for party in parties.names)
        if status and (status != DENIED or is_named):  # "They did not meet" tells of no meeting
            yield replace(meeting, status=status)
            if status != DENIED:
                further = further_meetings(text, limits, (names, dates), meeting, match, known)
                yield from (replace(each, status=status) for each in further)
        return
    for meeting, match in events[:1]:
        if status := status_of(text, limits, match, words):
            yield replace(meeting, status=status)


def _has_purpose(text: str, end: int, parties: Parties, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether what for tells a call from other senses of its verb: "called Lind to congratulate her"."""
    called = [party.end for party in parties.names if party.kind == PERSON and party.start >= match.end()]
    return bool(called) and bool(known.purpose.match(text, max(called), end))


def _is_whole(meeting: Meeting, parties: Parties) -> bool:
    """Whether a meeting has two parties, or one, whom it joins with unnamed ones at some place or on some day."""
    return len(parties.names) > 1 or bool(parties.names and (meeting.place or meeting.date))


def _is_event(text: str, meeting: Meeting, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a noun of meeting has a day and a place behind it: "talks in Geneva on Tuesday".

    So may the verb of those whom nobody names: "Ukrainian negotiators met in Geneva on Tuesday".
    """
    if (
        meeting.place
        and meeting.date
        and known.group_before.search(text, max(0, match.start() - _GROUP), match.start())
    ):
        return match.end() <= meeting.place.start < match.end() + _GROUP
    is_noun = known.noun.fullmatch(match.group()) and not known.needs_person.fullmatch(match.group())
    if joins_like_verb(text, match, (), known):
        return False
    where = meeting.place
    is_behind = where is not None and meeting.start == match.start() and where.start - match.end() < _LEFT
    return bool(is_noun and is_behind and meeting.date and not known.breaks.search(text, match.end(), meeting.end))


def _meeting(
    text: str,
    limits: tuple[int, int],
    names: Sequence[TaggedSpan],
    dates: Sequence[TaggedSpan],
    match: re.Match[str],
    parties: Parties,
    known: MeetingPatterns,
) -> Meeting:
    """A meeting with its place, day and status."""
    people = tuple(party for party in parties.names if party.kind == PERSON)
    sides = tuple(party for party in parties.names if party.kind != PERSON)
    others = [name for name in names if name not in parties.names]
    is_call = bool(
        match.re is known.call_verb
        or known.call.search(text, *_own_clause(text, limits, match, known))
        or (known.talk.match(match.group()) and known.call_behind.match(text, match.end(), limits[1]))
    )
    is_nowhere = is_call or known.discuss.fullmatch(match.group())
    place = None if is_nowhere else _place(text, limits, others, match, known)
    day = _day(text, limits, _own_days(text, dates, others, match, known), match, known)
    ends = [(part.start, part.end) for part in (*parties.names, place, day) if part and part.start >= limits[0]]
    ends += [match.span()] + ([pair.span()] if (pair := known.pair.search(text, limits[0], match.start())) else [])
    return Meeting(
        start=min(start for start, _ in ends),
        end=max(end for _, end in ends),
        people=people,
        sides=sides,
        place=place,
        date=day.id if day else "",
        status="",
        is_call=is_call,
        is_guessed=parties.is_guessed,
        is_of_doubtful_day=day is not None and day.confidence == "unsure",
    )


def _clause(text: str, limits: tuple[int, int], match: re.Match[str], known: MeetingPatterns) -> tuple[int, int]:
    """Where the clause of a verb of meeting begins and ends: "It rained; Roe met Lind and will fly to Oslo"."""
    found = known.next_clause.search(text, match.end(), limits[1])
    return max(limits[0], text.rfind(";", limits[0], match.start()) + 1), found.start() if found else limits[1]


def _own_clause(text: str, limits: tuple[int, int], match: re.Match[str], known: MeetingPatterns) -> tuple[int, int]:
    """The clause without what another tells behind it: "met Lind, a day after she spoke by phone with Dahl"."""
    start, end = _clause(text, limits, match, known)
    found = known.breaks.search(text, match.end(), end)
    return start, found.start() if found else end


def _place(
    text: str, limits: tuple[int, int], names: Sequence[TaggedSpan], match: re.Match[str], known: MeetingPatterns
) -> TaggedSpan | None:
    """Where it took place: the first place with a preposition after the verb, else one before it.

    A place behind "while" or "who" belongs to another clause, unless a comma has closed that; so does one behind
    another verb: "met Lind and will fly to Oslo".
    """
    start, end = _clause(text, limits, match, known)
    names = [name for name in names if start <= name.start < end]
    if where := next(
        (n for n in names if n.kind in (PLACE, COUNTRY) and known.there.fullmatch(text, n.end, match.start())), None
    ):
        return where
    located = [
        name
        for name in names
        if name.kind in (PLACE, COUNTRY) and known.located.search(text, max(start, name.start - _LEFT), name.start)
        if not any(
            "," not in text[each.end() : name.start] for each in known.breaks.finditer(text, match.end(), name.start)
        )
    ]
    located = [name for name in located if not _is_of_closed_clause(text, start, name, match, known)]
    located = [name for name in located if not _is_only_direction(text, start, name, match, known)]
    located = [name for name in located if not is_of_other_words(text, start, name, match, known)]
    return next((name for name in located if name.start >= match.end()), located[0] if located else None)


def _is_of_closed_clause(text: str, start: int, name: TaggedSpan, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a place or day stands in a clause that ends before the verb: "Roe, who was born in Geneva, met Lind"."""
    if name.end > match.start() or "," not in text[name.end : match.start()]:
        return False
    opened = text.rfind(",", start, name.start) + 1
    return opened > 0 and bool(known.breaks.match(text, opened + 1))


def _is_only_direction(text: str, start: int, name: TaggedSpan, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a preposition says from or to where, and nobody went there first: "the ambassador to London"."""
    near = max(start, name.start - _GROUP)
    is_direction = known.direction.search(text, near, name.start)
    if known.origin.search(text, near, name.start):
        return True
    return bool(is_direction) and not (name.end <= match.start() and known.motion.search(text, near, name.start))


def _own_days(
    text: str,
    dates: Sequence[TaggedSpan],
    others: Sequence[TaggedSpan],
    match: re.Match[str],
    known: MeetingPatterns,
) -> Sequence[TaggedSpan]:
    """The days but for those of somebody else behind the verb: "met Lind at a summit and Dahl on Tuesday"."""
    behind = [each for each in others if each.kind == PERSON and each.start >= match.end()]
    joined = [each for each in behind if known.joined.search(text, match.end(), each.start)]
    return [
        day
        for day in dates
        if not any(each.end < day.start and known.series_day.fullmatch(text, each.end, day.start) for each in joined)
    ]


def _day(
    text: str, limits: tuple[int, int], dates: Sequence[TaggedSpan], match: re.Match[str], known: MeetingPatterns
) -> TaggedSpan | None:
    """When it took place: the first date after the verb that is not a statement's, else the last one before it.

    A day that another verb tells of is not the meeting's.
    """
    start, end = _clause(text, limits, match, known)
    dates = [date for date in dates if start <= date.start < end]
    days = [date for date in dates if is_day(date.id) or "/" in date.id]
    days = [day for day in days if not _is_of_another(text, start, day, known)]
    days = [day for day in days if not _is_of_closed_clause(text, start, day, match, known)]
    whole = [day for day in dates if match.end() <= day.start and not known.breaks.search(text, match.end(), day.start)]
    apart = [day for day in whole if "," not in text[match.end() : day.start]]
    days = days if any(day.start >= match.start() for day in days) else apart or days
    spoken = [
        day
        for day in days
        if known.speech.search(text, max(start, day.start - _LEFT // 2), day.start)
        or (
            (said := known.verb_of_speech.search(text, match.end(), day.start))
            and "," in text[match.end() : said.start()]
        )
    ]
    behind = [day for day in days if day.start >= match.start() and day not in spoken]
    behind = [day for day in behind if not is_in_subclause(text, match.end(), day.start, known)]
    before = [
        day for day in days if day.end <= match.start() and not is_of_earlier_verb(text, start, day, match, known)
    ]
    return behind[0] if behind else before[-1] if before else None


def _is_of_another(text: str, start: int, day: TaggedSpan, known: MeetingPatterns) -> bool:
    """Whether a day is that of another event: "after Monday's vote", "a Tuesday speech"."""
    if known.of_another.match(text, day.end):
        return True
    is_behind_article = known.article.search(text, max(start, day.start - _DAY), day.start)
    return bool(is_behind_article and " " not in text[day.start : day.end] and known.noun_behind.match(text, day.end))
