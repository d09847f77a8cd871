"""Tells who is named near a meeting and took no part: owners, speakers, topics, and who stayed away."""

import re
from collections.abc import Sequence

from generator.drafting.meeting_patterns import MeetingPatterns
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, TaggedSpan

_REACH, _LEFT, _TITLED = 90, 24, 60


def asks(text: str, start: int, name: TaggedSpan, known: MeetingPatterns) -> bool:
    """Whether somebody only asks questions for a report."""
    return bool(known.asker.search(text, max(start, name.start - _LEFT), name.start))


def absent(text: str, start: int, names: Sequence[TaggedSpan], known: MeetingPatterns) -> set[TaggedSpan]:
    """Who was not there: "without Roe or Lind", "but not Dahl"."""
    missing: list[TaggedSpan] = []
    for name in names:
        is_joined = bool(missing) and known.also.fullmatch(text, missing[-1].end, name.start)
        if is_joined or known.absent.search(text, max(start, name.start - _TITLED), name.start):
            missing.append(name)
    return set(missing)


def is_side_of(text: str, name: TaggedSpan, after: TaggedSpan | None, known: MeetingPatterns) -> bool:
    """Whether a country or organization only says whose the person behind it is: "U.N. envoy Dana Pell"."""
    if name.kind not in (COUNTRY, ORGANIZATION) or after is None or after.kind != PERSON:
        return False
    if known.title.fullmatch(text, name.end, after.start):
        return True
    left = max(0, name.start - _REACH)
    if text[name.end : after.start] == ", ":  # "the leader of the Greens, Dana Pell"
        return bool(known.holder.search(text, left, name.start))
    return after.start == name.end + 1 and bool(known.title_before.search(text, left, name.start))


def is_away(text: str, limits: tuple[int, int], name: TaggedSpan, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a name is only an owner, a speaker or a topic: "Roe's aide", "Roe said that …", "…, Roe said"."""
    before = (max(limits[0], name.start - _LEFT), name.start)
    is_group = bool(known.groups.search(text, *before))
    is_where = known.located.search(text, *before) or text.startswith("-", name.end)
    if not is_group and (
        (name.kind == COUNTRY and is_where)
        or (name.kind == ORGANIZATION and known.venue.search(text, *before))
        or (name.kind == PERSON and known.in_the.search(text, *before))
    ):
        return True
    if owned := known.owner.match(text, name.end):
        return not (known.noun.match(text, owned.end() + 1) or known.verb.match(text, owned.end() + 1))
    if name.end <= match.start() and known.denial.fullmatch(text, name.end, match.start()):
        return False
    speech = known.speech.match(text, name.end, limits[1])
    if speech and name.end <= match.start() and text[speech.end() : match.start()] == " to ":
        return False
    if speech and not known.verb.match(text, speech.start(), speech.end()):
        return not name.end <= match.start() < speech.end()
    return not is_group and _is_modifier(text, limits[0], name, match, known)


def _is_modifier(text: str, start: int, name: TaggedSpan, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a name, with its title, only says whose or what kind another is: "supporters of President Ann Roe".

    Right behind the verb or noun it may be a party: "a meeting of Roe and Lind".
    """
    if known.by_another.search(text, max(start, name.start - _TITLED), name.start):
        return True
    begins = match.end() if name.start >= match.end() else start
    found = known.away.search(text, max(begins, name.start - _TITLED), name.start)
    if found is None:
        return False
    is_next = name.start >= match.end() and not text[match.end() : found.start()].strip()
    return not (is_next and known.direct.match(text, found.start()))
