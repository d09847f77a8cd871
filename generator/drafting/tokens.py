"""Splits a text into words, and finds runs of capitalised words that may be names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.drafting.language import Language

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:\w|[\u0300-\u036f]|['\-&](?=[^\W_]))*")
_MARKS = re.compile(r"[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"(?:'s|s'|'ll|'ve|'re|'d|'m)$")
_NEGATED = "n't"
ABBREVIATIONS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "St",
        "Lt",
        "Col",
        "Capt",
        "Sgt",
        "Maj",
        "Adm",
        "Cmdr",
        "Rev",
        "Jr",
        "Sr",
        "Mt",
        "Ft",
        "No",
        "Hon",
    ]
)


_PREFIXES = ("al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "ul-")
"""Articles in small letters before a capital: "al-Thani"."""
_GAPS = frozenset({"", " ", "&", " & "})
_OPENING = '"“«„‘'
_MOST_PARTICLES = 2
_DASHES = frozenset({"— ", "– ", "- "})
_DATELINE = 80
_SAINTS = ("St ", "St. ", "Saint ")


class Token(NamedTuple):
    """A word and its range in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Adjacent capitalised words in a sentence, with what joins them.

    `opens` says that the sentence, or a quotation, begins with it.
    """

    tokens: tuple[Token, ...]
    opens: bool

    @property
    def start(self) -> int:
        """The start of the first word."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The end of the last word."""
        return self.tokens[-1].end


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words between two offsets."""
    return tuple(Token(m.start(), m.end(), without_marks(m.group())) for m in _TOKEN.finditer(text, start, end))


def without_marks(words: str) -> str:
    """Words without the accents that are characters of their own."""
    return words if words.isascii() else _MARKS.sub("", words)


def is_capital(word: str) -> bool:
    """Whether a word is capitalised like a name."""
    return word[0].isupper() or word[1:2].isupper() or is_prefixed(word)


def is_prefixed(word: str) -> bool:
    """Whether a name begins with an article in small letters: "al-Thani"."""
    return word.startswith(_PREFIXES) and word.partition("-")[2][:1].isupper()


def runs(text: str, sentence: tuple[int, int], words: Language) -> Iterator[Run]:
    """The runs of capitalised words of a sentence, in order."""
    tokens = tokens_of(text, *sentence)
    joining, last = _joining(words), len(tokens)
    index = 0
    while index < last:
        word = tokens[index].text
        if not is_capital(word) or word.endswith(_NEGATED) or word.rpartition("-")[2] in joining.compound_ends:
            index += 1
            continue
        stop = index + 1
        while stop < last and (taken := _more(text, tokens, index, stop, joining)):
            stop += taken
        opens = index == 0 or text[tokens[index].start - 1] in _OPENING or _is_behind_dateline(text, tokens, index)
        first = _first_particle(text, tokens, index, joining)
        yield Run(_without_possessive(tokens[first:stop]), opens=opens)
        index = stop


class _Joining(NamedTuple):
    """The words that may join the capitalised words of one name."""

    joints: frozenset[str]
    org_joints: frozenset[str]
    particles: frozenset[str]
    article: frozenset[str]
    org_words: frozenset[str]
    titles: frozenset[str]
    weak_joints: frozenset[str]
    possessive_parts: frozenset[str]
    compound_ends: frozenset[str]
    common_words: frozenset[str]


@cache
def _joining(words: Language) -> _Joining:
    return _Joining(*(words.set("names", key) for key in _Joining._fields))


def _more(text: str, tokens: Sequence[Token], first: int, stop: int, joining: _Joining) -> int:
    """How many tokens from `stop` on continue the run that ends there."""
    here = tokens[stop].text
    if not _side_by_side(text, tokens[stop - 1], tokens[stop], joining.possessive_parts):
        return 0
    if stop == first + 1 and text.startswith(". ", tokens[first].end) and _is_small_word(tokens, first):
        return 0  # "wrote on X. Climate", not "J. Roe"
    if is_capital(here):
        return int(here.rpartition("-")[2] not in joining.compound_ends)
    after = stop + 1
    if here in joining.joints | joining.org_joints and after < len(tokens) and tokens[after].text in joining.article:
        after += 1
    while here in joining.particles and after - stop < _MOST_PARTICLES and _is_particle(tokens, after, joining):
        after += 1
    if after >= len(tokens) or not is_capital(tokens[after].text):
        return 0
    if not all(
        _side_by_side(text, one, other, joining.possessive_parts) for one, other in pairwise(tokens[stop : after + 1])
    ):
        return 0
    named = {token.text for token in tokens[first:stop]}
    joins = here in joining.particles or here in joining.joints or _names_one(tokens, stop, joining)
    is_ended = here in joining.weak_joints and (
        tokens[stop - 1].text in joining.org_words
        or after > stop + 1
        or tokens[after].text.isupper()
        or not named.isdisjoint(joining.titles)
        or _begins_an_organization(text, tokens, after, joining)
    )
    joins = joins or (here in joining.org_joints and bool(named & joining.org_words) and not is_ended)
    return after + 1 - stop if joins else 0


def _begins_an_organization(text: str, tokens: Sequence[Token], at: int, joining: _Joining) -> bool:
    """Whether a word of organizations opens a name: "Hapoel Haifa and Maccabi Tel Aviv"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    is_followed = behind is not None and is_capital(behind.text) and text[tokens[at].end : behind.start] == " "
    return is_followed and tokens[at].text in joining.org_words


