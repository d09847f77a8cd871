"""Where the phrase of a role begins: the text's whole phrase, or nothing where its first words may be of another."""

import re
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from generator.drafting.language import Language

_FARTHEST, _MOST = 80, 6
_LAST = re.compile(r"(?<![^\s“”\"«»()\[\]—])(?P<word>[^\s“”\"«»()\[\]—]+)(?P<space> )$")
_OPEN = re.compile(r"(?:^|[\s(\[“\"«‘'—*_>])$")
_STOP = re.compile(r"[,;:!?…]$|(?<![^\W\d_])[^\W\d_]{4,}\.$|\d")
_OWNER = re.compile(r"['’]s$|s['’]$")

_Class = Literal["edge", "determiner", "opener", "people", "adjective", "name", "qualifier", "noun", "unknown"]


class _Words(NamedTuple):
    """The words of a language that bound the phrase of a role, and those that belong to one wherever they stand."""

    determiners: frozenset[str]
    openers: frozenset[str]
    verb_ends: tuple[str, ...]
    adjectives: frozenset[str]
    qualifiers: frozenset[str]
    peoples: frozenset[str]
    nouns: frozenset[str]
    parts: frozenset[str]
    adverbs: frozenset[str]


@cache
def _words(words: Language) -> _Words:
    statuses = {part for each in words.words("roles", "statuses") for part in each.split(" ")}
    verbs = (*words.words("speech", "verbs"), *words.words("names", "auxiliaries"), *words.words("roles", "verbs"))
    dates = chain.from_iterable(
        forms for table in ("weekdays", "months") for forms in words.table("dates", table).values()
    )
    adjectives = words.table("roles", "adjectives")
    every = (each for key in ("nouns", "qualifiers", "statuses") for each in words.words("roles", key))
    return _Words(
        words.set("roles", "articles"),
        frozenset(each.lower() for each in (*words.words("roles", "openers"), *verbs, *dates)),
        words.words("roles", "verb_ends"),
        frozenset((*statuses, *adjectives, *chain.from_iterable(adjectives.values()))),
        words.set("roles", "qualifiers"),
        words.peoples,
        words.set("roles", "nouns"),
        frozenset(part.lower() for each in every for part in each.split(" ")),
        words.set("names", "no_names"),
    )


def role_start(text: str, begins: int, start: int, words: Language, *, has_side: bool = False) -> int | None:
    """Where the phrase begins whose last words, from `start` on, name a role; None if that is uncertain.

    Behind an article, an owner or a people, one unknown word belongs to it: "the harbour minister". Elsewhere it may
    be a verb or a word of another phrase. `has_side` says that the phrase begins with a country.
    """
    if start > begins and not _OPEN.search(text, start - 1, start):
        return None
    known = _words(words)
    at, unknown = start, 0
    has_capital = has_name = not has_side and text[start].isupper() and _first(text, start) not in known.parts
    for _ in range(_MOST):
        last = _LAST.search(text, max(begins, at - _FARTHEST), at)
        what = _class(text, last, known)
        if what == "determiner":
            return at
        if last is None or what == "edge":
            return None if unknown else at
        if what == "opener":
            joins = words.words("meetings", "joins")
            is_joined = last["word"] in joins and _is_joined(text, begins, last.start(), has_capital=has_capital)
            is_place = has_name and last["word"].lower() in words.set("names", "place_prepositions")
            return None if unknown or is_joined or is_place else at
        unknown = unknown + 1 if what == "unknown" else 0 if what in ("people", "adjective") else unknown
        if unknown > 1 or what == "noun" or (what == "name" and unknown):
            return None
        has_capital = has_capital or what in ("people", "name")
        at = last.start()
    return None


def _class(text: str, last: re.Match[str] | None, known: _Words) -> _Class:
    """What a word before a role is to it; a word of time right behind an article is an adjective: "the then envoy"."""
    if not last or _STOP.search(last["word"]):
        return "edge"
    word, lower = last["word"], last["word"].lower()
    if lower in known.determiners or _OWNER.search(word):
        return "determiner"
    is_opener = lower in known.openers or word.endswith(known.verb_ends or ("\0",))
    if is_opener:
        before = _LAST.search(text, max(0, last.start() - _FARTHEST), last.start())
        is_then = lower in known.adverbs and before and before["word"].lower() in known.determiners
        return "adjective" if is_then else "opener"
    groups: tuple[tuple[bool, _Class], ...] = (
        (word in known.peoples, "people"),
        (lower in known.adjectives, "adjective"),
        (word[:1].isupper(), "name"),
        ("-" in word or lower in known.qualifiers, "qualifier"),
        (lower in known.nouns, "noun"),
    )
    return next((name for is_one, name in groups if is_one), "unknown")


def _first(text: str, at: int) -> str:
    return text[at : at + _FARTHEST].partition(" ")[0].lower()


def _is_joined(text: str, begins: int, at: int, *, has_capital: bool) -> bool:
    """Whether "and" joins words of one phrase: "interior and overseas minister", but not "Roe and minister Lind"."""
    before = _LAST.search(text, max(begins, at - _FARTHEST), at)
    if not before or _STOP.search(before["word"]):
        return False
    return has_capital or before["word"][:1].islower()
