"""The patterns of a language for meetings."""

import re
from functools import cache
from itertools import chain
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
    direct: re.Pattern[str]
    absent: re.Pattern[str]
    also: re.Pattern[str]
    verb_of_speech: re.Pattern[str]
    venue: re.Pattern[str]
    said_after: re.Pattern[str]
    title: re.Pattern[str]
    title_before: re.Pattern[str]
    holder: re.Pattern[str]
    another: re.Pattern[str]
    subject: re.Pattern[str]
    and_then: re.Pattern[str]
    discuss: re.Pattern[str]
    direction: re.Pattern[str]
    origin: re.Pattern[str]
    motion: re.Pattern[str]
    brings: re.Pattern[str]
    brings_to: re.Pattern[str]
    together: re.Pattern[str]
    group_behind: re.Pattern[str]
    group_before: re.Pattern[str]
    asker: re.Pattern[str]
    talk: re.Pattern[str]
    call_behind: re.Pattern[str]
    apart: re.Pattern[str]
    of_another: re.Pattern[str]
    article: re.Pattern[str]
    noun_behind: re.Pattern[str]
    beside: re.Pattern[str]
    there: re.Pattern[str]
    in_the: re.Pattern[str]
    not_received: re.Pattern[str]
    subject_pronoun: re.Pattern[str]
    with_pronoun: re.Pattern[str]
    passive: re.Pattern[str]
    agent: re.Pattern[str]
    separately: re.Pattern[str]
    holding: re.Pattern[str]
    past: re.Pattern[str]
    any_verb: re.Pattern[str]
    that: re.Pattern[str]
    in_apposition: re.Pattern[str]
    own_verb: re.Pattern[str]
    who: re.Pattern[str]
    whose: re.Pattern[str]
    hers: re.Pattern[str]
    by_another: re.Pattern[str]
    next_clause: re.Pattern[str]
    series: re.Pattern[str]
    series_day: re.Pattern[str]
    joined: re.Pattern[str]
    series_end: re.Pattern[str]
    call_verb: re.Pattern[str]
    purpose: re.Pattern[str]


@cache
def meeting_patterns(words: Language) -> MeetingPatterns:
    """The patterns of a language."""
    owner = words.any_of("meetings", "possessive")
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
        needs_person=re.compile(words.whole_word("meetings", "needs_person"), re.IGNORECASE),
        none=re.compile(words.text("meetings", "not_meetings") or r"(?!)", re.IGNORECASE),
        groups=re.compile(rf"{words.whole_word('meetings', 'groups')}(?: {article})? $", re.IGNORECASE),
        speech=re.compile(
            rf"(?! {words.whole_word('names', 'copulas')} )[^,;.\"“”]{{0,14}}?(?!{undone}){verbs_of_speech}"
        ),
        denial=re.compile(rf" (?:\w+ )?{words.whole_word('meetings', 'denials')}(?: \w+){{0,4}} $"),
        located=re.compile(
            rf"{words.whole_word('names', 'place_prepositions')} (?:{modifiers} )?(?:the )?"
            rf"(?:(?:[\w-]+ ){{0,3}}(?:{words.any_of('names', 'place_nouns')})(?: (?:{of}))? )?$",
            re.IGNORECASE,
        ),
        owner=re.compile(rf"(?:{owner})(?!\w)"),
        between=re.compile(rf" (?:{words.any_of('meetings', 'between')}) ", re.IGNORECASE),
        joined_with=re.compile(rf" (?:{words.any_of('meetings', 'with')}) "),
        **_pronouns(words),
        **_links(words),
        clause=re.compile(rf" {words.whole_word('meetings', 'clauses')}"),
        breaks=re.compile(
            rf"[;:]|{words.whole_word('meetings', 'breaks')}"
            rf"|(?<!\w)(?:{words.text('meetings', 'subclause') or '(?!)'}) (?=[{UPPER}])"
        ),
        verb_of_speech=re.compile(verbs_of_speech),
        venue=re.compile(
            rf"{words.whole_word('meetings', 'venues')} (?:{words.whole_word('roles', 'articles')} )?$", re.IGNORECASE
        ),
        said_after=re.compile(
            rf" {verbs_of_speech}(?: [^,;:\"“”]{{0,120}}?)? {words.whole_word('meetings', 'ended')} (?:[\w-]+ ){{0,6}}"
        ),
        **_titles(words),
        **_other_clauses(words),
        **_unnamed_groups(words),
        **_talks(words),
        **_series(words),
    )


