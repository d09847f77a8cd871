"""Finds the subject of a verb of speech, and tells it from objects, owners and those who are only spoken to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from generator.drafting.model import PERSON, UNNAMED, TaggedSpan
from generator.drafting.nominative import is_in_other_case
from generator.drafting.subject_patterns import Subjects

_REACH, _BEFORE, _MANY = 120, 80, 12
_PEOPLE = frozenset({PERSON, UNNAMED})
_ENDS = ("", ",", ".", ";", ":", "?", "!", '"', "“", "”")
_OWNERS = ("'s ", "’s ", "' ", "’ ")


class Subject(NamedTuple):
    """Who is the subject of a verb; None says that it is somebody without a name."""

    who: TaggedSpan | None


ANOTHER = Subject(None)


def subject_before(text: str, names: Sequence[TaggedSpan], begins: int, verb: int, known: Subjects) -> Subject | None:
    """Who is the subject of the verb at `verb`, by the words between the start of its sentence and the verb.

    `names` are in order. The nearest name wins that is no object, no listener and no owner, and that no other subject
    stands behind; a name further away must begin its clause: "Ann Roe met Bo Lind and said".
    """
    near = [name for name in _between(names, begins, verb)[-_MANY:] if name.end <= verb]
    last = near[-1].end if near else begins
    if known.in_way.search(text[last:verb]) or (not near and known.several.match(text, begins, verb)):
        return ANOTHER
    if known.participle.match(text, verb) and known.with_someone.search(text, last, verb):
        return ANOTHER
    aside = known.aside.search(text, begins, verb)
    for index in range(len(near) - 1, -1, -1):
        name = near[index]
        is_within = aside is not None and aside.start() < name.start
        if aside and is_within and not _is_described(text, near, aside, name, known):
            continue
        gap = aside.end("words") + 1 if aside and is_within else name.end
        is_whose = name.kind not in _PEOPLE and known.official.match(text, name.end, verb)
        if is_whose or _is_set_off(text, name, known):  # "a NATO official who asked not to be named said"
            continue
        if not _is_owner(text, name) and _is_subject(text, near, index, (begins, verb), gap, known):
            return Subject(name)
    return None


def _between(names: Sequence[TaggedSpan], start: int, end: int) -> Sequence[TaggedSpan]:
    first = bisect_left(names, start, key=lambda name: name.start)
    return names[first : bisect_left(names, end, first, key=lambda name: name.start)]


def _is_owner(text: str, name: TaggedSpan) -> bool:
    return text.startswith(_OWNERS, name.end)


def _is_described(
    text: str, near: Sequence[TaggedSpan], aside: re.Match[str], name: TaggedSpan, known: Subjects
) -> bool:
    """Whether words between commas only describe a name: "The head, Ann Roe, said", not "Roe, citing Lind, said"."""
    start = aside.start("words")
    is_of_person = start < name.start and any(each.kind == PERSON and each.end == aside.start() for each in near)
    return not is_of_person and bool(known.lead.fullmatch(text, start, name.start))


def _is_set_off(text: str, name: TaggedSpan, known: Subjects) -> bool:
    """Whether commas set off a country or an organization behind a name: "of Roe University, Sylvania, said"."""
    is_thing = name.kind not in _PEOPLE and text.startswith(",", name.end)
    return is_thing and bool(known.set_off.search(text, max(0, name.start - _BEFORE), name.start))


def _is_subject(
    text: str, near: Sequence[TaggedSpan], index: int, clause: tuple[int, int], gap: int, known: Subjects
) -> bool:
    """Whether a name is a subject: no object or listener, in no other case, and not behind another subject.

    `clause` runs from its sentence's start to the verb; `gap` is where the words behind its description begin.
    """
    (begins, verb), name = clause, near[index]
    left = max(begins, name.start - _BEFORE)
    before = near[index - 1] if index else None
    is_direct = known.direct.fullmatch(text, gap, verb)
    if behind := known.object.search(text, left, name.start):
        return bool(is_direct and known.participle.match(text, verb) and known.absolute.fullmatch(behind["by"]))
    is_joined = before and known.joined.fullmatch(text, before.end, name.start) and is_object(text, before, known)
    if is_joined or known.relative.search(text, left, name.start) or _is_declined(text, name, known):
        return False
    if is_direct or known.listener.search(text, left, name.start):
        return bool(is_direct)
    if before and (known.list.fullmatch(text, before.end, name.start) or _is_noun(text, before, name, known)):
        return _is_subject(text, near, index - 1, clause, verb, known)
    is_finite = text[verb : verb + 1].isalpha() and not known.nonfinite.search(text, left, verb)
    is_finite = is_finite and not known.participle.match(text, verb)
    if is_finite and not known.clause.search(text, name.end, verb):
        return False  # "the minister Roe replaced said"
    return _begins_clause(text, name, before, begins, known)


def _begins_clause(text: str, name: TaggedSpan, before: TaggedSpan | None, begins: int, known: Subjects) -> bool:
    """Whether no other subject stands before a name in its clause."""
    starts = [match.end() for match in known.clause.finditer(text, begins, name.start)]
    opens = starts[-1] if starts else begins
    if before and before.end > opens:
        return False
    return not known.another.match(text, opens + text.startswith(" ", opens), name.start)


def _is_noun(text: str, before: TaggedSpan, name: TaggedSpan, known: Subjects) -> bool:
    """Whether a name only says whose or which a person behind it is: "NATO envoy Ann Roe", "Roe's aide Bo Lind"."""
    if before.kind in _PEOPLE and not _is_owner(text, before):
        return False
    return bool(known.noun.fullmatch(text, before.end, name.start))


def is_object(text: str, name: TaggedSpan, known: Subjects) -> bool:
    """Whether a preposition stands before a name: "a spokesman for President Roe" is somebody else."""
    return bool(known.object.search(text, max(0, name.start - _BEFORE), name.start))


def _is_declined(text: str, name: TaggedSpan, known: Subjects) -> bool:
    """Whether a person's name stands in another case than the nominative."""
    return name.kind == PERSON and is_in_other_case(text[name.start : name.end], text, known.language)


