"""Finds roles next to a name, in the sentence's words: "U.S. special envoy Ann Roe", "Ann Roe, the special envoy"."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import NamedTuple

from generator.drafting.countries import country_names
from generator.drafting.folding import fold
from generator.drafting.language import Language, alternatives
from generator.drafting.model import PERSON, Entry, TaggedSpan
from generator.drafting.nominative import is_in_other_case, role_form
from generator.drafting.prose import Prose
from generator.drafting.role_phrases import role_start

_ASIDE_ENDS = frozenset({"", ",", ".", ";", ":", ")", "?", "!", "—", "–"})
_BEFORE, _AFTER, _NEAR, _LONG, _TEXTS = 90, 110, 40, 6, 16


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    side: re.Pattern[str]
    whose: re.Pattern[str]
    courtesy: frozenset[str]
    sides: Mapping[str, str]


class _Role(NamedTuple):
    """A role in the text's words, without the country that it is for, and that country's code."""

    words: str
    side: str = ""


@cache
def _sides(words: Language) -> Mapping[str, str]:
    """The code of every country by its names and by the words for its people."""
    return {fold(name): code for name, code in country_names(words.tag).items()} | words.demonyms


@lru_cache(maxsize=_TEXTS)
def _patterns(words: Language, named: tuple[str, ...]) -> _Patterns:
    """The patterns for a text that has these names of sides: with all of them, they take longer to make than to use."""
    nouns = words.any_of("roles", "nouns")
    adjectives = [form for base, forms in words.table("roles", "adjectives").items() for form in (base, *forms)]
    sides = {name: _sides(words)[name] for name in named}
    countries = alternatives(sides)
    articles, openers, complements = (words.any_of("roles", key) for key in ("articles", "openers", "complements"))
    whose = "" if words.words("roles", "of") else rf"(?: (?i:{nouns}))?"
    word = r"(?:(?:[^\W\d_]\.){2,}|[\w&'’-]+)"
    relative = words.any_of("roles", "relative")
    qualifiers = alternatives((*words.words("roles", "qualifiers"), *words.words("roles", "statuses"), *adjectives))
    statuses = alternatives((*words.words("roles", "statuses"), *adjectives))
    prefixes = words.any_of("roles", "status_prefixes")
    no_names = words.any_of("names", "no_names")
    age = words.text("roles", "age") or r"(?!)"
    verbs = alternatives((*words.words("names", "auxiliaries"), *words.words("speech", "verbs")))
    past = words.any_of("dates", "past_ends")
    no_role = rf"(?!(?:{relative}|{verbs}|{openers}|\w+(?:{past}))\b)"
    other = rf"(?:(?!(?:{articles}) ){word} )"
    complement = rf"(?: (?:{complements})(?: (?!(?:{relative}|{verbs})\b){word}){{1,{_LONG}}})"
    side = rf"(?:(?P<side>{countries})(?:'s)? )?"
    of_side = rf"(?: (?:{words.any_of('roles', 'of_country')}) (?:the )?(?P<of>{countries}))"
    plain = rf"(?!(?i:{articles}|{no_names}) )(?:[A-Z][\w-]+|(?:[A-Z]\.){{2,}}) "
    qualified = rf"(?:(?i:{qualifiers}) |{plain})?(?:(?i:{qualifiers}) ){{0,4}}(?:(?i:{statuses}|{prefixes})-)?"
    return _Patterns(
        re.compile(rf"(?<![\w'’-]){side}(?P<role>{qualified}(?i:{nouns}){whose}){of_side}?,? $"),
        re.compile(
            rf", (?:(?:{articles}) )?(?:{age} )?{side}(?P<role>{no_role}{other}{{0,3}}?(?i:{nouns})(?![\w-])"
            rf"(?:{of_side}(?=[,.;)]|$)|{complement}(?=[,;)]|\.(?!\w)|$)|(?=[,.;)]|$)))"
        ),
        re.compile(rf"(?<![\w'’-])(?P<side>{countries})(?:'s)? "),
        re.compile(rf" (?:{words.any_of('roles', 'of_country')}) (?:the )?(?:{countries})$"),
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
        context = spans, words
        said = _before(folded, name, begins, known, context) or _behind(folded, name, ends, known, context)
        if not said:
            continue
        role, side = said
        attributes = (("role", role), *((("country", side),) if side else ()))
        if (name.id, role.lower()) not in seen:
            found[name.start] = attributes
        seen.add((name.id, role.lower()))
    return found


def _before(
    text: str, name: TaggedSpan, begins: int, known: _Patterns, context: tuple[Mapping[int, int], Language]
) -> _Role | None:
    """The role that ends right before a name, whole, from the start of a name that it begins in."""
    inside, words = context
    match = known.before.search(text, max(begins, name.start - _BEFORE), name.start)
    if not match or match["role"] in known.courtesy:
        return None
    is_other = match.group().endswith(", ") and text[name.end : name.end + 1] not in _ASIDE_ENDS
    begin = min(inside.get(match.start("role"), match.start("role")), match.start())
    first = role_start(text, begins, begin, words, has_side=bool(match["side"]))
    if is_other or first is None:
        return None  # "through her lawyer, Roe's wife said": somebody else
    end = match.end() if match["of"] else match.end("role")
    said, country, start = text[first:end].rstrip(", "), match["of"] or "", match.start("of")
    if match["side"]:
        country, start = match["side"], match.start("side")
        said = text[first:begin] + text[match.start("role") : end].rstrip(", ")
    elif not country:
        sides = known.side.finditer(text, max(begins, first - _NEAR), begin)
        if named := next((each for each in sides if first <= each.end()), None):
            country, start = named["side"], named.start()
            said = text[first : max(first, start)] + text[named.end() : end]
    return _in_words(text, name, (said, country, start), known, context)


def _behind(
    text: str, name: TaggedSpan, ends: int, known: _Patterns, context: tuple[Mapping[int, int], Language]
) -> _Role | None:
    """The role that an aside right behind a name gives, whole: "Ann Roe, the envoy to Kessel, …"."""
    last = min(ends, name.end + _AFTER)
    match = known.after.match(text, name.end, last)
    if not match or match["role"] in known.courtesy or (match.end() == last < ends):
        return None
    group = "side" if match["side"] else "of"
    return _in_words(text, name, (match["role"], match[group] or "", match.start(group)), known, context)


def _in_words(
    text: str,
    name: TaggedSpan,
    said: tuple[str, str, int],
    known: _Patterns,
    context: tuple[Mapping[int, int], Language],
) -> _Role | None:
    """The role that some words say in its dictionary form, and the country that stands at an offset in or before them.

    None for a spokesman in the nominative before a name in the genitive, who is somebody else.
    """
    phrase, country, start = said
    inside, words = context
    role = role_form(phrase, words)
    if not role or (is_in_other_case(text[name.start : name.end], text, words) and role == phrase):
        return None
    whose = known.whose.search(role)
    side = _side(text, (country, start), known, inside, words)
    if whose:
        return _Role(role[: whose.start()], side) if side else _Role(role)
    if side and role.split(" ")[0] in words.peoples:
        return _Role(f"{country} {role}")  # "Greek Cypriot leader" is no leader of Greece
    return _Role(role, side)


def _side(text: str, named: tuple[str, int], known: _Patterns, inside: Mapping[int, int], words: Language) -> str:
    """The country of a role; "" if others share its name, or if it is only a part of a longer one: "New Mexico"."""
    name, start = named
    if not name or start in inside or name in words.set("names", "shared_countries"):
        return ""
    before = text[max(0, start - _NEAR) : start].split(" ")[-2:-1]
    plain = words.set("names", "no_names") | words.set("roles", "statuses")
    is_part = any(word[:1].isupper() and word.lower() not in plain for word in before)
    return "" if is_part else known.sides.get(name, "")


def contradicted(
    names: Sequence[TaggedSpan],
    roles: Mapping[int, tuple[tuple[str, str], ...]],
    entries: Sequence[Entry],
    words: Language,
) -> frozenset[str]:
    """The people who have another title, or one for another country, in this text than in their records."""
    found = {name.id for name in names if name.kind == PERSON and name.start in roles}
    records = {each.id: each for each in entries if each.kind == PERSON and each.id in found}
    small = frozenset(word for key in ("statuses", "of", "articles") for word in words.words("roles", key))

    def plain(role: str) -> frozenset[str]:
        return frozenset(role.lower().replace("-", " ").split()) - small

    def differs(known: Entry, role: str, side: str) -> bool:
        is_other = bool(known.roles and role) and not any(plain(role) & plain(each) for each in known.roles)
        return is_other or bool(side and known.sides and side not in known.sides)

    said = ((name.id, dict(roles[name.start])) for name in names if name.id in records and name.start in roles)
    return frozenset(id_ for id_, each in said if differs(records[id_], each.get("role", ""), each.get("country", "")))
