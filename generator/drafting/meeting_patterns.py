"""The patterns of a language for meetings."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import UPPER
from generator.drafting.language import Language, alternatives


class MeetingPatterns(NamedTuple):
    """The patterns of a language for meetings and for the words around their parties."""

    verb: re.Pattern[str]
    noun: re.Pattern[str]
    gerund: re.Pattern[str]
    call: re.Pattern[str]
    needs_person: re.Pattern[str]
    none: re.Pattern[str]
    groups: re.Pattern[str]
    speech: re.Pattern[str]
    denial: re.Pattern[str]
    located: re.Pattern[str]
    owner: re.Pattern[str]
    between: re.Pattern[str]
    joined_with: re.Pattern[str]
    pronoun: re.Pattern[str]
    pair: re.Pattern[str]
    clause: re.Pattern[str]
    breaks: re.Pattern[str]
    link: re.Pattern[str]
    away: re.Pattern[str]
    absent: re.Pattern[str]
    also: re.Pattern[str]
    verb_of_speech: re.Pattern[str]
    venue: re.Pattern[str]
    said_after: re.Pattern[str]
    title: re.Pattern[str]
    title_before: re.Pattern[str]


@cache
def meeting_patterns(words: Language) -> MeetingPatterns:
    """The patterns of a language."""

    def any_of(section: str, key: str) -> str:
        return rf"(?<!\w)(?:{alternatives(words.words(section, key))})(?!\w)"

    links, owner = (alternatives(words.words("meetings", key)) for key in ("links", "possessive"))
    titles = alternatives((*words.words("names", "titles"), *words.words("roles", "nouns")))
    of = alternatives(words.words("roles", "of"))
    article, modifiers = any_of("names", "article"), any_of("names", "place_modifiers")
    weekdays = (day for days in words.table("dates", "weekdays").values() for day in days)
    inside = alternatives((*words.words("meetings", "inside_verbs"), *weekdays))
    gap = rf" (?:(?:on )?(?:{inside}) )?"
    undone = any_of("meetings", "cancelled")
    return MeetingPatterns(
        re.compile(any_of("meetings", "verbs").replace("\\ ", gap), re.IGNORECASE),
        re.compile(any_of("meetings", "nouns"), re.IGNORECASE),
        re.compile(rf", $|{any_of('meetings', 'before_gerunds')} $", re.IGNORECASE),
        re.compile(any_of("meetings", "calls"), re.IGNORECASE),
        re.compile(any_of("meetings", "needs_person"), re.IGNORECASE),
        re.compile(words.text("meetings", "not_meetings") or r"(?!)", re.IGNORECASE),
        re.compile(rf"{any_of('meetings', 'groups')}(?: {article})? $", re.IGNORECASE),
        re.compile(rf"(?! {any_of('names', 'copulas')} )[^,;.\"“”]{{0,14}}?(?!{undone}){any_of('speech', 'verbs')}"),
        re.compile(rf" (?:\w+ )?{any_of('meetings', 'denials')}(?: \w+){{0,4}} $"),
        re.compile(rf"{any_of('names', 'place_prepositions')} (?:{modifiers} )?(?:the )?$", re.IGNORECASE),
        re.compile(rf"(?:{owner})(?!\w)"),
        re.compile(rf" (?:{alternatives(words.words('meetings', 'between'))}) ", re.IGNORECASE),
        re.compile(rf" (?:{alternatives(words.words('meetings', 'with'))}) "),
        re.compile(rf"{any_of('meetings', 'pronouns')}[^,;]{{0,40}}$"),
        re.compile(rf"(?<!\w)(?:{alternatives(words.words('meetings', 'pairs'))}) (?:[a-z]+ ){{0,3}}$"),
        re.compile(rf" {any_of('meetings', 'clauses')}"),
        re.compile(
            rf"[;:]|{any_of('meetings', 'breaks')}"
            rf"|(?<!\w)(?:{words.text('meetings', 'subclause') or '(?!)'}) (?=[{UPPER}])"
        ),
        re.compile(rf"(?:{owner})?(?:, [^,;]{{0,60}})?(?:,? (?:{links})|,)(?: [^,;.]{{0,60}})? ?"),
        re.compile(rf"{any_of('meetings', 'away')}(?: {article})? $"),
        re.compile(rf"{any_of('meetings', 'absent')} (?:[\w.'’-]+ ){{0,3}}$", re.IGNORECASE),
        re.compile(rf" (?:{alternatives(words.words('meetings', 'joins'))}) "),
        re.compile(any_of("speech", "verbs")),
        re.compile(rf"{any_of('meetings', 'venues')} (?:{any_of('roles', 'articles')} )?$", re.IGNORECASE),
        re.compile(rf" {any_of('speech', 'verbs')}(?: \w+){{0,3}}? {any_of('meetings', 'ended')} (?:[\w-]+ ){{0,3}}"),
        re.compile(rf" (?:[\w.'’-]+ ){{0,4}}(?:{titles}),? "),
        re.compile(rf"(?<!\w)(?:{titles})(?: (?:{of}))? $", re.IGNORECASE),
    )
