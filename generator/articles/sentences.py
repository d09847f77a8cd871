"""Where the sentences of a text begin and end.

`sentences.yaml` beside this module holds, by language, the words whose full stop ends no sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_SPACED = ".!?…‽؟۔।॥։።፧៕။།"
_END = re.compile(
    rf"(?<![{_SPACED}])[{_SPACED}]++[\"'”’»)\]}}›“]*+(?=\s)|(?<=\w);(?=\s)|[。！？｡]+[」』”’）»›]*|[។]+(?=\s|\S)"
)
_WORD = re.compile(r"[^\s\"'“”„«»‘’()\[\]{}]+$")
_START = re.compile(r"[\s\"'“”„«»‘’()\[\]{}¿¡—–-]*(\S?)([\w’']*\.?)")
_CLOSING = ("”", '"', "’", "'", "»", "」", "』")
_JAPANESE_QUOTED = ("と", "って", "、")
_LONGEST_NAME = 5
_SMALL = ("al", "bin", "da", "de", "del", "der", "la", "van", "von")
_NO_SPACE = re.compile(r"\S")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_ORDINAL = re.compile(r"[0-9]{1,2}|[IVX]{1,6}")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_LOOK_BACK = 40
_EVERYWHERE = ("en", "uk", "ru")
_DAYS = 31


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that hold in the texts of one language."""

    titles: frozenset[str]
    never: frozenset[str]
    figures: frozenset[str]
    openers: frozenset[str]
    companies: frozenset[str]
    reporting: frozenset[str]
    has_ordinals: bool


@cache
def _data() -> Mapping[str, Mapping[str, object]]:
    text = files("generator.articles").joinpath("sentences.yaml").read_text("utf-8")
    data: Mapping[str, Mapping[str, object]] = yaml.load(text, yaml.CSafeLoader)
    return data


@cache
def _words(language: str) -> _Words:
    data = [found for name in dict.fromkeys((*_EVERYWHERE, language)) if isinstance(found := _data().get(name), dict)]

    def every(name: str) -> frozenset[str]:
        return frozenset(word for words in data for word in str(words.get(name, "")).split())

    titles = every("titles") | {word.upper() for word in every("titles") if len(word) > 1}
    return _Words(
        titles=titles,
        never=every("never"),
        figures=every("figures"),
        openers=every("openers"),
        companies=every("companies"),
        reporting=every("reporting"),
        has_ordinals=bool(data[-1].get("ordinals")),
    )


@cache
def _months() -> frozenset[str]:
    """The names of months in the languages that write `3. December`, in small letters."""
    return frozenset(str(_data()["months"]).split())


def sentences(text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
    """The (start, end) offsets of the sentences: all of the text but the white space between them.

    `language` is the BCP 47 tag of the text, None where nobody says: it tells whether `3. Party` may be an ordinal.
    """
    base = (language or "").partition("-")[0]
    found: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for match in _END.finditer(text):
        following = _skip(text, match.end())
        if following < len(text) and match.start() >= start and _ends(text, match, start, base):
            found.append((start, match.end()))
            start = following
    if start < len(text):
        found.append((start, len(text.rstrip())))
    return tuple(found)


def _skip(text: str, at: int) -> int:
    """The next offset that is no white space."""
    match = _NO_SPACE.search(text, at)
    return match.start() if match else len(text)


def _ends(text: str, match: re.Match[str], start: int, language: str) -> bool:
    """Whether the marks of a match end the sentence that begins at `start`."""
    after = _START.match(text, match.end())
    first, rest = (after[1], after[2]) if after else ("", "")
    if match.group() == ";":  # the question mark of Greek
        return bool(_GREEK.match(text, match.start() - 1)) and not first.islower()
    if first.islower() or _speaker_follows(text, match, language):
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    word = _WORD.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    if not word:
        return True
    if _is_ordinal(word.group(), f"{first}{rest}", language):
        return False
    return _word_ends(word.group(), f"{first}{rest}", _words(language), begins=word.start() == start)


def _speaker_follows(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the sentence goes on with the speaker of the quotation before: `“Why?” Ann Lee asked.` is one."""
    if not match.group().endswith(_CLOSING):
        return False
    if text.startswith(_JAPANESE_QUOTED, match.end()):
        return match.group().endswith(("」", "』"))
    words = text[match.end() : match.end() + 2 * _LOOK_BACK].split()[: _LONGEST_NAME + 1]
    named = next((at for at, word in enumerate(words) if not word[0].isupper() and word not in _SMALL), 0)
    return named > 0 and words[named].rstrip(".,:;") in _words(language).reporting


def _is_ordinal(word: str, following: str, language: str) -> bool:
    """Whether a number with a full stop is an ordinal: before a month, or before a noun in a language that has such."""
    if not _ORDINAL.fullmatch(word):
        return False
    after = following.rstrip(".").casefold()
    if after in _months() and (not word.isdigit() or int(word) <= _DAYS):
        return True
    words = _words(language)
    return words.has_ordinals and after not in words.openers and following[:1].isalpha()


def _word_ends(word: str, following: str, known: _Words, *, begins: bool) -> bool:
    """Whether the dot behind a word ends a sentence, and is not the word's own."""
    folded = word.casefold()
    opens = following.casefold() in known.openers
    if folded in known.never or word in known.titles or word.rpartition("’")[2].rpartition("'")[2] in known.titles:
        return False
    if word.isdigit():
        return not begins
    if _INITIALS.fullmatch(f"{word}."):
        return opens
    if folded in known.figures:
        return not following[:1].isdigit() and (opens or folded == "no" or not word.istitle())
    return folded not in known.companies or opens