def _other_clauses(words: Language) -> dict[str, re.Pattern[str]]:
    """What begins another clause than the meeting's, who was not there, and what brings others together."""
    past = rf"(?:{words.whole_word('dates', 'past')}|(?<!\w)[a-z]+(?:{words.any_of('dates', 'past_ends')})\b)"
    others = words.any_of("meetings", "another_verbs")
    kept, auxiliary = words.any_of("meetings", "link_words"), words.whole_word("names", "auxiliaries")
    verbs = rf"(?:{words.whole_word('speech', 'verbs')}|{words.whole_word('meetings', 'verbs')})"
    nouns = words.whole_word("meetings", "nouns")
    return {
        "absent": re.compile(rf"{words.whole_word('meetings', 'absent')} (?:[\w.'’-]+ ){{0,3}}$", re.IGNORECASE),
        "also": re.compile(rf" (?:{words.any_of('meetings', 'joins')}) "),
        "another": re.compile(rf",? (?:{words.any_of('meetings', 'joins')}) (?!(?:{kept})\b)(?:{past}|(?:{others})\b)"),
        "in_the": re.compile(rf"{words.whole_word('meetings', 'venues')} (?:{words.any_of('names', 'article')}) $"),
        "direction": re.compile(rf"{words.whole_word('meetings', 'directions')} (?:the )?$", re.IGNORECASE),
        "origin": re.compile(rf"{words.whole_word('meetings', 'origins')} (?:the )?$", re.IGNORECASE),
        "motion": re.compile(words.whole_word("meetings", "motions"), re.IGNORECASE),
        "there": re.compile(rf", (?:{words.any_of('meetings', 'there')}) [^,;:]{{0,80}}"),
        "beside": re.compile(
            rf"(?<!\w)(?:{words.any_of('meetings', 'with')}) (?:{words.any_of('names', 'article')} )?$"
        ),
        "of_another": re.compile(rf"(?:{words.any_of('meetings', 'possessive')}) (?!(?:[\w-]+ )?{nouns})"),
        "article": re.compile(rf"{words.whole_word('roles', 'articles')} $"),
        "noun_behind": re.compile(rf" (?!{nouns})(?![\d_{UPPER}])[\w-]+"),
        "apart": re.compile(words.whole_word("meetings", "apart")),
        "not_received": re.compile(words.whole_word("meetings", "not_received")),
        **_claims(words, past),
        "passive": re.compile(rf"(?<!\w)(?:{words.any_of('speech', 'passive')}) (?:\w+ )?$"),
        "agent": re.compile(rf" (?:{words.any_of('speech', 'agents')}) (?:[\w.’'-]+ ){{0,4}}$"),
        "subject": re.compile(rf" (?:{auxiliary} )?(?:{past}|{verbs})"),
        "and_then": re.compile(rf" (?:{words.any_of('meetings', 'joins')}) (?:\w+ )?"),
        "discuss": re.compile(words.whole_word("meetings", "discuss"), re.IGNORECASE),
        "brings": re.compile(words.whole_word("meetings", "brings"), re.IGNORECASE),
        "brings_to": re.compile(rf" (?:{words.any_of('meetings', 'brings_to')}) (?:[\w.'’-]+ ){{0,4}}"),
        "together": re.compile(rf" (?:{words.any_of('meetings', 'brings_together')})(?!\w)"),
    }


