"""The patterns of a language that tell the kind of a name."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import UPPER
from generator.drafting.language import Language


class KindPatterns(NamedTuple):
    """The word lists and patterns of a language that tell the kind of a name."""

    org_words: frozenset[str]
    place_words: frozenset[str]
    surname_places: frozenset[str]
    other_words: frozenset[str]
    given: frozenset[str]
    particles: frozenset[str]
    place_starts: frozenset[str]
    not_org: frozenset[str]
    peoples: frozenset[str]
    modifiers: frozenset[str]
    speech_after: re.Pattern[str]
    speech_before: re.Pattern[str]
    located: re.Pattern[str]
    person_noun: re.Pattern[str]
    org_noun: re.Pattern[str]
    place_noun: re.Pattern[str]
    is_a: re.Pattern[str]
    place_end: re.Pattern[str]
    noun_end: re.Pattern[str]
    joints: frozenset[str]
    definite: re.Pattern[str]
    modified: re.Pattern[str]
    outlet_after: re.Pattern[str]
    behind: re.Pattern[str]
    of_place: re.Pattern[str]
    org_before: re.Pattern[str]
    thing: re.Pattern[str]
    realm: re.Pattern[str]
    beside_place: re.Pattern[str]
    near_place: re.Pattern[str]
    says_it: re.Pattern[str]


@cache
def kind_patterns(words: Language) -> KindPatterns:
    """The patterns of a language."""

    def names(key: str) -> frozenset[str]:
        return words.set("names", key)

    def names_any(key: str) -> str:
        return words.any_of("names", key)

    speech = words.any_of("speech", "verbs")
    persons, orgs, places = (words.any_of("names", f"{kind}_nouns") for kind in ("person", "org", "place"))
    personal = words.any_of("names", "person_verbs")
    auxiliaries, copulas = (words.any_of("names", key) for key in ("auxiliaries", "copulas"))
    articles = words.any_of("roles", "articles")
    prepositions = words.any_of("names", "place_prepositions")
    modifiers = words.any_of("names", "place_modifiers")
    return KindPatterns(
        names("org_words"),
        names("place_words"),
        names("surname_places"),
        names("other_words"),
        names("given_names"),
        names("particles"),
        names("place_starts"),
        names("acronyms_not_org"),
        words.peoples,
        names("capital_modifiers"),
        re.compile(rf",? (?:(?:{auxiliaries}) ){{0,4}}(?:(?P<says>{speech})|(?P<does>{personal}))\b"),
        re.compile(rf"\b(?:{speech}) $"),
        re.compile(rf"\b(?:{prepositions}) (?:(?:{modifiers}) ){{0,3}}$", re.IGNORECASE),
        re.compile(rf"\b(?:{persons}),? $"),
        re.compile(rf"\b(?:{orgs}),? $"),
        re.compile(rf"\b(?:{places})(?: of|,)? $"),
        re.compile(
            rf",? (?!(?:{auxiliaries}|{speech})\b)(?:(?:{copulas}) )?(?:(?:{articles}) )?(?:[\w'-]+ ){{0,4}}?"
            rf"(?:(?P<person>{persons})|(?P<org>{orgs})|(?P<place>{places}))\b"
        ),
        re.compile(rf"[{UPPER}]\w+(?:{words.any_of('names', 'place_ends')})"),
        re.compile(rf"(?:{words.any_of('names', 'noun_ends')})$"),
        names("joints") | names("org_joints"),
        re.compile(rf"\b(?:{words.any_of('names', 'article')}) $", re.IGNORECASE),
        re.compile(
            rf" (?!(?:{auxiliaries}|{copulas}|{speech}|{words.any_of('names', 'after_names')})\b)"
            r"[a-z]{3,}(?<!ed)\b"
        ),
        re.compile(rf" ({names_any('outlet_verbs')})\b"),
        re.compile(rf" (?:(?P<place>{names_any('place_behind')})|(?P<org>{names_any('org_behind')}))\b"),
        re.compile(rf"\b(?:{names_any('of_places')}) $"),
        *_nouns_before(words, prepositions, articles),
    )


def _nouns_before(words: Language, prepositions: str, articles: str) -> tuple[re.Pattern[str], ...]:
    """What stands before organizations, things, what somebody governs, and the second of two places."""

    def any_of(key: str) -> str:
        return words.any_of("names", key)

    of, joins = words.any_of("roles", "of"), words.any_of("meetings", "joins")
    verbs = "".join(rf"(?<!\b{re.escape(each)} )" for each in words.words("names", "before_verbs"))
    return (
        re.compile(rf"\b(?i:{any_of('org_before')}) (?:(?:{articles}) )?$"),
        re.compile(
            rf"{verbs}\b(?:{any_of('thing_nouns')})(?: (?:{any_of('namesakes')}))?,? "
            rf"(?:(?:{any_of('article')}) )?[\"“‘']?$"
        ),
        re.compile(rf"\b(?:{any_of('rulers')}) (?:[{UPPER}][\w.'-]+ ){{1,3}}(?:{of}) $"),
        re.compile(
            rf"\b(?:{any_of('of_places')}|{prepositions}) (?:[{UPPER}]\w+, ){{0,3}}[{UPPER}]\w+,? (?:{joins}) $"
        ),
        re.compile(rf"\b(?:{any_of('near_places')}) $", re.IGNORECASE),
        re.compile(
            rf" (?:{words.any_of('speech', 'verbs')}) (?:(?:{words.any_of('speech', 'that')}) )?(?:{any_of('things')}) "
        ),
    )
