"""The patterns of a language for speech."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.language import Language, alternatives
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON
from generator.drafting.unnamed import UNNAMED

SPEAKERS = frozenset({PERSON, ORGANIZATION, COUNTRY, UNNAMED})


class SpeechPatterns(NamedTuple):
    """The patterns of a language for quotations and reported speech; `opened` maps opening marks to closing ones."""

    verb: re.Pattern[str]
    after: re.Pattern[str]
    according: re.Pattern[str]
    according_end: re.Pattern[str]
    pronoun: re.Pattern[str]
    thing: re.Pattern[str]
    clause: re.Pattern[str]
    closing: re.Pattern[str]
    inverted: re.Pattern[str]
    object: re.Pattern[str]
    participle: re.Pattern[str]
    goes_on: re.Pattern[str]
    relative: re.Pattern[str]
    definite: re.Pattern[str]
    opened: dict[str, str]
    single: re.Pattern[str]


@cache
def speech_patterns(words: Language) -> SpeechPatterns:
    """The patterns of a language."""
    verbs = alternatives(words.words("speech", "verbs"))
    according = alternatives(words.words("speech", "according"))
    pronouns = alternatives(words.words("speech", "pronouns"))
    things = alternatives(words.words("speech", "names_a_thing"))
    paraphrase = alternatives(words.words("speech", "paraphrase_verbs"))
    that = alternatives(words.words("speech", "that"))
    only_that = alternatives(words.words("speech", "verbs_with_that"))
    auxiliaries = alternatives(words.words("names", "auxiliaries"))
    objects, of = alternatives(words.words("speech", "before_objects")), alternatives(words.words("roles", "of"))
    participles = alternatives(words.words("speech", "participles"))
    who, article = (alternatives(words.words(*key)) for key in (("speech", "who"), ("names", "article")))
    behind = alternatives(words.words("speech", "behind_speech"))
    groups = alternatives(words.words("names", "org_nouns"))
    titles = "|".join(f"{re.escape(title)} " for title in words.words("names", "titles"))
    pairs = words.text("speech", "pairs") or '""“”«»„“'
    return SpeechPatterns(
        re.compile(rf"\b(?:{verbs})\b"),
        re.compile(rf"[\s,–—-]{{0,4}}(?:\(\(\w{{1,12}}\)\)\s?)?(?:{verbs})\b\s?"),
        re.compile(rf"[\s,]{{0,4}}(?:{according}) ", re.IGNORECASE),
        re.compile(rf"\b(?:{according}) (?:[^\"“”.;]{{0,80}}),? ?$", re.IGNORECASE),
        re.compile(rf"\b(?:{pronouns})\b"),
        re.compile(rf"\b(?:{things}),? (?:the |a |an |of )?$", re.IGNORECASE),
        re.compile(
            rf"(?: (?:{of}) [^,;:.\"“”]{{2,40}}?)??(?:, [^;:.\"“”]{{3,90}},)? (?:(?:{auxiliaries}) ){{0,4}}"
            rf"(?:(?:{paraphrase}|{only_that})(?: [^,.;:\"“”]{{0,40}}?)??(?P<that>,? (?:{that})) |(?:{paraphrase}) )"
        ),
        re.compile(
            rf"(?:, [^;:.\"“”]{{3,90}},)? (?:(?:{auxiliaries}) ){{0,4}}(?:{paraphrase})"
            rf"(?: (?:{behind})(?: [^,;:\"“”]{{0,40}})?)?$"
        ),
        re.compile(rf", (?:{paraphrase}) [^,;:\"“”]{{0,60}}$"),
        re.compile(rf"\b(?:(?:{objects})|[a-z][\w'’-]* (?:{of})) (?:the )?(?:{titles})?$"),
        re.compile(rf", (?:{participles})\b[^,;.\"“”]*$"),
        re.compile(rf",? (?:{participles}) (?:{that})\b"),
        re.compile(rf",? (?:{who}) (?:(?:{auxiliaries}) ){{0,2}}"),
        re.compile(rf",? (?:{article}) (?P<noun>{groups}) (?:(?:{auxiliaries}) ){{0,2}}"),
        {pairs[index]: pairs[index + 1] for index in range(0, len(pairs) - 1, 2)},
        re.compile(words.text("speech", "single") or r"(?!)"),
    )