def _claims(words: Language, past: str) -> dict[str, re.Pattern[str]]:
    """What says that its subject took part in a meeting, and that several met one by one."""
    keys = ("holding", "cancelled", "postponed", "denied", "announced", "planned", "plans_for")
    holding = alternatives(word for key in keys for word in words.words("meetings", key))
    kept, others = (words.any_of("meetings", key) for key in ("link_words", "another_verbs"))
    next_verb = rf"(?!(?:{kept})\b)(?!{words.whole_word('meetings', 'verbs')})(?:{past}|(?:{others})\b)"
    return {
        "separately": re.compile(words.whole_word("meetings", "separately"), re.IGNORECASE),
        "holding": re.compile(rf"(?<!\w)(?:{holding})(?!\w)", re.IGNORECASE),
        "past": re.compile(past),
        "any_verb": re.compile(rf"{past}|{words.whole_word('speech', 'verbs')}"),
        "in_apposition": re.compile(
            rf"(?:, {words.whole_word('roles', 'articles')}|(?<!\w)(?:{words.any_of('meetings', 'matters')})) [^,;]*$"
        ),
        "that": re.compile(rf"^ (?:{words.any_of('speech', 'that')}) "),
        "own_verb": re.compile(
            rf"{words.whole_word('meetings', 'verbs')}|(?:{holding})(?!\w)"
            rf"|(?:{words.any_of('names', 'auxiliaries')}|{words.any_of('names', 'copulas')}) (?:\w+ )?$"
        ),
        "who": re.compile(rf"[^;:]*,? (?:{words.any_of('meetings', 'who')}) (?:\w+ ){{0,3}}"),
        "whose": re.compile(words.whole_word("meetings", "whose")),
        "hers": re.compile(rf"{words.whole_word('meetings', 'hers')} (?:[\w-]+ ){{0,2}}$"),
        "by_another": re.compile(
            rf", (?!{words.any_of('meetings', 'led_by')})(?:\w+ly )?{past} (?:{words.any_of('speech', 'agents')}) "
            rf"(?:[\w.'’-]+ ){{0,4}}$"
        ),
        "next_clause": re.compile(rf"[,;]? (?:{words.any_of('meetings', 'joins')}) (?:\w+ly )?{next_verb}"),
    }


def _links(words: Language) -> dict[str, re.Pattern[str]]:
    """What joins the names of one party: "Roe, the envoy of Norway, and her aide, Lind"."""
    links, owner = (words.any_of("meetings", key) for key in ("links", "possessive"))
    of, article = words.any_of("roles", "of"), words.whole_word("names", "article")
    whose = rf"(?: (?:{of}) (?:{article} )?[{UPPER}][^,;.]{{0,30}}?)?"
    return {
        "link": re.compile(rf"(?:{owner})?{whose}(?:, [^,;]{{0,60}})?(?:,? (?:{links})|,)(?: [^,;.]{{0,90}},?)? ?"),
    }


def _pronouns(words: Language) -> dict[str, re.Pattern[str]]:
    """Words that stand for people: "she", "she and", "the two"."""
    single, joins = (words.any_of("meetings", key) for key in ("single_pronouns", "joins"))
    return {
        "pronoun": re.compile(rf"{words.whole_word('meetings', 'pronouns')}[^,;]{{0,40}}$"),
        "pair": re.compile(
            rf"(?<!\w)(?:{words.any_of('meetings', 'pairs')}) (?!{words.whole_word('meetings', 'no_pairs')})"
            r"(?:[a-z]+ ){0,3}$"
        ),
        "subject_pronoun": re.compile(rf"(?:[^,;:]{{0,40}}, |[^,;:]{{0,20}} )?(?:{single}) [^;:]{{0,160}}"),
        "with_pronoun": re.compile(rf"(?<!\w)(?:{single}) (?:{joins}) $"),
    }


