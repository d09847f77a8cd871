"""Spellings: folds accents without changing offsets, makes ids from names, and declines names."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from anyascii import anyascii

from generator.drafting.language import Language

UPPER = "A-ZА-ЯЄІЇҐЁ"
"""Latin and Cyrillic capitals of a folded text, for a character class."""

_MARKS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
    }
)
_NOT_ID = re.compile(r"[^a-z0-9]+")
_LENGTH = 80


def fold(text: str) -> str:
    """The text without accents and typographic marks; each character stays one character."""
    if text.isascii():
        return text
    return "".join(c if c < "\x80" else _plain(c) for c in text)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    marked = character.translate(_MARKS)
    if marked != character or not character.isalpha() or "\u0400" <= character <= "\u052f":
        return marked
    first = unicodedata.normalize("NFKD", character)[0]
    return first if len(first) == 1 else character


def as_id(name: str) -> str:
    """An id in Latin letters made from a name; "" if no letter can be transliterated."""
    latin = anyascii(fold(name)).lower()
    return _NOT_ID.sub("-", latin.replace("'", "").replace(".", "")).strip("-")[:_LENGTH].strip("-")


def declined(name: str, words: Language) -> tuple[str, ...]:
    """The declined forms of a name in the language, the name itself first."""
    endings = words.table("names", "declensions")
    if not endings:
        return (name,)
    cases = [_cases(word, endings) for word in name.split(" ")]
    count = max(len(forms) for forms in cases)
    forms = (" ".join(forms[min(case, len(forms) - 1)] for forms in cases) for case in range(count))
    return tuple(dict.fromkeys((name, *forms)))


def _cases(word: str, endings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A word in each case of the declension that its longest ending belongs to; "-" means no ending."""
    for length in range(min(4, len(word) - 1), 0, -1):
        if forms := endings.get(word[-length:]):
            return (word, *(word[:-length] + ("" if form == "-" else form) for form in forms))
    return (word,)
