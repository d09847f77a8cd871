"""The patterns of a language for the subject of a verb of speech."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import UPPER, declined
from generator.drafting.language import Language, alternatives

_SMALL = rf"(?![{UPPER}])[^\W\d_]"


class Subjects(NamedTuple):
    """The patterns of a language for what stands around a subject."""

    language: Language
    object: re.Pattern[str]
    listener: re.Pattern[str]
    relative: re.Pattern[str]
    direct: re.Pattern[str]
    aside: re.Pattern[str]
    clause: re.Pattern[str]
    joined: re.Pattern[str]
    list: re.Pattern[str]
    another: re.Pattern[str]
    in_way: re.Pattern[str]
    several: re.Pattern[str]
    official: re.Pattern[str]
    someone: re.Pattern[str]
    with_someone: re.Pattern[str]
    before_apposed: re.Pattern[str]
    lead: re.Pattern[str]
    apposition: re.Pattern[str]
    of_document: re.Pattern[str]
    noun_behind: re.Pattern[str]
    noun: re.Pattern[str]
    participle: re.Pattern[str]
    absolute: re.Pattern[str]
    nonfinite: re.Pattern[str]
    source: re.Pattern[str]
    apposed: re.Pattern[str]
    set_off: re.Pattern[str]
    fronted: re.Pattern[str]


class _Parts(NamedTuple):
    """Expressions that several patterns share.

    `phrase` is what a name's description before it ends with, `described` all of it; `small` a word that may stand
    between a subject and its verb; `of` and `objects` are prepositions; `starts` begin clauses; `holders` name persons.
    """

    articles: str
    objects: str
    of: str
    starts: str
    verbs: str
    holders: str
    phrase: str
    word: str
    small: str
    described: str
    past: str


def _parts(words: Language) -> _Parts:
    verbs, objects, starts, articles, pronouns = (
        words.any_of("speech", key) for key in ("verbs", "before_objects", "clause_starts", "determiners", "pronouns")
    )
    of = words.any_of("roles", "of")
    titles = "|".join(f"{re.escape(title)} " for title in words.words("names", "titles")) or "(?!)"
    holders = alternatives((*words.words("roles", "nouns"), *words.words("names", "person_nouns")))
    some = rf"(?:{_SMALL}[\w-]* ){{0,3}}"
    word = rf"(?!(?:{verbs}|{objects}|{of}|{starts})\b)(?:[{UPPER}][\w.'’&/-]*|[\w'’&/-]+) "
    noun = rf"(?:(?i:{articles}) )?(?:{word}){{0,5}}?"
    described = (
        rf"(?:{noun}|{noun}(?:{holders}) (?:{objects}|{of}) (?:(?:{articles}) )?"
        rf"(?:(?!(?:{holders})\b|{titles}){word}){{1,4}}|{noun}(?:{of}) (?=[{UPPER}])(?:(?!{titles}){word}){{1,3}})"
    )
    return _Parts(
        articles,
        objects,
        of,
        starts,
        verbs,
        holders,
        phrase=rf"(?:(?:{articles}) {some}|{some}(?:{holders}) )?(?:{titles})?$",
        word=word,
        small=rf"(?!(?:{articles}|{pronouns}|{verbs})\b|{clause_start(words)}\b){_SMALL}[\w'’]* ",
        described=described,
        past=words.any_of("speech", "past_ends"),
    )


def clause_start(words: Language) -> str:
    """A pattern for what begins a clause, but for adverbs right before a verb of speech: "had once told"."""
    starts, adverbs, verbs = (words.any_of("speech", key) for key in ("clause_starts", "clause_adverbs", "verbs"))
    return rf"(?!(?:{adverbs}) (?:$|(?:{verbs})\b))(?:{starts})"


@cache
def subject_patterns(words: Language) -> Subjects:
    """The patterns of a language."""
    parts = _parts(words)
    return Subjects(language=words, **_before_verb(words, parts), **_behind_verb(words, parts))


def _before_verb(words: Language, parts: _Parts) -> dict[str, re.Pattern[str]]:
    articles, objects, of, starts, verbs, holders, phrase, _, small, _, past = parts
    joins, relative, that = (words.any_of("speech", key) for key in ("joins_names", "relative", "that"))
    ends, perceives = words.any_of("names", "plural_ends"), words.any_of("speech", "perceives")
    links = words.any_of("speech", "unnamed_links")
    some, crowds = (words.any_of("speech", key) for key in ("unnamed_before", "crowds"))
    participles, absolute = (words.any_of("speech", key) for key in ("participles", "absolute"))
    return {
        "object": re.compile(rf"\b(?P<by>(?:{objects})|{_SMALL}[\w'’-]* (?:{of})) {phrase}"),
        "listener": re.compile(rf"(?<![\"“”»,—–-] )\b(?:{verbs}) {phrase}"),
        "relative": re.compile(
            rf"\b(?:(?:{relative})|(?i:{articles}) (?:[\w-]+ ){{1,3}}(?:{that})) (?:(?!(?:{holders})\b){small}){{1,4}}$"
        ),
        "direct": re.compile(
            rf"(?: (?:{of}|{objects}|{links}) [^,;:.\"“”]{{2,40}})??(?: \([^()]{{1,30}}\))?(?:, [^;:\"“”]{{2,120}},)? "
            rf"(?:(?!\w+(?:{past})\b){small}){{0,3}}"
        ),
        "aside": re.compile(rf", (?P<words>[^,\"“”]{{4,90}}), (?:{small}){{0,3}}$"),
        "clause": re.compile(rf"[;:—–()\"“”]|, |\b(?:{starts})\b"),
        "joined": re.compile(rf",? (?:{joins}) {phrase}"),
        "list": re.compile(rf",? (?:(?:{joins}) )?{phrase}"),
        "noun": re.compile(rf"(?:['’]s)? {phrase}"),
        "participle": re.compile(rf"(?:{participles})\b"),
        "nonfinite": re.compile(rf"\b(?:{words.any_of('speech', 'infinitive')}) $"),
        "absolute": re.compile(absolute),
        "another": re.compile(rf"(?i:(?:{articles}) )?(?:[\w-]+ )?(?i:{holders}) (?!(?:{joins}|{holders})\b){_SMALL}"),
        "in_way": re.compile(
            rf"(?:^,? ?|[,;:—–] | (?:{starts}|{verbs}|{perceives}) )(?i:{articles}) "
            rf"(?:(?!(?:{starts})\b)[\w'’-]+ ){{1,6}}?(?:{small}){{0,2}}$"
        ),
        "official": re.compile(rf" (?:[a-z-]+ ){{0,2}}?(?:{holders}|{crowds})(?!\w)"),
        "someone": re.compile(rf"(?i:{some}) (?:[\w-]+ ){{0,3}}(?:{holders}|{crowds})\b"),
        "with_someone": re.compile(rf"\b(?:{some}) (?:[\w-]+ ){{0,2}}(?:{holders}|{crowds}) $"),
        "several": re.compile(
            rf"(?:{_SMALL}[\w-]* |[{UPPER}][\w-]* ){{0,2}}[^\W\d_]{{2,}}(?:{ends}) (?:{small}){{0,2}}$"
        ),
        "before_apposed": re.compile(rf", (?:(?:{articles}) [^,;:\"“”]{{1,60}}, )?(?:[^,;:\"“”]{{1,60}} )?$"),
    }


def _behind_verb(words: Language, parts: _Parts) -> dict[str, re.Pattern[str]]:
    articles, objects, of, starts, verbs, _, phrase, word, _, described, _ = parts
    documents, authors, behind = (words.any_of("speech", key) for key in ("documents", "authors", "behind_speech"))
    return {
        "lead": re.compile(described),
        "apposition": re.compile(
            rf"(?i:{articles}) (?:(?!(?:{verbs}|{starts})\b)(?:[{UPPER}][\w.'’&/-]*|[\w'’&/-]+),? ){{1,10}}(?<=, )"
        ),
        "of_document": re.compile(
            rf"(?:(?:{articles}) )?(?:{word}){{0,4}}?(?:{documents}) (?:[a-z]+ed )?(?:{authors}) {described}"
        ),
        "fronted": re.compile(rf" ?(?i:{objects}|{of}|{words.any_of('speech', 'unnamed_links')}) {phrase}"),
        "set_off": re.compile(rf"[{UPPER}][\w.'’-]*, (?:(?:{articles}) )?$"),
        "apposed": re.compile(rf"(?<![\w'’-])(?i:{_declined_holders(words)}) $"),
        "source": re.compile(rf"\b(?:{words.any_of('speech', 'according')}) ", re.IGNORECASE),
        "noun_behind": re.compile(rf" (?!(?:{of}|{objects}|{starts}|{behind})\b){_SMALL}"),
    }


def _declined_holders(words: Language) -> str:
    """A pattern for nouns in a case in which the name behind may be theirs or their employer's."""
    holders = words.words("speech", "named_holders")
    return alternatives(form for holder in holders for form in declined(holder, words)[1:])
