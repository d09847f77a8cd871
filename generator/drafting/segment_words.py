"""The words of a language, and of a text, that tell where a name begins and ends."""

import re
from dataclasses import dataclass
from functools import cache

from generator.drafting.folding import UPPER
from generator.drafting.language import Language, alternatives
from generator.drafting.nominative import given_forms


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
    behind: re.Pattern[str]
    is_declined: bool


@dataclass(frozen=True, slots=True)
class SegmentText:
    """A text, its words in small letters, its words with a capital inside a sentence, and the last words of names."""

    folded: str
    small: frozenset[str]
    inner: frozenset[str]
    last: frozenset[str]
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
    org, place, other = (words.set("names", f"{key}_words") for key in ("org", "place", "other"))
    return SegmentLists(
        re.compile(rf"(?:{titles})(?=[ ,'-]|$)"),
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
        re.compile(rf" (?:[{UPPER}]|(?!(?:{alternatives(verbs)})\b)[^\W\d_]{{3,}})"),
        bool(words.table("names", "declensions")),
    )


def _capitalized(words: str) -> str:
    """Words with a capital first letter."""
    return words[:1].upper() + words[1:]
