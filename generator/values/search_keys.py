"""Convert text to search keys: one spelling for all the ways in which people write a name.

`assets/communique/search.js` does the same with what a reader types, by `LETTERS`; a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from anyascii import anyascii

_ALPHABETS = ((0xDF, 0x24F), (0x259, 0x259), (0x370, 0x52F), (0x531, 0x587), (0x10D0, 0x10FF), (0x1E00, 0x1EFF))
"""Latin beyond ASCII, Greek, Cyrillic, Armenian, Georgian: written in Latin letters by a library."""
_OWN = {"ъ": "", "ь": "", "х": "kh", "χ": "kh", "υ": "i", "η": "i", "ყ": "k", "қ": "k", "ə": "a", "ә": "a", "ђ": "d"}
_LIKE = {"y": "i", "j": "i", "w": "v", "x": "ks"}
_ARABIC = {"ی": "ي", "ى": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ٱ": "ا", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه"}
"""Letters that Persian, Urdu and informal Arabic use in place of Arabic ones."""
_SILENT = "'’‘`´ـ"  # apostrophes of all sorts, and the stroke that stretches Arabic words


def _latin() -> Iterator[tuple[str, str]]:
    for first, last in _ALPHABETS:
        for char in map(chr, range(first, last + 1)):
            is_letter = unicodedata.category(char) in ("Ll", "Lo") and unicodedata.normalize("NFKD", char) == char
            written = _OWN.get(char, anyascii(char).lower().replace("'", "")) if is_letter else char
            if is_letter and (written.isalpha() or not written):
                yield char, "".join(_LIKE.get(letter, letter) for letter in written)


def _modifiers() -> Iterator[str]:
    """Modifier letters that scholarly spelling has and newspapers omit: `Saʿūd`."""
    return (char for code in range(0x2B0, 0x300) if unicodedata.category(char := chr(code)) in ("Lm", "Sk"))


LETTERS: Mapping[str, str] = {**dict(_latin()), **_LIKE, **_ARABIC, **dict.fromkeys((*_SILENT, *_modifiers()), "")}
_UMLAUT = re.compile(r"([aou])e")
_TWICE = re.compile(r"([^0-9])\1+")
_LAST_R = re.compile(r"(?<=[^aeiou])e?r$")
_FIRST_E = re.compile(r"^i?e(?=[^\W\d_])")
_DJ = ((re.compile(r"[đђ]", re.IGNORECASE), "dj"), (re.compile(r"dj", re.IGNORECASE), "d"))
_INITIALS = re.compile(r"(?<![\w.])[^\W\d_](?:\.\s?[^\W\d_])+(?:\.|(?!\w))")
_WRITTEN_WITHOUT_GAPS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class _Letters(dict[int, str]):
    """What each character becomes: by `LETTERS`; else marks nothing, letters and digits as they are, others a gap."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _letter(chr(code))
        return made


def _letter(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Mn":
        return ""
    if char in LETTERS:
        return LETTERS[char]
    if category[0] not in "LN" and category != "Mc":
        return " "
    return f" {char} " if _WRITTEN_WITHOUT_GAPS.match(char) else char


_LETTERS = _Letters()


def keys(text: str) -> list[str]:
    """The keys of the words of a text, in their order.

    `Müller`, `Mueller` and `Muller` have one key, and so have `Заренський` and `Zarenskyy`, `U.N.` and `UN`. What
    somebody has typed of a word has a key that is the beginning of the word's, so that a name is found while it is
    typed.
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    if "." in plain:
        plain = _INITIALS.sub(lambda found: "".join(filter(str.isalpha, found.group())), plain)
    return [_key(word) for word in plain.translate(_LETTERS).split()]


def name_keys(text: str) -> frozenset[str]:
    """The keys of a name in all usual spellings.

    Words like Александр have keys with and without an e before the last r, those like Ельцин with and without the
    sound of y before the first e, and those like Đoković with both `d` and `dj`.
    """
    others = (pattern.sub(letters, text) for pattern, letters in _DJ if pattern.search(text))
    own = [key for spelling in (text, *others) for key in keys(spelling)]
    own += [_LAST_R.sub(lambda end: "er" if end.group() == "r" else "r", key) for key in own]
    return frozenset((*own, *(_FIRST_E.sub(lambda start: "e" if start.group() == "ie" else "ie", key) for key in own)))


@lru_cache(maxsize=262_144)
def _key(word: str) -> str:
    return _TWICE.sub(r"\1", _UMLAUT.sub(r"\1", word))
