"""Tells words that nobody spoke, as in "never said “…”" and "denied that …", and those of several together."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import UPPER
from generator.drafting.language import Language, alternatives
from generator.drafting.model import TaggedSpan

_ENDS_DENIAL = (":", ",")


class Unsaid(NamedTuple):
    """The patterns of a language for speech that did not happen, and for subjects that are no single known person."""

    verb: re.Pattern[str]
    negated: re.Pattern[str]
    untrue: re.Pattern[str]
    denial: re.Pattern[str]
    goes_on: re.Pattern[str]
    resumed: re.Pattern[str]
    condition: re.Pattern[str]
    question: re.Pattern[str]
    listener: re.Pattern[str]
    dialogue: re.Pattern[str]
    conjunct: re.Pattern[str]
    several: re.Pattern[str]
    relative_behind: re.Pattern[str]
    turn: re.Pattern[str]
    modal: re.Pattern[str]
    work: re.Pattern[str]
    work_reads: re.Pattern[str]
    work_alone: re.Pattern[str]
    makes: re.Pattern[str]
    which: re.Pattern[str]
    in_fiction: re.Pattern[str]


@cache
def unsaid_patterns(words: Language) -> Unsaid:
    """The patterns of a language."""

    def any_of(key: str, section: str = "speech") -> str:
        return words.any_of(section, key)

    verbs = alternatives((*words.words("speech", "verbs"), *words.words("speech", "bare_verbs")))
    auxiliaries, links = any_of("auxiliaries", "names"), any_of("unsaid_links")
    middle = rf"(?:(?:{any_of('unsaid_middle')}|\w+ly) ){{0,3}}"
    relative = rf"(?:{any_of('whose')}) (?:[^\W\d_]+ ){{0,1}}(?:{any_of('unnamed_of')})"
    many = rf"(?:(?!(?:{verbs}|{auxiliaries})\b)[a-z-]{{3,}}(?<!s)s|people|women|men)"
    resumed = (
        rf", (?:(?:[{UPPER}][\w.'’-]* ){{1,4}}|(?:{any_of('pronouns')}) )(?:(?:{auxiliaries}) ){{0,2}}(?:{verbs})\b"
    )
    return Unsaid(
        verb=re.compile(rf"\b(?:{verbs})\b"),
        negated=_negated(words, verbs, middle),
        untrue=re.compile(rf"\b(?<!\bin )(?i:{any_of('untrue')})\b"),
        denial=re.compile(rf"\b(?:{any_of('denials')})\b"),
        goes_on=re.compile(
            rf", (?:(?:{links}) (?:[^,;:]{{0,60}} )?)?(?:(?:{auxiliaries}) ){{0,2}}(?:{verbs})\b"
            rf"|\A(?:(?! (?:{any_of('that')}|having)\b)[^,;:]){{0,80}} (?:{links}) (?:[^,;:]{{0,60}} )?(?:{verbs})\b"
        ),
        resumed=re.compile(resumed),
        condition=re.compile(rf"\A(?:[^,;:]{{0,30}}, )?(?i:{any_of('conditions')}) [^,;:]{{0,120}}\Z"),
        question=re.compile(
            rf"\b(?i:{any_of('asks')})\b[^,;:\"“”«»]{{0,80}} (?:{any_of('questions')}) [^,;:\"“”«»]{{0,80}}\Z"
        ),
        listener=re.compile(rf"\b(?:{any_of('tells')}) (?:{any_of('first_person')})\b"),
        dialogue=re.compile(rf"\b(?:{any_of('first_person')})\b"),
        conjunct=re.compile(
            rf" (?:{any_of('joins_names')}) (?:(?:{any_of('article', 'names')}|{any_of('whose')}) )?"
            r"(?:[\w.'’-]+,? ){0,5}"
        ),
        several=re.compile(
            rf"(?:^|[,;:] |\b(?:{links}) )(?:"
            rf"(?i:{any_of('several')}) (?:[^\W\d_]+ ){{0,2}}?{many}"
            rf"|(?i:{relative})) (?:(?:{auxiliaries}) ){{0,2}}(?:{verbs})\b[^\"“”«»;:]{{0,80}}[,:]? ?$"
        ),
        relative_behind=re.compile(rf"(?i:{relative})\b(?!,? [{UPPER}])"),
        modal=re.compile(
            rf"\b(?:{any_of('modals')}) (?!(?:{any_of('only')})\b){middle}(?:{verbs})\b(?! (?:{any_of('only')})\b)"
        ),
        **_work_patterns(words),
        turn=re.compile(rf"(?:[{UPPER}][\w.'’-]*(?: [{UPPER}][\w.'’-]*){{0,3}}): "),
    )


def _negated(words: Language, verbs: str, middle: str) -> re.Pattern[str]:
    """A verb of speech that a negation, a modal or the like takes back."""

    def any_of(key: str, section: str = "speech") -> str:
        return words.any_of(section, key)

    auxiliaries, links = any_of("auxiliaries", "names"), any_of("unsaid_links")
    return re.compile(
        rf"(?:(?<!\w)(?i:{any_of('unsaid')})(?:, [^,;:.\"“”«»]{{2,40}},)? |n['’]t ){middle}(?:{verbs})\b"
        rf"|\b(?i:{any_of('not_what')}) [^,;:.\"“”«»]{{0,60}}\b(?:{verbs})\b"
        rf"|(?:\A|[,;:] |\b(?:{links}|{any_of('that')}) )(?i:{any_of('neither')}) "
        rf"(?:(?!\b(?:{any_of('unsaid_stops')})\b)[^,;:.\"“”«»]){{0,120}}\b(?:{verbs})\b"
        rf"|\b(?i:{any_of('nots')}) (?:[{UPPER}][\w.'’-]* ){{1,4}}(?:{any_of('who')}|{any_of('that')}) "
        rf"(?:(?:{auxiliaries}) ){{0,2}}(?:{verbs})\b"
        rf"|\b(?:{any_of('wishes')}) [^,;:.\"“”«»]{{0,60}}?\b(?:{verbs})\b"
        rf"|\b(?:{verbs}) (?:{any_of('unsaid_behind')})\b(?: (?:\w+ )?(?:{verbs})\b)?"
    )


def _work_patterns(words: Language) -> dict[str, re.Pattern[str]]:
    """Works, signs and laws, and how their words follow."""

    def any_of(key: str) -> str:
        return words.any_of("speech", key)

    return {
        "work": re.compile(rf"(?<![\w'’-])(?:{any_of('works')})(?![\w'’-])"),
        "work_reads": re.compile(
            rf"(?: [^,;:\"“”]{{0,80}}?)?(?:, (?:{any_of('relative')}) [^,;:\"“”]{{0,80}},)? (?:{any_of('reads')})"
            r"(?: [^,;:\"“”]{0,20})?[,:]? ?"
        ),
        "work_alone": re.compile(
            rf"(?: (?:{any_of('that')}|{any_of('relative')}|{any_of('agents')}) [^,;:\"“”]{{0,60}})?[,:]? ?"
        ),
        "which": re.compile(rf"\b(?:{any_of('that')}|{any_of('relative')}) $"),
        "in_fiction": re.compile(rf",? (?:{any_of('in_fiction')})\b"),
        "makes": re.compile(rf"\b(?:{any_of('makes')}) (?:(?:{any_of('determiners')}) )?(?:[\w-]+ ){{0,3}}$"),
    }


def is_unsaid(before: str, behind: str, known: Unsaid) -> bool:
    """Whether the words between two parts of a sentence were not spoken, or only asked about, supposed or denied."""
    untrue = known.untrue.search(before)
    if behind.rstrip().endswith("?") or (untrue and not known.resumed.search(before, untrue.end())):
        return True
    if known.in_fiction.match(behind):
        return True
    if known.condition.match(before) or known.question.search(before) or _is_denied(before, known):
        return True
    verbs = list(known.verb.finditer(before))
    if len(verbs) == 1 and any(each.end() == verbs[0].end() for each in known.modal.finditer(before)):
        return True
    if verbs:
        return any(each.start() <= verbs[-1].start() < each.end() for each in known.negated.finditer(before))
    first, negated = known.verb.search(behind), known.negated.search(behind)
    return bool(first and negated and negated.start() <= first.start() < negated.end())


def end_of_work(before: str, behind_words: str, known: Unsaid) -> int | None:
    """Where a work, a sign or a law is named whose words stand between two parts of a sentence: "the placard read “…”".

    A verb of speech behind them says that somebody speaks: "After the film, “…,” said Ann Roe".
    """
    work = next(reversed(list(known.work.finditer(before))), None)
    if work is None:
        return None
    behind = before[work.end() :]
    is_said = known.verb.search(before, 0, work.start()) and not known.makes.search(before[: work.start()])
    is_said = bool(is_said or known.verb.search(behind_words))
    is_alone = not is_said and known.work_alone.fullmatch(behind)
    return work.end() if is_alone or known.work_reads.fullmatch(behind) else None


def _is_denied(before: str, known: Unsaid) -> bool:
    """Whether the words after a part of a sentence are what somebody denies, and not the denial: `denied it: "No"`."""
    denials = list(known.denial.finditer(before))
    if not denials:
        return False
    rest = before[denials[-1].end() :]
    return not (rest.rstrip().endswith(_ENDS_DENIAL) or known.goes_on.search(rest) or known.resumed.search(rest))


def is_joined(text: str, names: Sequence[TaggedSpan], name: TaggedSpan, known: Unsaid) -> bool:
    """Whether a name is the second of two that speak together: "Ann Roe and Bo Lind said"."""
    index = bisect_left(names, name)
    before = next((each for each in reversed(names[max(0, index - 3) : index]) if each.end <= name.start), None)
    return before is not None and bool(known.conjunct.fullmatch(text, before.end, name.start))
