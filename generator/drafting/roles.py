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
from generator.drafting.nominative import is_in_other_case, role_form, status_form
from generator.drafting.prose import Prose

_ASIDE_ENDS = frozenset({"", ",", ".", ";", ":", ")", "?", "!", "—", "–"})
_BEFORE, _AFTER, _STATUS, _TEXTS = 90, 110, 40, 16


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    status: re.Pattern[str]
    courtesy: frozenset[str]
    sides: Mapping[str, str]


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
    articles = words.any_of("roles", "articles")
    of = words.any_of("roles", "of")
    whose = "" if words.words("roles", "of") else rf"(?: (?i:{nouns}))?"
    word = r"(?:[\w.&'’-]+ )"
    relative = words.any_of("roles", "relative")
    qualifiers = alternatives((*words.words("roles", "qualifiers"), *words.words("roles", "statuses"), *adjectives))
    statuses = alternatives((*words.words("roles", "statuses"), *adjectives))
    prefixes = words.any_of("roles", "status_prefixes")
    no_names = words.any_of("names", "no_names")
    age = words.text("roles", "age") or r"(?!)"
    verbs = alternatives((*words.words("names", "auxiliaries"), *words.words("speech", "verbs")))
    past = words.any_of("dates", "past_ends")
    no_role = rf"(?!(?:{relative}|{verbs}|\w+(?:{past}))\b)"
    other = rf"(?:(?!(?:{articles}) ){word})"
    side, of_side = rf"(?:(?P<side>{countries})(?:'s)? )?", rf"(?: (?:{of}) (?:the )?(?P<of>{countries}))?"
    plain = rf"(?!(?i:{articles}|{no_names}) )(?:[A-Z][\w-]+|(?:[A-Z]\.){{2,}}) "
    qualified = rf"(?:(?i:{qualifiers}) |{plain})?(?:(?i:{qualifiers}) ){{0,4}}(?:(?i:{statuses}|{prefixes})-)?"
    return _Patterns(
        re.compile(rf"(?<![\w'’-]){side}(?P<role>{qualified}(?i:{nouns}){whose}){of_side},? $"),
        re.compile(
            rf", (?:(?:{articles}) )?(?:{age} )?{side}(?P<role>{no_role}{other}{{0,3}}?(?i:{nouns}))(?![\w-]){of_side}"
            rf"(?=[,.;)]| (?:{of}) |$)"
        ),
        re.compile(rf"(?<![\w'’-])((?i:{statuses})) $"),
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
        if match and match.group().endswith(", ") and folded[name.end : name.end + 1] not in _ASIDE_ENDS:
            match = None  # "through her lawyer, Roe's wife said": somebody else
        match = match or known.after.match(folded, name.end, min(ends, name.end + _AFTER))
        if not match or match["role"] in known.courtesy:
            continue
        role = _role(folded, match, known, spans, words)
        if not role or (is_in_other_case(folded[name.start : name.end], folded, words) and role == match["role"]):
            continue  # a spokesman in the nominative before a name in the genitive is somebody else
        side = _side(folded, match, known, spans, words)
        if side and match["side"] and match["role"].split(" ")[0] in words.peoples:
            role, side = f"{match['side']} {role}", ""  # "Greek Cypriot leader" is no leader of Greece
        attributes = (("role", role), *((("country", side),) if side else ()))
        if (name.id, role.lower()) not in seen:
            found[name.start] = attributes
        seen.add((name.id, role.lower()))
    return found


def _side(text: str, match: re.Match[str], known: _Patterns, inside: Mapping[int, int], words: Language) -> str:
    """The country of a role; "" if others share its name, or if it is only a part of a longer one: "New Mexico"."""
    group = "side" if match["side"] else "of"
    name, start = match[group] or "", match.start(group)
    if not name or start in inside or name in words.set("names", "shared_countries"):
        return ""
    before = text[max(0, start - _STATUS) : start].split(" ")[-2:-1] if group == "side" else []
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


def _role(text: str, match: re.Match[str], known: _Patterns, inside: Mapping[int, int], words: Language) -> str:
    """The role's words: from the start of a name that it begins in, as "Red Cross spokeswoman", with its "former"."""
    begin = inside.get(match.start("role"), match.start("role"))
    role = role_form(text[begin : match.end("role")], words)
    status = known.status.search(text, max(0, match.start() - _STATUS), match.start())
    return f"{status_form(status[1], words)} {role}" if role and status else role
