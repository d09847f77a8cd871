"""Finds speakers whom a text only describes: "a senior official said", "said a spokesman for the ministry"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import UPPER, declined
from generator.drafting.language import Language, alternatives
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, UNNAMED, TaggedSpan
from generator.drafting.nominative import is_in_other_case
from generator.drafting.prose import Prose

_HOLDERS = (ORGANIZATION, PERSON, COUNTRY)
_WORD = r"[\w.'’&-]+"
_NAME = rf"(?:[{UPPER}][\w.-]*(?<!\W) ){{0,3}}[{UPPER}][\w-]*"
_ASIDE = r"(?:, [^,;:.\"“”«»]{3,90},)?"
_BEFORE, _HOLDER, _NEAR = 12, 40, 6


class _Patterns(NamedTuple):
    subject: re.Pattern[str]
    inverted: re.Pattern[str]
    source: re.Pattern[str]
    opening: re.Pattern[str]
    word: re.Pattern[str]
    holder: re.Pattern[str]
    aim: re.Pattern[str]
    apposed: re.Pattern[str]


@cache
def _patterns(words: Language) -> _Patterns:
    def any_of(key: str) -> str:
        return rf"(?:{words.any_of('speech', key)})"

    verbs = any_of("verbs")
    stops = any_of("unnamed_stops")
    other = rf"(?!{verbs}\b|{stops}\b){_WORD}"
    here = words.any_of("names", "adverbs_of_place")
    behind = rf"(?: (?:{here}))?(?: (?:{any_of('unnamed_links')}) {other}(?: {other}){{0,8}}?)?"
    article = rf"{any_of('unnamed_before')} " if words.words("speech", "unnamed_before") else ""
    nouns = alternatives(
        (*words.words("speech", "unnamed_nouns"), *words.words("names", "person_nouns"), *words.words("roles", "nouns"))
    )
    one = rf"{article}(?:{other} ){{0,5}}?(?:{nouns})"
    several = rf"(?:{other} ){{0,3}}?{any_of('unnamed_plurals')}"
    owner = words.any_of("meetings", "possessive")
    owned = rf"{_NAME}(?:{owner}) (?:[a-z][\w-]* ){{0,2}}?{any_of('unnamed_of')}"
    of, titles = words.any_of("roles", "of"), "|".join(map(re.escape, words.words("names", "titles"))) or "(?!)"
    theirs = (
        rf"(?i:{words.any_of('names', 'article')}) (?:[a-z][\w-]* ){{0,2}}?{any_of('unnamed_of')} (?:{of}) "
        rf"(?:(?:{titles}) )?{_NAME}(?! [{UPPER}])"
    )
    described = rf"{theirs}\b|(?i:{one})\b{behind}|(?i:{several})\b{behind}|{owned}\b"
    who, anyone = rf"(?P<who>{described})", _anyone(words) if article else r"(?!)"
    says = any_of("says")
    auxiliaries = rf"(?:(?:{words.any_of('names', 'auxiliaries')}) ){{0,3}}"
    return _Patterns(
        re.compile(rf"(?<![\w'’-]){who}{_ASIDE} {auxiliaries}{verbs}\b"),
        re.compile(
            rf"(?:[\"”»“],?|,) (?:— |– )?(?:{verbs} {who}|{says} (?P<anyone>{anyone}))"
            r"(?=[,.;:\"“«]| (?:who|in|at|on)\b|$)"
        ),
        re.compile(rf"\b(?i:{any_of('according')}) {who}(?=[,.;]| (?:who|in|at|on)\b|$)"),
        re.compile(rf"(?:[\"”»“,;:–—-]|\b(?:{words.any_of('speech', 'unnamed_after')})) $", re.IGNORECASE),
        re.compile(_WORD),
        re.compile(
            rf"(?<![\w'’-])((?i:{alternatives(_holder_forms(words))})) "
            rf"(?P<title>(?:{titles}) (?:(?![{UPPER}])[\w'’-]+ ){{0,2}})?$"
        ),
        re.compile(rf" {any_of('unnamed_aims')} $"),
        re.compile(rf",| {any_of('who')}\b"),
    )


def _anyone(words: Language) -> str:
    """An article and a noun that a verb of speech before it makes a speaker: "said one skipper"."""
    keys = ("no_speakers", "documents", "messages", "works", "nobody", "unnamed_stops")
    others = alternatives(word for key in keys for word in words.words("speech", key))
    word = rf"(?!(?:{others})\b)(?![{UPPER}])[^\W\d_][\w-]*"
    return rf"(?:{words.any_of('speech', 'unnamed_before')}) {word}(?: {word}){{0,3}}"


def _without_aim(text: str, inside: Sequence[TaggedSpan], start: int, end: int, known: _Patterns) -> int:
    """Where a description ends without the person whom its speech is aimed at: "shouted a fan at Roe"."""
    aims = (known.aim.search(text, start, name.start) for name in inside if name.kind == PERSON)
    return next((aim.start() for aim in aims if aim), end)


@cache
def _holder_forms(words: Language) -> Mapping[str, str]:
    """The dictionary form of each form of the nouns behind which a declined name is another person's."""
    holders = words.words("speech", "named_holders")
    return {form: holder for holder in reversed(holders) for form in reversed(declined(holder, words))}


