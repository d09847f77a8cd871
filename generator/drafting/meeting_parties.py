"""Finds the parties of a meeting: those whom a verb or noun of meeting connects, not who is only spoken of."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from generator.drafting.meeting_bystanders import absent, asks, is_away, is_side_of
from generator.drafting.meeting_patterns import MeetingPatterns
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, TaggedSpan

_PARTIES = frozenset({PERSON, COUNTRY, ORGANIZATION})
_REACH, _TWO = 90, 2
_FAR, _LEFT, _OPENING, _TITLED = 400, 24, 15, 60


class Before(NamedTuple):
    """Whom a sentence's pronouns mean: "the two", and "she"."""

    pair: Sequence[TaggedSpan] = ()
    subject: TaggedSpan | None = None


class Parties(NamedTuple):
    """Whom a verb or noun of meeting connects. `is_guessed` says that a pronoun stands for one of them."""

    names: tuple[TaggedSpan, ...] = ()
    is_guessed: bool = False


def find_parties(
    text: str,
    limits: tuple[int, int],
    names: Sequence[TaggedSpan],
    before: Before,
    match: re.Match[str],
    known: MeetingPatterns,
) -> Parties:
    """The parties; none if there are fewer than two. `names` are those of the sentence with these limits."""
    start, end = limits
    near = [name for name in names if match.start() - _FAR < name.start < match.end() + _FAR and name.kind in _PARTIES]
    others = [
        name for name, after in zip(near, (*near[1:], None), strict=False) if not is_side_of(text, name, after, known)
    ]
    if known.brings.fullmatch(match.group()):
        return _brought(text, [name for name in others if name.start >= match.end()], match, known)
    missing = absent(text, start, others, known)
    parties = [name for name in others if name not in missing and not is_away(text, limits, name, match, known)]
    objects = _joined_names(text, match.end(), [name for name in parties if name.start >= match.end()], known)
    if known.noun.fullmatch(match.group()) and not joins_like_verb(text, match, objects, known):
        return Parties(tuple(objects) if _are_between(text, end, match, objects, known) else ())
    subjects = _last_subjects(text, [name for name in parties if name.end <= match.start()], match.start(), known)
    if subjects and _is_told_behind(text, others, subjects, match, known):
        subjects = ()
    is_passive = known.discuss.fullmatch(match.group()) and known.passive.search(text, start, match.start())
    if is_passive or (subjects and _is_others(text, near, subjects, match, known)):
        return Parties()
    if not objects or known.discuss.fullmatch(match.group()):
        return _without_objects(text, limits, subjects, before, match, known)
    if subjects and known.noun.match(match.group()) and not _is_claimed(text, subjects[-1], match, known):
        return Parties()
    if not known.noun.search(match.group()):
        objects = [objects[0], *takewhile(lambda name: not known.subject.match(text, name.end), objects[1:])]
    return _with_objects(text, limits, near, (subjects, objects), before, match, known)


def nearest_if_separate(
    found: Parties, text: str, limits: tuple[int, int], match: re.Match[str], known: MeetingPatterns
) -> Parties:
    """Of those who met "separately" the two nearest to the verb: the others had meetings of their own."""
    first = max((name.end for name in found.names), default=match.end())
    behind = text[max(first, match.end()) : limits[1]][:_LEFT]
    if len(found.names) <= _TWO or not (
        known.separately.search(text, max(limits[0], match.start() - _LEFT), match.end() + _LEFT)
        or known.separately.search(behind)
    ):
        return found
    subjects = [name for name in found.names if name.end <= match.start()]
    objects = [name for name in found.names if name.start >= match.end()]
    return Parties((subjects[-1], objects[0]), found.is_guessed) if subjects and objects else Parties()


def _without_objects(
    text: str,
    limits: tuple[int, int],
    subjects: Sequence[TaggedSpan],
    before: Before,
    match: re.Match[str],
    known: MeetingPatterns,
) -> Parties:
    """The parties before a verb that names none behind: "Roe and Lind met", "she and Lind met", "the two met"."""
    start, end = limits
    if known.group_behind.match(text, match.end(), end):
        return Parties(tuple(subjects), is_guessed=True)
    if known.needs_person.fullmatch(match.group()):
        return Parties()
    if not subjects:
        is_pair = known.pair.search(text, start, match.start()) and not known.discuss.fullmatch(match.group())
        return Parties(tuple(before.pair) if is_pair else (), is_guessed=True)
    if len(subjects) > 1:
        return Parties(tuple(subjects))
    if before.subject and known.with_pronoun.search(text, start, subjects[0].start):
        return Parties((before.subject, *subjects), is_guessed=True)
    return Parties()


