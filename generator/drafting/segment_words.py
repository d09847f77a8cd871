"""The words of a language, and of a text, that tell where a name begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generator.drafting.folding import UPPER
from generator.drafting.language import Language, alternatives
from generator.drafting.lexicon import Match
from generator.drafting.model import COUNTRY, ORGANIZATION, PLACE
from generator.drafting.nominative import given_forms
from generator.drafting.tokens import Run, Token, is_common

_PAIR = 2


@dataclass(frozen=True, slots=True)
class SegmentLists:
    """A language's words that part runs of capitalised words."""

    title: re.Pattern[str]
    no_names: frozenset[str]
    peoples: frozenset[str]
    decisive: frozenset[str]
    org_words: frozenset[str]
    given: frozenset[str]
    modifiers: frozenset[str]
    common: frozenset[str]
    joints: frozenset[str]
    endings: tuple[str, ...]
    noun_ends: tuple[str, ...]
    suffixes: frozenset[str]
    people_ends: tuple[str, ...]
    people_suffixes: tuple[str, ...]
    plural_ends: tuple[str, ...]
    not_plural_ends: tuple[str, ...]
    led: frozenset[str]
    person_nouns: frozenset[str]
    person_before: re.Pattern[str]
    said_before: re.Pattern[str]
    particles: frozenset[str]
    behind: re.Pattern[str]
    holder: re.Pattern[str]
    says: re.Pattern[str]
    word_names: frozenset[str]
    surname_places: frozenset[str]
    takes_month: re.Pattern[str]
    subject: re.Pattern[str]
    country_ends: tuple[str, ...]
    is_declined: bool


@dataclass(frozen=True, slots=True)
class SegmentText:
    """A text and its words: in small letters, with a capital inside a sentence, last in names, with a capital.

    `persons` are the names of two words that have a title before them or a verb of speech behind them.
    """

    folded: str
    small: frozenset[str]
    inner: frozenset[str]
    last: frozenset[str]
    capital: frozenset[str]
    persons: frozenset[str]
    lists: SegmentLists


@cache
def segment_lists(words: Language) -> SegmentLists:
    """The lists of a language."""
    roles = words.words("roles", "nouns")
    titles = alternatives(
        (*words.words("names", "titles"), *(each.title() for each in roles), *map(_capitalized, roles))
    )
    verbs = (
        *words.words("names", "after_names"),
        *words.words("speech", "verbs"),
        *words.words("names", "person_verbs"),
    )
    speech = words.any_of("speech", "verbs")
    org, place, other = (words.set("names", f"{key}_words") for key in ("org", "place", "other"))
    return SegmentLists(
        re.compile(rf"(?:(?:{words.any_of('names', 'title_prefixes')}) )*(?:{titles})s?(?=[ ,'-]|$)"),
        words.set("names", "no_names") | frozenset(words.numbers),
        words.peoples,
        org | place | other,
        org,
        words.set("names", "given_names") | given_forms(words).keys(),
        words.set("names", "capital_modifiers"),
        words.set("names", "common_words").union(
            *(words.set("names", f"{kind}_nouns") for kind in ("person", "org", "place"))
        ),
        words.set("names", "joints") | words.set("names", "org_joints") | words.set("names", "article"),
        words.words("names", "common_endings"),
        (*words.words("names", "noun_ends"), *words.words("names", "adverb_ends")),
        words.set("names", "suffixes"),
        words.words("names", "people_ends"),
        words.words("names", "people_suffixes"),
        words.words("names", "plural_ends"),
        words.words("names", "not_plural_ends"),
        words.set("names", "led_orgs"),
        words.set("names", "person_nouns"),
        re.compile(rf"\b(?:{words.any_of('names', 'person_nouns')}) $"),
        re.compile(rf"[,\"“”«»] (?:{speech}) $"),
        words.set("names", "particles"),
        re.compile(rf" (?:[{UPPER}]|(?!(?:{alternatives(verbs)})\b)[^\W\d_]{{3,}})"),
        re.compile(
            rf" (?:{alternatives((*words.words('names', 'org_behind'), *words.words('names', 'person_nouns')))})(?!\w)"
        ),
        re.compile(rf" (?:(?:{words.any_of('names', 'auxiliaries')}) ){{0,2}}(?:{speech})\b"),
        words.set("names", "word_names"),
        words.set("names", "surname_places"),
        *_around_word_names(words),
        words.words("names", "country_ends"),
        bool(words.table("names", "declensions")),
    )