def _names_one(tokens: Sequence[Token], joint: int, joining: _Joining) -> bool:
    """Whether two common words are joined before a word of organizations: "Fire and Rescue Service"."""
    if tokens[joint].text not in joining.weak_joints:
        return False
    around = (tokens[joint - 1].text.lower(), tokens[joint + 1].text.lower())
    behind = (token.text for token in tokens[joint + 2 : joint + 4])
    return joining.common_words.issuperset(around) and not joining.org_words.isdisjoint(behind)


def _first_particle(text: str, tokens: Sequence[Token], first: int, joining: _Joining) -> int:
    """Where a name begins that has particles before its first capital: "van der Velde said"."""
    at = first
    while at and len(tokens[at - 1].text) > 1 and _is_particle(tokens, at - 1, joining):
        if text[tokens[at - 1].end : tokens[at].start] != " ":
            break
        at -= 1
    return at


def _is_small_word(tokens: Sequence[Token], first: int) -> bool:
    """Whether a single letter stands behind a word in small letters."""
    return len(tokens[first].text) == 1 and first > 0 and tokens[first - 1].text.islower()


def _is_behind_dateline(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a word opens what stands behind a dateline: "GENEVA, Dec. 1 (The Paper) — Talks"."""
    start = tokens[index].start
    line = text[text.rfind("\n", 0, start) + 1 : start] if text[start - 2 : start] in _DASHES else ""
    return 0 < len(line) < _DATELINE and tokens[0].text.isupper()


def _is_particle(tokens: Sequence[Token], index: int, joining: _Joining) -> bool:
    """Whether a token is a particle of a surname: "van der Velde"."""
    return index < len(tokens) and tokens[index].text in joining.particles


def _side_by_side(text: str, one: Token, other: Token, possessive_parts: frozenset[str]) -> bool:
    gap = text[one.end : other.start]
    if gap == "' " and f"{one.text}'" in possessive_parts:
        return True
    is_saint = text[max(0, one.start - 6) : one.start].endswith(_SAINTS) and gap == " "
    if _POSSESSIVE.search(one.text) and one.text not in possessive_parts and not is_saint:
        return False
    is_short = len(one.text) == 1 or one.text in ABBREVIATIONS
    return gap in _GAPS or (gap == ". " and is_short)


def _without_possessive(tokens: Sequence[Token]) -> tuple[Token, ...]:
    *before, last = tokens
    match = _POSSESSIVE.search(last.text)
    if match and match.start():
        cut = match.start() + (match.group() == "s'")
        last = Token(last.start, last.start + cut, last.text[:cut])
    return (*before, last)


def is_common(word: str, common: frozenset[str], endings: Sequence[str]) -> bool:
    """Whether a word is a common word or an inflected form of one (the ending "-ies=y" restores a "y")."""
    lower = word.lower()
    if lower in common:
        return True
    for ending in endings:
        old, _, new = ending.lstrip("-").partition("=")
        stem = lower.removesuffix(old)
        if stem == lower or len(stem) <= 1:
            continue
        doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
        if not common.isdisjoint((stem + new, f"{stem}e", doubled)):
            return True
    return False