def _with_objects(
    text: str,
    limits: tuple[int, int],
    near: Sequence[TaggedSpan],
    parties: tuple[Sequence[TaggedSpan], Sequence[TaggedSpan]],
    before: Before,
    match: re.Match[str],
    known: MeetingPatterns,
) -> Parties:
    """The parties before and behind a verb: "Roe met Lind", "she met Lind"."""
    (subjects, objects), start = parties, limits[0]
    is_interview = known.talk.match(match.group()) and any(asks(text, start, name, known) for name in subjects)
    wants_person = bool(known.needs_person.fullmatch(match.group()))
    if is_interview or (wants_person and not _is_met(text, objects, match, known)):
        return Parties()
    if not subjects and before.pair and known.pair.search(text, start, match.start()):
        return Parties((*before.pair, *objects), is_guessed=True)
    if subjects := subjects or _speaker(text, limits, near, objects, match, known):
        return Parties((*subjects, *objects), is_guessed=_is_of_two(text, near, subjects, match, known))
    if before.subject and known.subject_pronoun.fullmatch(text, start, match.start()):
        others = tuple(name for name in objects if name.id != before.subject.id)
        return Parties((before.subject, *others) if others else (), is_guessed=True)
    return _with_pronoun(text, start, near, objects, match, known)


def _is_told_behind(
    text: str,
    names: Sequence[TaggedSpan],
    subjects: Sequence[TaggedSpan],
    match: re.Match[str],
    known: MeetingPatterns,
) -> bool:
    """Whether somebody behind the subjects spoke after the meeting: "Norway will vote, Roe said after talks with"."""
    behind = (name for name in names if subjects[-1].end < name.start and name.end <= match.start())
    return any(known.said_after.fullmatch(text, name.end, match.start()) for name in behind)


