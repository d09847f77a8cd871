"""The patterns of a language for speech."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import UPPER
from generator.drafting.language import Language, alternatives
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, UNNAMED
from generator.drafting.subject_patterns import clause_start

SPEAKERS = frozenset({PERSON, ORGANIZATION, COUNTRY, UNNAMED})


class SpeechPatterns(NamedTuple):
    """The patterns of a language for quotations and reported speech; `opened` has the closing marks by opening mark."""

    verb: re.Pattern[str]
    after: re.Pattern[str]
    according: re.Pattern[str]
    quoted: re.Pattern[str]
    quoted_behind: re.Pattern[str]
    cited: re.Pattern[str]
    was: re.Pattern[str]
    that_reads: re.Pattern[str]
    read_out: re.Pattern[str]
    quoting: re.Pattern[str]
    message: re.Pattern[str]
    sends: re.Pattern[str]
    likely_verb: re.Pattern[str]
    its_verb: re.Pattern[str]
    pronoun: re.Pattern[str]
    recipient: re.Pattern[str]
    thing: re.Pattern[str]
    clause: re.Pattern[str]
    closing: re.Pattern[str]
    day: re.Pattern[str]
    about_another: re.Pattern[str]
    inverted: re.Pattern[str]
    inverted_end: re.Pattern[str]
    goes_on: re.Pattern[str]
    relative: re.Pattern[str]
    who_says: re.Pattern[str]
    subordinate: re.Pattern[str]
    definite: re.Pattern[str]
    definite_start: re.Pattern[str]
    described: re.Pattern[str]
    described_with: re.Pattern[str]
    described_behind: re.Pattern[str]
    nobody: re.Pattern[str]
    he_says: re.Pattern[str]
    nobody_behind: re.Pattern[str]
    agent: re.Pattern[str]
    reduced: re.Pattern[str]
    passive: re.Pattern[str]
    by: re.Pattern[str]
    it: re.Pattern[str]
    asked: re.Pattern[str]
    split: re.Pattern[str]
    term: re.Pattern[str]
    opened: dict[str, re.Pattern[str]]
    mistyped: re.Pattern[str]
    single: re.Pattern[str]


@cache
def speech_patterns(words: Language) -> SpeechPatterns:
    """The patterns of a language."""
    verbs = words.any_of("speech", "verbs")
    according = words.any_of("speech", "according")
    pronouns = words.any_of("speech", "pronouns")
    things = words.any_of("speech", "names_a_thing")
    that = words.any_of("speech", "that")
    auxiliaries = words.any_of("names", "auxiliaries")
    of = words.any_of("roles", "of")
    participles = words.any_of("speech", "participles")
    who, nobody = words.any_of("speech", "who"), words.any_of("speech", "nobody")
    tells = words.any_of("speech", "tells")
    return SpeechPatterns(
        verb=re.compile(rf"\b(?:{verbs})\b"),
        after=re.compile(
            rf"(?:[\s,]{{0,2}}[–—-]{{1,2}}\s?|[\s,]{{0,4}}(?:\(\(\w{{1,12}}\)\)\s?)?(?!(?:{tells})\b))"
            rf"(?:{verbs})\b\s?"
        ),
        according=re.compile(rf"[\s,]{{0,4}}(?:{according}) "),
        **_messages(words),
        **_quoted(words),
        pronoun=re.compile(rf"\b(?:{pronouns})\b"),
        recipient=re.compile(rf"(?<!\w)(?:{words.any_of('speech', 'recipients')}) $"),
        thing=re.compile(rf"\b(?:{things}),? (?:the |a |an |of )?$", re.IGNORECASE),
        **_report_patterns(words),
        inverted_end=re.compile(
            rf"(?: (?:{words.any_of('speech', 'behind_speech')}|{of}|{who})\b[^,;:\"“”]*"
            rf"|, (?!(?:{words.any_of('speech', 'unsaid_links')})\b)[^;:\"“”]{{2,90}})?$"
        ),
        goes_on=re.compile(rf",? (?:{participles}) (?:{that})\b"),
        **_relative(words),
        nobody=re.compile(
            rf"\b(?:{nobody})(?:, [^,;:\"“”]{{3,60}},)? (?:(?:{auxiliaries}) ){{0,2}}(?:{verbs})\b"
            r"[^,;:\"“”]{0,40}[,:]? ?$"
            rf"|\b(?i:{according}) [^,;:\"“”]{{0,40}}\b(?:{nobody})\b[^;:\"“”]{{0,120}}$"
        ),
        nobody_behind=re.compile(rf",? (?:[\w-]+ ){{0,3}}(?:{nobody}) (?:(?:{auxiliaries}) ){{0,2}}"),
        **_passive(words, verbs),
        **_definite(words),
        asked=re.compile(rf"(?:{words.any_of('speech', 'asked')})\b[^\"“”]{{0,120}}, "),
        split=re.compile(
            rf",? [^\"“”;:]{{0,90}}\b(?:{verbs})\b[^\"“”;:]{{0,60}}, |,? (?:{verbs})\b[^\"“”;:]{{0,90}}, "
        ),
        term=re.compile(rf"\b(?:{words.any_of('speech', 'names_a_term')}),? $"),
        opened=_opened(words),
        mistyped=re.compile(words.text("speech", "typed_for_closing") or r"(?!)"),
        single=re.compile(words.text("speech", "single") or r"(?!)"),
    )


def _middle(words: Language) -> str:
    """What may stand between a subject and its verb: auxiliaries and other small words."""
    verbs, determiners = words.any_of("speech", "verbs"), words.any_of("speech", "determiners")
    auxiliaries = words.any_of("names", "auxiliaries")
    return rf"(?:(?:{auxiliaries}) |(?!(?:{verbs}|{determiners})\b|{clause_start(words)}\b)[a-z]+ ){{0,4}}"


def _relative(words: Language) -> dict[str, re.Pattern[str]]:
    """Clauses that belong to a name, or stand before a main clause."""
    who, determiners, middle = words.any_of("speech", "who"), words.any_of("speech", "determiners"), _middle(words)
    return {
        "relative": re.compile(rf"(?:, (?:{determiners}) [^,;:\"“”]{{2,80}})??,? (?:{who}) {middle}"),
        "who_says": re.compile(rf"\b(?:{who}) {middle}$"),
        "subordinate": re.compile(rf"(?:{words.any_of('speech', 'subordinate')}) [^,;:]*$"),
    }


def _messages(words: Language) -> dict[str, re.Pattern[str]]:
    """Messages, who sends them, and words that are probably verbs of speech: "“…,” he grumbled"."""
    likely = rf"[^\W\d_]{{2,}}(?:{words.any_of('speech', 'verb_ends')})"
    return {
        "message": re.compile(rf"\b(?:{words.any_of('speech', 'messages')})\b"),
        "sends": re.compile(rf"\b(?:{words.any_of('speech', 'sends')}) (?:[\w-]+ ){{0,4}}$"),
        "likely_verb": re.compile(rf"(?P<verb>{likely}) (?=[{UPPER}])|(?=[{UPPER}])"),
        "its_verb": re.compile(rf" {likely}\b"),
    }


def _opened(words: Language) -> dict[str, re.Pattern[str]]:
    """The patterns of the closing marks by opening mark."""
    pairs = words.text("speech", "pairs") or '""“”«»„“'
    closing: dict[str, str] = {}
    for mark, end in zip(pairs[::2], pairs[1::2], strict=True):
        closing[mark] = closing.get(mark, "") + end
    return {mark: re.compile(f"[{ends}]") for mark, ends in closing.items()}


def _quoted(words: Language) -> dict[str, re.Pattern[str]]:
    """How somebody repeats another's words: "quoted Roe as saying"."""
    passive, relays, saying, reads_out = (
        words.any_of("speech", key) for key in ("passive", "relays", "as_saying", "reads_out")
    )
    letter = alternatives((*words.words("speech", "messages"), *words.words("speech", "documents")))
    agent = rf"(?:{words.any_of('speech', 'agents')}) [^,;:\"“”]{{1,60}} "
    quoted = rf"\b(?:{relays}) (?:{agent})?(?P<who>[^;:\"“”]{{0,100}}?) ?\b(?:{saying})\b"
    return {
        "quoted": re.compile(rf"{quoted}[^;:\"“”]{{0,60}}[,:]? ?$"),
        "quoted_behind": re.compile(quoted),
        "cited": re.compile(rf"\b(?:{words.any_of('speech', 'quotes_of')}) (?P<who>[^,;:\"“”]{{1,60}}): ?$"),
        "read_out": re.compile(
            rf"\b(?:{reads_out}) (?P<who>(?:[^,;:\"“”]{{0,60}} )?(?:{letter})\b[^;:\"“”]{{0,60}}?)"
            rf"(?:[,:]|(?<!\bin) (?:{words.any_of('speech', 'that_subject')}) [^,;:\"“”]{{1,40}}?) ?$"
        ),
        "quoting": re.compile(
            rf"\b(?:{words.any_of('speech', 'quoting')}) (?P<who>[^,;:\"“”]{{2,60}}), [^;:\"“”]{{0,60}}[,:]? ?$"
        ),
        "that_reads": re.compile(
            rf"\b[a-z][\w-]* (?P<by>(?:{words.any_of('speech', 'authors')}) )?(?:[{UPPER}][\w.’'-]* ){{0,4}}"
            rf"(?:{words.any_of('speech', 'that_subject')}) (?:(?:{words.any_of('names', 'auxiliaries')}) ){{0,2}}$"
        ),
        "was": re.compile(rf"\b(?:{passive}) (?:\w+ )?$"),
    }


