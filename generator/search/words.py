"""Text to the keys that it is found by: one spelling for all the ways in which people write a name.

`assets/communique/search.js` does the same with what a reader types, by `LETTERS`; a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_CYRILLIC = dict(zip("абвгдезиклмнопрстуфыэіґѕјљњџћђ", "abvgdeziklmnoprstufieigsilndcd", strict=True))
_CYRILLIC |= zip("єжхцчшщюя", ("ie", "zh", "kh", "ts", "ch", "sh", "shch", "iu", "ia"), strict=True)
_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstifo", strict=True))
_GREEK |= zip("θχψ", ("th", "kh", "ps"), strict=True)
_LATIN = dict(zip("øłđðæœıħŧßþ", ("o", "l", "d", "d", "a", "o", "i", "h", "t", "ss", "th"), strict=True))
_LIKE = {"y": "i", "j": "i", "w": "v"}
_SILENT = "'’‘ʼ`´ʹʺʻʽьъ"  # apostrophes of all sorts, and the signs that soften or harden
LETTERS: Mapping[str, str] = {**_CYRILLIC, **_GREEK, **_LATIN, **_LIKE, **dict.fromkeys(_SILENT, "")}
_UMLAUT = re.compile(r"([aou])e")
_TWICE = re.compile(r"([^0-9])\1+")
_WRITTEN_WITHOUT_GAPS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


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
    if category[0] not in "LN":
        return " "
    return f" {char} " if _WRITTEN_WITHOUT_GAPS.match(char) else char


_LETTERS = _Letters()


def keys(text: str) -> list[str]:
    """The keys of the words of a text, in their order.

    `Müller`, `Mueller` and `Muller` have one key, and so have `Зеленський` and `Zelenskyy`. What somebody has typed of
    a word has a key that is the beginning of the word's, so that a name is found while it is typed.
    """
    return [_key(word) for word in unicodedata.normalize("NFKD", text).lower().translate(_LETTERS).split()]


@lru_cache(maxsize=262_144)
def _key(word: str) -> str:
    return _TWICE.sub(r"\1", _UMLAUT.sub(r"\1", word))