def _is_claimed(text: str, subject: TaggedSpan, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a verb before a noun of meeting says that its subject took part: not "dropped out of talks with Lind"."""
    gap = (subject.end, match.start())
    if known.gerund.search(text, *gap):
        return True
    return bool(known.holding.search(text, *gap)) or not known.past.search(text, *gap)


def _is_others(
    text: str,
    near: Sequence[TaggedSpan],
    subjects: Sequence[TaggedSpan],
    match: re.Match[str],
    known: MeetingPatterns,
) -> bool:
    """Whether it was another's meeting: "Roe, whose father met Lind", "Roe told Dahl of her talks with Lind"."""
    gap = (subjects[-1].end, match.start())
    people = {name.id for name in near if name.end <= match.start() and name.kind == PERSON}
    return bool(known.whose.search(text, *gap) or (len(people) > 1 and known.hers.search(text, *gap)))


def _is_of_two(
    text: str,
    near: Sequence[TaggedSpan],
    subjects: Sequence[TaggedSpan],
    match: re.Match[str],
    known: MeetingPatterns,
) -> bool:
    """Whether "who" may mean another than the subject: "Roe, a friend of Lind, who met Dahl"."""
    last = max((name for name in near if name.end <= match.start() and name.kind == PERSON), default=None)
    return last is not None and last not in subjects and bool(known.who.fullmatch(text, last.end, match.start()))


def _is_met(text: str, objects: Sequence[TaggedSpan], match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a person is received, visited or the like: "received the bronzes from Lind" is something else."""
    first = next((party for party in objects if party.kind == PERSON), None)
    if first is None or known.noun.fullmatch(match.group()):
        return first is not None
    gap = text[match.end() : first.start]
    if known.passive.search(text, max(0, match.start() - _LEFT), match.start()) or known.agent.fullmatch(gap):
        return bool(known.agent.search(gap))
    return not known.not_received.search(gap)


def _brought(text: str, names: Sequence[TaggedSpan], match: re.Match[str], known: MeetingPatterns) -> Parties:
    """Whom something brought together: "brought Roe to Lind", "brought Roe and Lind together"."""
    chosen = _joined_names(text, match.end(), names, known)
    if not chosen:
        return Parties()
    behind = [name for name in names if name.start >= chosen[-1].end]
    is_led = (
        bool(behind) and behind[0].kind == PERSON and known.brings_to.fullmatch(text, chosen[-1].end, behind[0].start)
    )
    if is_led:
        return Parties((*chosen, *_joined_names(text, behind[0].start, behind, known)))
    is_together = known.together.search(match.group()) or known.together.match(text, chosen[-1].end)
    return Parties(tuple(chosen) if is_together and len(chosen) > 1 else ())


def _with_pronoun(
    text: str,
    start: int,
    near: Sequence[TaggedSpan],
    objects: Sequence[TaggedSpan],
    match: re.Match[str],
    known: MeetingPatterns,
) -> Parties:
    """The parties if a pronoun, or nothing, stands before: "Roe said that she had met Lind", "Meeting Lind"."""
    is_pronoun = bool(known.pronoun.search(text, start, match.start()))
    people = [name for name in near if name.kind == PERSON and name.end <= match.start()]
    if people and known.who.search(text, people[-1].end, match.start()):
        return Parties(tuple(objects))  # "the brother of Roe, who met Lind"
    if is_pronoun and len(people) == 1:
        return Parties((*people, *objects), is_guessed=True)
    is_first = match.start() == start or known.gerund.fullmatch(text, start, match.start())
    return Parties(tuple(objects) if is_pronoun or is_first else ())


def joins_like_verb(text: str, match: re.Match[str], objects: Sequence[TaggedSpan], known: MeetingPatterns) -> bool:
    """Whether a noun of meeting takes its parties as a verb does: "talks with Lind", "…, meeting Lind"."""
    if known.joined_with.match(text, match.end()):
        return True
    is_next = bool(objects) and objects[0].kind == PERSON and objects[0].start == match.end() + 1
    return is_next and bool(known.gerund.search(text, max(0, match.start() - _LEFT), match.start()))


def _are_between(
    text: str, end: int, match: re.Match[str], objects: Sequence[TaggedSpan], known: MeetingPatterns
) -> bool:
    """Whether several names behind a noun are its parties: "talks between Roe and Lind", "зустріч Роє з Ліндом"."""
    if len(objects) <= 1:
        return False
    is_direct = objects[0].start - match.end() < _LEFT and known.joined_with.search(
        text, objects[0].end, objects[1].start
    )
    return bool(is_direct or known.between.match(text, match.end(), min(end, match.end() + _REACH)))


def _speaker(
    text: str,
    limits: tuple[int, int],
    near: Sequence[TaggedSpan],
    objects: Sequence[TaggedSpan],
    match: re.Match[str],
    known: MeetingPatterns,
) -> tuple[TaggedSpan, ...]:
    """Who spoke after or at a meeting: "Roe said after a meeting with Lind", "At talks with Lind, Roe said"."""
    before = [
        name for name in near if name.end <= match.start() and not known.beside.search(text, limits[0], name.start)
    ]
    if before and known.said_after.fullmatch(text, before[-1].end, match.start()):
        return tuple(before[-1:])
    at = objects[-1].end
    behind = next((name for name in near if name.start >= at and name.kind == PERSON), None)
    if behind is None or match.start() - limits[0] >= _OPENING or "," not in text[at : behind.start]:
        return ()
    return (behind,) if known.speech.match(text, behind.end, limits[1]) else ()


def _last_subjects(
    text: str, subjects: Sequence[TaggedSpan], stop: int, known: MeetingPatterns
) -> tuple[TaggedSpan, ...]:
    """The last name before a verb, and those joined to it by commas and "and"."""
    subjects = [name for name in subjects if stop - name.end < _REACH]
    if subjects and known.and_then.fullmatch(text, subjects[-1].end, stop):
        subjects = subjects[:-1]  # "shook hands with Roe and met Lind"
    if not subjects or (known.breaks.search(text, subjects[-1].end, stop) and "," not in text[subjects[-1].end : stop]):
        return ()
    chosen = [subjects[-1]]
    for name in reversed(subjects[:-1]):
        if not known.link.fullmatch(text, name.end, chosen[0].start):
            break
        chosen.insert(0, name)
    return tuple(chosen)


def _joined_names(text: str, at: int, objects: Sequence[TaggedSpan], known: MeetingPatterns) -> list[TaggedSpan]:
    """The names after a verb that form a list: one near the verb, then those joined to it."""
    chosen: list[TaggedSpan] = []
    for name in objects:
        is_open = not known.breaks.search(text, at, name.start)
        is_near = is_open and name.start - at <= _REACH and not known.verb_of_speech.search(text, at, name.start)
        is_next = is_open and known.link.fullmatch(text, at, name.start) and not known.another.match(text, at)
        is_next = is_next and (not chosen or not known.verb_of_speech.search(text, at, name.start))
        if not chosen and _opens_clause(text, at, name, known):
            break
        if not (is_near if not chosen else is_next or _is_title(text, at, name, known)):
            break
        chosen.append(name)
        at = name.end
    return chosen


def _opens_clause(text: str, at: int, name: TaggedSpan, known: MeetingPatterns) -> bool:
    """Whether a name behind a comma is the subject of what follows: "after talks with the king, Ann Roe left"."""
    return "," in text[at : name.start] and bool(known.subject.match(text, name.end))


def _is_title(text: str, at: int, name: TaggedSpan, known: MeetingPatterns) -> bool:
    """Whether only a title separates two names: "the president of Freedonia Ann Roe"."""
    if name.kind != PERSON or known.clause.match(text, at, name.start):
        return False
    return name.start == at + 1 or bool(known.title.fullmatch(text, at, name.start))