def _around_word_names(words: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a month, and what stands behind the subject of a sentence."""
    before, also = (words.whole_word("dates", key) for key in ("before_year", "before_month"))
    begins = rf"\d|{words.whole_word('roles', 'relative')}|{words.whole_word('roles', 'articles')}"
    return (
        re.compile(rf"(?:{before}|{also}|\d) $", re.IGNORECASE),
        re.compile(rf"(?: \([^()\n]{{1,60}}\))?(?: [^\W\d_A-Z]|, (?:{begins}))"),
    )


def _capitalized(words: str) -> str:
    """Words with a capital first letter."""
    return words[:1].upper() + words[1:]


def after_title(text: SegmentText, tokens: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """The words after a leading title; None if there is no title."""
    match = text.lists.title.match(text.folded, tokens[0].start, tokens[-1].end + 1)
    if not match or match.end() > tokens[-1].end:
        return None
    return tuple(token for token in tokens if token.start >= match.end())


def person_of_two(folded: str, run: Run, lists: SegmentLists) -> str:
    """The last two words of a run that a title before them or a verb of speech behind them makes a person; else ""."""
    *before, first, last = (None, *run.tokens) if len(run.tokens) > 1 else (None, None, None)
    if first is None or last is None or first.text.lower() in lists.no_names or first.text in lists.modifiers:
        return ""
    titles = (token for token in before if token and lists.title.match(folded, token.start, first.start))
    is_titled = any(lists.title.fullmatch(folded, token.start, first.start - 1) for token in titles)
    says = lists.says.match(folded, last.end) and len(run.tokens) == _PAIR
    return f"{first.text} {last.text}" if is_titled or says else ""


def national(text: SegmentText, run: Run, inside: Sequence[Match]) -> tuple[Token, ...]:
    """The words of a well-known institution and of the country whose it is: "Supreme Court of Canada"."""
    if len(inside) != _PAIR:
        return ()
    whole, country = inside
    thing, last = whole.things[0], text.folded[whole.start : whole.end].rpartition(" ")[2]
    between = [token.text for token in run.tokens if whole.end <= token.start and token.end <= country.start]
    is_institution = thing.kind == ORGANIZATION and thing.origin == "list" and last in text.lists.org_words
    if not is_institution or country.things[0].kind != COUNTRY or not between or set(between) - text.lists.joints:
        return ()
    return tuple(token for token in run.tokens if whole.start <= token.start and token.end <= country.end)


def named_after_place(text: SegmentText, run: Run, inside: Sequence[Match]) -> tuple[Token, ...]:
    """The words that make a place's name that of something else: "the Houston Rockets", "Ohio Atomic spokesman"."""
    place, lists = inside[0], text.lists
    rest = tuple(token for token in run.tokens if token.start >= place.end)
    before = [token.text.lower() for token in run.tokens if token.end <= place.start]
    if (
        len(inside) > 1
        or not lists.no_names.issuperset(before)
        or place.things[0].kind not in (PLACE, COUNTRY)
        or not rest
    ):
        return ()
    is_plain = all(token.text.istitle() and token.text.lower() not in lists.no_names for token in rest)
    is_person = rest[0].text in lists.given | lists.peoples or after_title(text, rest) is not None
    if not is_plain or is_person or len(rest) > _PAIR or lists.decisive.intersection(token.text for token in rest):
        return ()
    is_definite = text.folded[max(0, place.start - len("the ")) : place.start].lower() == "the "
    is_team = is_definite and rest[-1].text.endswith("s")
    return rest if is_team or lists.holder.match(text.folded, rest[-1].end) else ()


def is_of_other_name(text: SegmentText, run: Run, inside: Sequence[Match]) -> bool:
    """Whether one more word makes a place's name that of a club or company: "Bayern Munich", "Texas Instruments"."""
    place, lists = inside[0], text.lists
    name = text.folded[place.start : place.end]
    if len(inside) > 1 or place.things[0].kind not in (PLACE, COUNTRY) or name in lists.peoples or name.isupper():
        return False
    before = [token for token in run.tokens if token.end <= place.start]
    behind = [token for token in run.tokens if token.start >= place.end]
    is_last = len(behind) == 1 and text.folded[place.end : behind[0].start] == " "
    is_last = is_last and text.folded[behind[0].end : behind[0].end + 1] not in ("'", "’")
    is_first = not before or before[-1].text in lists.joints
    if is_last and is_first and _is_bare(text, behind[0]) and after_title(text, (behind[0],)) is None:
        return behind[0].text.isupper() or not is_common(behind[0].text, lists.common, lists.endings)
    if behind or not before or before[-1].end != place.start - 1:
        return False
    (*others, last), opens = before, run.opens and before[0] is before[-1]
    is_word = is_common(last.text, lists.common, lists.endings) or (opens and last.text.lower() in text.small)
    return not others and _is_bare(text, last) and not is_word and after_title(text, (last,)) is None


def _is_bare(text: SegmentText, token: Token) -> bool:
    """Whether a word can belong to the name of a club: it is not for a people, a day or a region, nor a given name."""
    lists, word = text.lists, token.text
    if word in lists.peoples | lists.given | lists.modifiers | lists.joints | lists.decisive:
        return False
    is_plain = word[0].isupper() and "." not in word.rstrip(".")  # "Washington D.C."
    return is_plain and word.lower() not in lists.no_names and not word.endswith(lists.people_ends)