def _passive(words: Language, verbs: str) -> dict[str, re.Pattern[str]]:
    """Who speaks in the passive, and by which pronoun."""
    passive, links, agents = (words.any_of("speech", key) for key in ("passive", "passive_links", "agents"))
    return {
        "reduced": re.compile(
            rf"(?:\A|, )(?i:{verbs}) (?:(?:{agents}) (?P<by>[^,;:\"“”]{{2,60}}) )?as (?:(?:{links}) )?$"
        ),
        "agent": re.compile(rf"\b(?:{passive}) (?:\w+ )?(?:{verbs}) (?:{agents}) "),
        "passive": re.compile(rf"\b(?:{passive}) (?:\w+ )?(?:{verbs}) (?:(?:{links}) )?$"),
        "he_says": re.compile(
            rf"\b(?:{words.any_of('speech', 'pronouns')}) (?:(?:{words.any_of('names', 'auxiliaries')}) )*$"
        ),
        "it": re.compile(
            rf",? (?:{words.any_of('speech', 'neuter')}) (?:(?:{words.any_of('names', 'auxiliaries')}) )*"
        ),
        "by": re.compile(rf",? (?:{agents}) "),
    }


def _definite(words: Language) -> dict[str, re.Pattern[str]]:
    """Whom the text names elsewhere: "the company", "the ambassador"."""
    groups, roles = words.any_of("names", "org_nouns"), words.any_of("roles", "nouns")
    auxiliaries, article = (words.any_of("names", key) for key in ("auxiliaries", "article"))
    one = rf"(?:[a-z]+ )?(?:(?P<noun>{groups})|(?P<role>(?i:{roles})))"
    persons = alternatives(
        word
        for section, key in (("roles", "nouns"), ("names", "person_nouns"), ("speech", "unnamed_nouns"))
        for word in words.words(section, key)
    )
    described = rf"(?P<who>(?i:{article}) (?:[a-z]+ )?(?:{persons}))"
    return {
        "described": re.compile(rf"(?:^,? ?|, ){described}(?:, [^,;:\"“”]{{3,60}},)? {_middle(words)}$"),
        "described_with": re.compile(rf"(?:^,? ?|, ){described} (?:{words.any_of('speech', 'joins_names')}) $"),
        "described_behind": re.compile(rf"^{described}(?=[.,;:\"“]| (?:{words.any_of('speech', 'who')}|in|at|on)\b|$)"),
        "definite": re.compile(rf",? (?:{article}) {one} (?:(?:{auxiliaries}) ){{0,2}}"),
        "definite_start": re.compile(
            rf"(?:^|, |[“\"] )(?i:{article}) {one}(?:, [^,;:\"“”]{{3,60}},)? (?:(?:{auxiliaries}) ){{0,2}}"
            r"[^\"“”;:]{0,12}$"
        ),
    }