def subject_behind(
    text: str, names: Sequence[TaggedSpan], at: int, last: int, known: Subjects, *, is_source: bool = False
) -> Subject | None:
    """Who is the subject of a verb that ends at `at`, by the words behind it: "said the mayor, Ann Roe".

    A source may be a document too: "according to a report by Ann Roe".
    """
    group = None
    for name in _between(names, at, min(at + _REACH, last)):
        if not _leads_to(text, at, name, known, is_source=is_source):
            break
        if name.kind in _PEOPLE and not _is_owner(text, name):
            return Subject(name)
        group = group or (None if name.kind in _PEOPLE else name)
    if group and not _is_owner(text, group) and not known.noun_behind.match(text, group.end):
        return Subject(group)
    return ANOTHER if text[at : at + 1].isalpha() else None


def find_source(
    text: str, names: Sequence[TaggedSpan], begins: int, ends: int, known: Subjects
) -> re.Match[str] | None:
    """The last “according to” or the like in a range that is no part of a name: "Per Dahl"."""
    found = list(known.source.finditer(text, begins, ends))
    return next((each for each in reversed(found) if not _between(names, each.start(), each.start() + 1)), None)


def _leads_to(text: str, at: int, name: TaggedSpan, known: Subjects, *, is_source: bool) -> bool:
    """Whether the words from `at` on only describe a name: "the head of research, Ann Roe"."""
    if known.apposed.search(text, at, name.start):
        return False
    if name.start == at or known.lead.fullmatch(text, at, name.start):
        return is_source or not _is_declined(text, name, known)
    if known.apposition.fullmatch(text, at, name.start):
        return text[name.end : name.end + 1] in _ENDS
    return is_source and bool(known.of_document.fullmatch(text, at, name.start))
