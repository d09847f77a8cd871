"""Finds roles next to a name, in the sentence's words: "U.S. special envoy Ann Roe", "Ann Roe, the special envoy"."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import NamedTuple

from generator.drafting.countries import country_names
from generator.drafting.folding import fold
from generator.drafting.language import Language, alternatives
from generator.drafting.model import PERSON, TaggedSpan
from generator.drafting.prose import Prose

_BEFORE, _AFTER, _TEXTS = 90, 110, 16


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    courtesy: frozenset[str]
    sides: Mapping[str, str]


@cache
def _sides(words: Language) -> Mapping[str, str]:
    """The code of every country by its names and by the words for its people."""
    return {fold(name): code for name, code in country_names(words.tag).items()} | words.demonyms


@lru_cache(maxsize=_TEXTS)
def _patterns(words: Language, named: tuple[str, ...]) -> _Patterns:
    """The patterns for a text that has these names of sides: with all of them, they take longer to make than to use."""
    nouns = alternatives(words.words("roles", "nouns"))
    sides = {name: _sides(words)[name] for name in named}
    countries = alternatives(sides)
    articles = alternatives(words.words("roles", "articles"))
    of = alternatives(words.words("roles", "of"))
    whose = "" if words.words("roles", "of") else rf"(?: (?i:{nouns}))?"
    word = r"(?:[\w.&'’-]+ )"
    qualifiers, relative = (alternatives(words.words("roles", key)) for key in ("qualifiers", "relative"))
    verbs = alternatives((*words.words("names", "auxiliaries"), *words.words("speech", "verbs")))
    past = alternatives(words.words("dates", "past_ends"))
    no_role = rf"(?!(?:{relative}|{verbs}|\w+(?:{past}))\b)"
    other = rf"(?:(?!(?:{articles}) ){word})"
    side, of_side = rf"(?:(?P<side>{countries})(?:'s)? )?", rf"(?: (?:{of}) (?:the )?(?P<of>{countries}))?"
    qualified = rf"(?:(?:{qualifiers}) |(?!(?i:{articles}) )[A-Z][\w.-]+ )?(?:(?:{qualifiers}) ){{0,4}}"
    return _Patterns(
        re.compile(rf"{side}(?P<role>{qualified}(?i:{nouns}){whose}){of_side},? $"),
        re.compile(
            rf", (?:(?:{articles}) )?{side}(?P<role>{no_role}{other}{{0,3}}?(?i:{nouns}))(?![\w-]){of_side}"
            rf"(?=[,.;)]| (?:{of}) |$)"
        ),
        frozenset(words.words("names", "courtesy")),
        sides,
    )


def find_roles(
    prose: Prose, names: Sequence[TaggedSpan], given: AbstractSet[tuple[str, str]], words: Language | None
) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """The attributes of people's mentions from the words next to them, by the offset of the mention.

    A role that an earlier mention has, or that an annotation has `given` to the person, is not repeated.
    """
    if words is None or not words.words("roles", "nouns"):
        return {}
    text, spans = prose.text, {at: span.start for span in names for at in range(span.start + 1, span.end)}
    folded = fold(text)
    known = _patterns(words, tuple(side for side in _sides(words) if side in folded))
    seen = set(given)
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for name in names:
        if name.kind != PERSON:
            continue
        begins, ends = prose.sentence(name.start)
        match = known.before.search(folded, max(begins, name.start - _BEFORE), name.start)
        match = match or known.after.match(folded, name.end, min(ends, name.end + _AFTER))
        if not match or match["role"] in known.courtesy or (name.id, match["role"].lower()) in seen:
            continue
        seen.add((name.id, match["role"].lower()))
        found[name.start] = _attributes(text, match, known, _begin(match, spans))
    return found


def _begin(match: re.Match[str], inside: Mapping[int, int]) -> int:
    """Where a role begins: with the whole of a name whose last words it holds, as in "Red Cross spokeswoman"."""
    return inside.get(match.start("role"), match.start("role"))


def _attributes(text: str, match: re.Match[str], known: _Patterns, begin: int) -> tuple[tuple[str, str], ...]:
    role = text[begin : match.end("role")]
    side = known.sides.get(match["side"] or match["of"] or "")
    return (("role", role), *((("country", side),) if side else ()))
