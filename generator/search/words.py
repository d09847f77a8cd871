"""Text to the keys that it is found by: one spelling for all the ways in which people write a name.

`assets/communique/search.js` does the same with what a reader types, by `LETTERS`; a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_CYRILLIC = dict(zip("абвгдезиклмнопрстуфыэіґѕјљњџћђ", "abvgdeziklmnoprstufieigsilndcd", strict=True)) | {
    **{"є": "ie", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"},
}
_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstifo", strict=True)) | {"θ": "th", "χ": "kh", "ψ": "ps"}
_LATIN = {
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "a",
    "œ": "o",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
}
_LIKE = {"y": "i", "j": "i", "w": "v"}
_SILENT = "'’‘ʼ`´ʹʺʻʽьъ"  # noqa: RUF001 -- apostrophes of all sorts, and the signs that soften or harden
LETTERS: Mapping[str, str] = {**_CYRILLIC, **_GREEK, **_LATIN, **_LIKE, **dict.fromkeys(_SILENT, "")}
_UMLAUT = re.compile(r"([aou])e")
_TWICE = re.compile(r"([^0-9])\1+")
_WRITTEN_WITHOUT_GAPS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class _Letters(dict[int, str]):
    """What each character becomes: by `LETTERS`; else marks nothing, letters and digits themselves, all others a gap."""

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
    """The keys of the words of a text, in their order: `Müller`, `Mueller` and `Muller` have one, and so have `Зеленський`
    and `Zelenskyy`.

    The key of a word that is only begun is the beginning of its key, save in the middle of a letter that we write as two.
    """
    return [_key(word) for word in unicodedata.normalize("NFKD", text).lower().translate(_LETTERS).split()]


@lru_cache(maxsize=262_144)
def _key(word: str) -> str:
    return _TWICE.sub(r"\1", _UMLAUT.sub(r"\1", word))