def find_unnamed(prose: Prose, names: Sequence[TaggedSpan], words: Language) -> tuple[TaggedSpan, ...]:
    """The descriptions of speakers, in order: their words as the id, and for whom they speak as `for=`."""
    if not words.words("speech", "unnamed_nouns"):
        return ()
    known = _patterns(words)
    starts = [name.start for name in names]
    found: dict[int, TaggedSpan] = {}
    for begins, ends in prose.sentences:
        for start, stop in _descriptions(prose.text, begins, ends, known):
            inside = names[bisect_left(starts, start) : bisect_left(starts, stop)]
            end = _without_aim(prose.text, inside, start, stop, known)
            if _is_apposed(prose.text, names, start, end, known):
                continue
            inside = [name for name in inside if name.start < end]
            if not any(name.kind == PERSON and name.end == end for name in inside if not _is_for(prose, name, words)):
                found.setdefault(start, _described(prose.text, start, end, inside, words))
    found |= {at: each for at, each in _of_declined(prose.text, names, words, known) if at not in found}
    return tuple(found[start] for start in sorted(found))


def _is_apposed(text: str, names: Sequence[TaggedSpan], start: int, end: int, known: _Patterns) -> bool:
    """Whether a description is of a person named behind it or before it: "Ann Roe, an engineer in Oslo, said"."""
    index = bisect_left(names, start, key=lambda name: name.start)
    before = next((name for name in reversed(names[:index][-_NEAR:]) if name.end == start - len(", ")), None)
    behind = next((name for name in names[index : index + _NEAR] if name.start == end + len(", ")), None)
    if text.startswith(", ", end) and behind and behind.kind == PERSON:
        return True
    is_behind = before is not None and before.kind == PERSON and text.startswith(", ", before.end)
    return is_behind and bool(known.apposed.match(text, end))


def _of_declined(
    text: str, names: Sequence[TaggedSpan], words: Language, known: _Patterns
) -> Iterator[tuple[int, TaggedSpan]]:
    """Those before a name in another case: "речник Івара Лінда"."""
    if not words.words("speech", "named_holders"):
        return
    given = words.set("names", "given_names")
    for name in names:
        holder = known.holder.search(text, max(0, name.start - _HOLDER), name.start)
        is_person = name.kind == PERSON
        is_oblique = not is_person or is_in_other_case(text[name.start : name.end], text, words)
        if holder and name.kind in _HOLDERS and is_oblique:
            are_two = not given.isdisjoint(text[name.start : name.end].split(" ")[2:])
            if are_two or any(each.start == name.end + 1 and each.kind == PERSON for each in names):
                continue
            base = _holder_forms(words)[holder[1].lower()]
            if base != holder[1].lower() and not holder["title"]:
                continue  # "за словами речника Івара Лінда": he may be the spokesman
            described = _described(text, holder.start(1), name.end, [name], words)
            said = base + text[holder.end(1) : name.end]
            attributes = (("speaker", said), *described.attributes[1:])
            yield holder.start(1), described._replace(id=said, attributes=attributes)


def _descriptions(text: str, begins: int, ends: int, known: _Patterns) -> Iterator[tuple[int, int]]:
    """The ranges of a sentence's descriptions that are the subject of a verb of speech."""
    at = begins
    while match := known.subject.search(text, at, ends):
        start, end = match.span("who")
        if start == begins or known.opening.search(text, max(begins, start - _BEFORE), start):
            yield start, end
            at = match.end()
        else:
            at = known.word.match(text, start).end()  # type: ignore[union-attr]
    for match in (*known.inverted.finditer(text, begins, ends), *known.source.finditer(text, begins, ends)):
        start, end = match.span("anyone" if match.groupdict().get("anyone") else "who")
        yield start, end - (end == ends and text[end - 1] == ".")


def _is_for(prose: Prose, name: TaggedSpan, words: Language) -> bool:
    """Whether a preposition stands before a name: "an aide to Ann Roe" is not she."""
    links = words.any_of("speech", "unnamed_links")
    return bool(re.search(rf"\b(?:{links}) [\w ]{{0,40}}$", prose.text[max(0, name.start - 60) : name.start]))


def _described(text: str, start: int, end: int, inside: Sequence[TaggedSpan], words: Language) -> TaggedSpan:
    said = text[start:end]
    first = said.partition(" ")[0]
    is_name = any(name.start == start for name in inside)
    if first.istitle() and first not in words.peoples and not is_name:
        said = said[:1].lower() + said[1:]
    holders = sorted((_HOLDERS.index(name.kind), name.start, name.id) for name in inside if name.kind in _HOLDERS)
    for_ = holders[0][2] if holders else words.country_of_people(said)
    attributes = (("speaker", said), *((("for", for_),) if for_ else ()))
    return TaggedSpan(start, end, UNNAMED, said, "unsure", "described, not named", attributes=attributes)