def _unnamed_groups(words: Language) -> dict[str, re.Pattern[str]]:
    """Those of a people whom nobody names: "Ukrainian negotiators"."""
    countries = (name for names in words.table("names", "countries").values() for name in names if "." in name)
    peoples, joins = alternatives((*words.demonyms, *countries)), words.any_of("meetings", "joins")
    members = words.any_of("meetings", "group_nouns")
    group = rf"(?:{peoples})(?: (?:{joins}) (?:{peoples}))? (?:[\w-]+ ){{0,2}}?(?:{members})(?!\w)"
    with_ = words.any_of("meetings", "with")
    return {
        "group_behind": re.compile(rf" (?:(?:{with_}) )?(?:[\w-]+ ){{0,3}}?{group}"),
        "group_before": re.compile(rf"(?<!\w){group}(?: {words.whole_word('names', 'auxiliaries')})? $"),
    }


def _talks(words: Language) -> dict[str, re.Pattern[str]]:
    """Who only asks questions, and what makes a talk a call."""
    return {
        "asker": re.compile(rf"{words.whole_word('meetings', 'askers')},? $", re.IGNORECASE),
        "call": re.compile(words.whole_word("meetings", "calls"), re.IGNORECASE),
        "talk": re.compile(words.whole_word("meetings", "talks"), re.IGNORECASE),
        "call_behind": re.compile(rf"[^,;:]{{0,80}}{words.whole_word('meetings', 'calls_behind')}"),
    }


def _series(words: Language) -> dict[str, re.Pattern[str]]:
    """What joins a second meeting to a verb, "and then with", and what stands around its day: "in Oslo on Tuesday"."""
    joins, next_, where, on = (words.any_of("meetings", f"series_{key}") for key in ("joins", "then", "where", "on"))
    past = rf"(?:{words.whole_word('dates', 'past')}|{words.whole_word('speech', 'verbs')})"
    article, absent = words.any_of("names", "article"), words.any_of("meetings", "absent")
    return {
        "series": re.compile(
            rf"(?!.*{past})(?:,? (?:{joins})|,) (?:(?:{next_}) )?(?:(?:{article}) )?(?:[\w'’-]+,? ){{0,5}}"
        ),
        "joined": re.compile(rf"(?:,|(?<!\w)(?:{joins})) (?!(?:{absent})\b)(?:[\w'’-]+,? ){{0,5}}$"),
        "series_day": re.compile(rf",? (?:(?:{where}) ?)?(?: ?(?:{on}) )?"),
        "series_end": re.compile(rf"[.,;:!?”\"»)]|$| (?:{words.any_of('meetings', 'series_end')})(?!\w)"),
        "call_verb": re.compile(words.text("meetings", "call_verbs") or r"(?!)"),
        "purpose": re.compile(words.text("meetings", "call_purposes") or r"(?!)"),
    }


def _titles(words: Language) -> dict[str, re.Pattern[str]]:
    """The titles between a country or organization and its official, in either order."""
    titles = alternatives((*words.words("names", "titles"), *words.words("roles", "nouns")))
    article, away = words.whole_word("names", "article"), words.whole_word("meetings", "away")
    days = alternatives(day for key in ("weekdays", "months") for day in chain(*words.table("dates", key).values()))
    links = rf"(?!(?:{alternatives((*words.words('meetings', 'with'), *words.words('meetings', 'joins')))})(?!\w))"
    inner, noun = rf"{links}[\w.'’-]+", rf"{links}(?:(?![\d_{UPPER}])[\w-])+"
    return {
        "away": re.compile(
            rf"{away}(?! (?:\d|{days}))(?: (?i:{article}))?(?: (?:{inner} ){{0,5}}?(?:(?i:{titles})|{noun}),?)? $"
        ),
        "direct": re.compile(words.whole_word("meetings", "direct"), re.IGNORECASE),
        "title": re.compile(rf" (?:{links}[\w.'’-]+,? ){{0,5}}(?:{titles}),? "),
        "holder": re.compile(rf"(?<!\w)(?:{titles}) (?:{words.any_of('roles', 'of')}) (?:the )?$", re.IGNORECASE),
        "title_before": re.compile(rf"(?<!\w)(?:{titles})(?: (?:{words.any_of('roles', 'of')}))? $", re.IGNORECASE),
    }