def _report_patterns(words: Language) -> dict[str, re.Pattern[str]]:
    """What follows and precedes the speaker of reported speech: "Roe said that …", "…, Roe said", "…, said Roe"."""

    def any_of(key: str, section: str = "speech") -> str:
        return words.any_of(section, key)

    paraphrase, only_that, auxiliaries = (
        any_of("paraphrase_verbs"),
        any_of("verbs_with_that"),
        any_of("auxiliaries", "names"),
    )
    plain = alternatives(words.set("speech", "paraphrase_verbs") - words.set("speech", "tells"))
    telling, before_that = rf"(?:{any_of('tells')})", words.text("speech", "before_that") or r"(?!)"
    word = rf"(?!(?:{any_of('finite_verbs')})\b|to (?:{any_of('bare_verbs')})\b|(?<!the )(?<!\ba )\w+ed\b)[\w.&'’-]+"
    to_whom = (
        rf"(?:{telling}(?: {word}){{0,9}}?|(?:{paraphrase}|{only_that})(?: (?={before_that})(?:{word} ?){{1,8}}?)??)"
    )
    clause_starts = rf"(?=(?:{any_of('determiners')}|{any_of('pronouns')}|{any_of('neuter')}|there)\b|[{UPPER}])"
    tells = rf"{telling} (?:the )?(?:(?:[{UPPER}][\w.&’'-]* ){{1,5}}|[a-z]+ ){clause_starts}"
    of, that, behind = any_of("of", "roles"), any_of("that"), any_of("behind_speech")
    weekdays = alternatives(day for days in words.table("dates", "weekdays").values() for day in days)
    day = rf"(?:(?:{any_of('before_days')}) )?(?:{weekdays}) (?:(?:{any_of('parts_of_days')}) )?"
    return {
        "clause": re.compile(
            rf"(?: (?:{of}) [^,;:.\"“”]{{2,40}}?)??(?:, [^;:.\"“”]{{3,90}},|,)? (?:(?:{auxiliaries}) ){{0,4}}"
            rf"(?:{to_whom}(?P<that>,? (?:{that})) |(?:(?:{plain}) |{tells})(?!(?:{any_of('no_clauses')})\b))"
        ),
        "day": re.compile(rf"{day}(?:(?:{that}) )?"),
        "about_another": re.compile(rf"\b(?:{plain}|{only_that}),? (?:(?:{that}) )?(?!(?:{weekdays})\b)(?=[{UPPER}])"),
        "closing": re.compile(
            rf"(?:, [^;:.\"“”]{{3,90}},|,)? (?:(?:{auxiliaries}) ){{0,4}}(?:{paraphrase}|{only_that})"
            rf"(?: (?:{behind})(?: (?![^,;:\"“”]*\b(?:{that}) )[^,;:\"“”]{{0,40}})?)?$"
        ),
        "inverted": re.compile(
            rf", (?P<verb>(?:{paraphrase}|{only_that}) )(?![^,;:\"“”]{{0,60}}\b(?:{that}) )[^,;:\"“”]{{0,60}}$"
        ),
    }
