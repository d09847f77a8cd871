"""Finds the subject of a verb of speech, and tells it from objects, owners and those who are only spoken to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import UPPER
from generator.drafting.language import Language, alternatives
from generator.drafting.model import PERSON, TaggedSpan
from generator.drafting.nominative import is_declined
from generator.drafting.unnamed import UNNAMED

_REACH, _BEFORE, _MANY = 120, 80, 12
_PEOPLE = frozenset({PERSON, UNNAMED})
_ENDS = ("", ",", ".", ";", ":", "?", "!", '"', "“", "”")
_OWNERS = ("'s ", "’s ", "' ", "’ ")


class Subject(NamedTuple):
    """Who is the subject of a verb; None says that it is somebody without a name."""

    who: TaggedSpan | None


ANOTHER = Subject(None)


class Subjects(NamedTuple):
    """The patterns of a language for what stands around a subject."""

    language: Language
    object: re.Pattern[str]
    told: re.Pattern[str]
    relative: re.Pattern[str]
    direct: re.Pattern[str]
    aside: re.Pattern[str]
    clause: re.Pattern[str]
    joined: re.Pattern[str]
    list: re.Pattern[str]
    another: re.Pattern[str]
    in_way: re.Pattern[str]
    lead: re.Pattern[str]
    apposition: re.Pattern[str]
    of_document: re.Pattern[str]
    noun_behind: re.Pattern[str]
    noun: re.Pattern[str]
    participle: re.Pattern[str]
    absolute: re.Pattern[str]
    source: re.Pattern[str]


@cache
def subject_patterns(words: Language) -> Subjects:
    """The patterns of a language."""

    def any_of(key: str, section: str = "speech") -> str:
        return words.any_of(section, key)

    verbs, objects, starts = any_of("verbs"), any_of("before_objects"), any_of("clause_starts")
    articles, of, pronouns = any_of("determiners"), any_of("of", "roles"), any_of("pronouns")
    titles = "|".join(f"{re.escape(title)} " for title in words.words("names", "titles")) or "(?!)"
    holders = alternatives((*words.words("roles", "nouns"), *words.words("names", "person_nouns")))
    phrase = rf"(?:(?:{articles}) (?:[a-z][\w-]* ){{0,3}}|(?:[a-z][\w-]* ){{0,3}}(?:{holders}) )?(?:{titles})?$"
    word = rf"(?!(?:{verbs}|{objects}|{of}|{starts})\b)(?:[{UPPER}][\w.'’&/-]*|[\w'’&/-]+) "
    small = rf"(?!(?:{articles}|{starts}|{pronouns}|{verbs})\b)[a-z][\w'’]* "
    noun = rf"(?:(?i:{articles}) )?(?:{word}){{0,5}}?"
    described = (
        rf"(?:{noun}|{noun}(?:{holders}) (?:{objects}|{of}) (?:(?:{articles}) )?"
        rf"(?:(?!(?:{holders})\b|{titles}){word}){{1,4}}|{noun}(?:{of}) (?=[{UPPER}])(?:(?!{titles}){word}){{1,3}})"
    )
    return Subjects(
        language=words,
        object=re.compile(rf"\b(?P<by>(?:{objects})|[a-z][\w'’-]* (?:{of})) {phrase}"),
        told=re.compile(rf"(?<![\"“”»,—–-] )\b(?:{verbs}) {phrase}"),
        relative=re.compile(rf"\b(?:{any_of('relative')}) (?:{small}){{1,4}}(?:{titles})?$"),
        direct=re.compile(
            rf"(?: (?:{of}|{objects}) [^,;:.\"“”]{{2,40}})??(?: \([^()]{{1,30}}\))?(?:, [^;:\"“”]{{2,120}},)? (?:{small}){{0,3}}"
        ),
        aside=re.compile(rf", (?P<words>[^,\"“”]{{4,90}}), (?:{small}){{0,3}}$"),
        clause=re.compile(rf"[;:—–()\"“”]|, |\b(?:{starts})\b"),
        joined=re.compile(rf",? (?:{any_of('joins_names')}) {phrase}"),
        list=re.compile(rf",? (?:(?:{any_of('joins_names')}) )?{phrase}"),
        another=re.compile(
            rf"(?i:(?:{articles}) )?(?:[\w-]+ )?(?i:{holders}) (?!(?:{any_of('joins_names')}|{holders})\b)[a-z]"
        ),
        in_way=re.compile(rf"(?:^,? ?|[,;:—–] | (?:{starts}) )(?i:{articles}) (?:(?!(?:{starts})\b)[\w'’-]+ ){{1,6}}?(?:{small}){{0,2}}$"),
        lead=re.compile(described),
        apposition=re.compile(
            rf"(?:(?i:{articles}) )(?:(?!(?:{verbs}|{starts})\b)[\w.'’&/-]+,? ){{1,10}}(?<=, )"
        ),
        of_document=re.compile(
            rf"(?:(?:{articles}) )?(?:{word}){{0,4}}?(?:{any_of('documents')}) (?:[a-z]+ed )?(?:{any_of('authors')}) {described}"
        ),
        noun=re.compile(rf"(?:['’]s)? {phrase}"),
        participle=re.compile(rf"(?:{any_of('participles')})\b"),
        absolute=re.compile(any_of("absolute")),
        source=re.compile(rf"\b(?:{any_of('according')}) ", re.IGNORECASE),
        noun_behind=re.compile(rf" (?!(?:{of}|{objects}|{starts}|{any_of('behind_speech')})\b)[a-z]"),
    )


def subject_before(
    text: str, names: Sequence[TaggedSpan], begins: int, verb: int, known: Subjects
) -> Subject | None:
    """Who is the subject of the verb at `verb`, by the words between the start of its sentence and the verb.

    `names` are in order. The nearest name wins that is no object, no listener and no owner, and that no other subject
    stands behind; a name further away must begin its clause: "Ann Roe met Bo Lind and said".
    """
    near = [name for name in _between(names, begins, verb)[-_MANY:] if name.end <= verb]
    last = near[-1].end if near else begins
    if known.in_way.search(text[last:verb]):
        return ANOTHER
    aside = known.aside.search(text, begins, verb)
    for index in range(len(near) - 1, -1, -1):
        name = near[index]
        if aside and aside.start() < name.start and not known.lead.fullmatch(text, aside.start("words"), name.start):
            continue
        if not _is_owner(text, name) and not _is_governed(text, near, index, (begins, verb), known):
            return Subject(name)
    return None


def _between(names: Sequence[TaggedSpan], start: int, end: int) -> Sequence[TaggedSpan]:
    first = bisect_left(names, start, key=lambda name: name.start)
    return names[first : bisect_left(names, end, first, key=lambda name: name.start)]


def _is_owner(text: str, name: TaggedSpan) -> bool:
    return text.startswith(_OWNERS, name.end)


def _is_governed(
    text: str, near: Sequence[TaggedSpan], index: int, clause: tuple[int, int], known: Subjects
) -> bool:
    """Whether a name is no subject: an object, a listener, in another case, or behind another subject."""
    (begins, verb), name = clause, near[index]
    left = max(begins, name.start - _BEFORE)
    is_direct = known.direct.fullmatch(text, name.end, verb)
    if behind := known.object.search(text, left, name.start):
        if not (is_direct and known.participle.match(text, verb) and known.absolute.fullmatch(behind["by"])):
            return True
    if known.relative.search(text, left, name.start) or _is_declined(text, name, known):
        return True
    if index and known.joined.fullmatch(text, near[index - 1].end, name.start) and is_object(text, near[index - 1], known):
        return True
    if is_direct:
        return False
    if known.told.search(text, left, name.start):
        return True
    if index:
        before = near[index - 1]
        if known.list.fullmatch(text, before.end, name.start) or _is_noun(text, before, name, known):
            return _is_governed(text, near, index - 1, clause, known)
        if not known.clause.search(text, before.end, name.start):
            return True
    opens = max((match.end() for match in known.clause.finditer(text, begins, name.start)), default=begins)
    return bool(known.another.match(text, opens + text.startswith(" ", opens), name.start))


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
    return name.kind == PERSON and is_declined(text[name.start : name.end], known.language)


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


def find_source(text: str, names: Sequence[TaggedSpan], begins: int, ends: int, known: Subjects) -> re.Match[str] | None:
    """The last “according to” or the like in a range that is no part of a name: "Per Dahl"."""
    found = list(known.source.finditer(text, begins, ends))
    return next((each for each in reversed(found) if not _between(names, each.start(), each.start() + 1)), None)


def _leads_to(text: str, at: int, name: TaggedSpan, known: Subjects, *, is_source: bool) -> bool:
    """Whether the words from `at` on only describe a name: "the head of research, Ann Roe"."""
    if name.start == at or known.lead.fullmatch(text, at, name.start):
        return is_source or not _is_declined(text, name, known)
    if known.apposition.fullmatch(text, at, name.start):
        return text[name.end : name.end + 1] in _ENDS
    return is_source and bool(known.of_document.fullmatch(text, at, name.start))
