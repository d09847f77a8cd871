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
    links, owner = (words.any_of("meetings", key) for key in ("links", "possessive"))
    titles = alternatives((*words.words("names", "titles"), *words.words("roles", "nouns")))
    of = words.any_of("roles", "of")
    article, modifiers = words.whole_word("names", "article"), words.whole_word("names", "place_modifiers")
    weekdays = (day for days in words.table("dates", "weekdays").values() for day in days)
    inside = alternatives((*words.words("meetings", "inside_verbs"), *weekdays))
    gap = rf" (?:(?:on )?(?:{inside}) )?"
    verbs_of_speech, undone = words.whole_word("speech", "verbs"), words.whole_word("meetings", "cancelled")
    return MeetingPatterns(
        verb=re.compile(words.whole_word("meetings", "verbs").replace("\\ ", gap), re.IGNORECASE),
        noun=re.compile(words.whole_word("meetings", "nouns"), re.IGNORECASE),
        gerund=re.compile(rf", $|{words.whole_word('meetings', 'before_gerunds')} $", re.IGNORECASE),
        call=re.compile(words.whole_word("meetings", "calls"), re.IGNORECASE),
        needs_person=re.compile(words.whole_word("meetings", "needs_person"), re.IGNORECASE),
        none=re.compile(words.text("meetings", "not_meetings") or r"(?!)", re.IGNORECASE),
        groups=re.compile(rf"{words.whole_word('meetings', 'groups')}(?: {article})? $", re.IGNORECASE),
        speech=re.compile(
            rf"(?! {words.whole_word('names', 'copulas')} )[^,;.\"“”]{{0,14}}?(?!{undone}){verbs_of_speech}"
        ),
        denial=re.compile(rf" (?:\w+ )?{words.whole_word('meetings', 'denials')}(?: \w+){{0,4}} $"),
        located=re.compile(
            rf"{words.whole_word('names', 'place_prepositions')} (?:{modifiers} )?(?:the )?$", re.IGNORECASE
        ),
        owner=re.compile(rf"(?:{owner})(?!\w)"),
        between=re.compile(rf" (?:{words.any_of('meetings', 'between')}) ", re.IGNORECASE),
        joined_with=re.compile(rf" (?:{words.any_of('meetings', 'with')}) "),
        pronoun=re.compile(rf"{words.whole_word('meetings', 'pronouns')}[^,;]{{0,40}}$"),
        pair=re.compile(rf"(?<!\w)(?:{words.any_of('meetings', 'pairs')}) (?:[a-z]+ ){{0,3}}$"),
        clause=re.compile(rf" {words.whole_word('meetings', 'clauses')}"),
        breaks=re.compile(
            rf"[;:]|{words.whole_word('meetings', 'breaks')}"
            rf"|(?<!\w)(?:{words.text('meetings', 'subclause') or '(?!)'}) (?=[{UPPER}])"
        ),
        link=re.compile(rf"(?:{owner})?(?:, [^,;]{{0,60}})?(?:,? (?:{links})|,)(?: [^,;.]{{0,60}})? ?"),
        away=re.compile(rf"{words.whole_word('meetings', 'away')}(?: {article})? $"),
        absent=re.compile(rf"{words.whole_word('meetings', 'absent')} (?:[\w.'’-]+ ){{0,3}}$", re.IGNORECASE),
        also=re.compile(rf" (?:{words.any_of('meetings', 'joins')}) "),
        verb_of_speech=re.compile(verbs_of_speech),
        venue=re.compile(
            rf"{words.whole_word('meetings', 'venues')} (?:{words.whole_word('roles', 'articles')} )?$", re.IGNORECASE
        ),
        said_after=re.compile(
            rf" {verbs_of_speech}(?: \w+){{0,3}}? {words.whole_word('meetings', 'ended')} (?:[\w-]+ ){{0,3}}"
        ),
        title=re.compile(rf" (?:[\w.'’-]+ ){{0,4}}(?:{titles}),? "),
        title_before=re.compile(rf"(?<!\w)(?:{titles})(?: (?:{of}))? $", re.IGNORECASE),
    )
