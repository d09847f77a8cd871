"""The sort order of names: Unicode's, with the letters that a language counts as letters of their own."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from pyuca import Collator

_CZECH = {"c": "č", "h": "ch", "r": "ř", "s": "š", "z": "ž"}
_CROATIAN = {"c": "č ć", "d": "dž đ", "l": "lj", "n": "nj", "s": "š", "z": "ž"}
_DANISH = {"z": "æ ø å=aa"}
_SPANISH = {"n": "ñ"}
_SWEDISH = {"z": "å ä ö"}
_TURKISH = {"c": "ç", "g": "ğ", "h": "ı", "o": "ö", "s": "ş", "u": "ü"}
_AFTER: Mapping[str, Mapping[str, str]] = {
    "az": {**_TURKISH, "e": "ə"},
    "bs": _CROATIAN,
    "cs": _CZECH,
    "da": _DANISH,
    "es": _SPANISH,
    "et": {"s": "š z ž", "w": "õ ä ö ü"},
    "eu": _SPANISH,
    "fi": _SWEDISH,
    "gl": _SPANISH,
    "hr": _CROATIAN,
    "hu": {
        "c": "cs",
        "d": "dz dzs",
        "g": "gy",
        "l": "ly",
        "n": "ny",
        "o": "ö=ő",
        "s": "sz",
        "t": "ty",
        "u": "ü=ű",
        "z": "zs",
    },
    "is": {"a": "á", "d": "ð", "e": "é", "i": "í", "o": "ó", "u": "ú", "y": "ý", "z": "þ æ ö å"},
    "lt": {"c": "č", "s": "š", "z": "ž"},
    "lv": {"c": "č", "g": "ģ", "k": "ķ", "l": "ļ", "n": "ņ", "s": "š", "z": "ž"},
    "nb": _DANISH,
    "nn": _DANISH,
    "no": _DANISH,
    "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "ź ż"},
    "ro": {"a": "ă â", "i": "î", "s": "ș=ş", "t": "ț=ţ"},
    "sk": {**_CZECH, "a": "ä", "o": "ô"},
    "sl": {"c": "č ć", "d": "đ", "s": "š", "z": "ž"},
    "sv": _SWEDISH,
    "tr": _TURKISH,
    "uk": {"г": "ґ", "е": "є", "и": "і ї й"},
    "vi": {"a": "ă â", "d": "đ", "e": "ê", "o": "ô ơ", "u": "ư"},
}
"""The letters that follow a letter in the alphabet of a language, and those that count as one (`=`)."""
_LAST = 0x10FFF0
_ENTRY = re.compile(r"([0-9A-F]{4,6}(?: +[0-9A-F]{4,6})*) *;([^#]*)")
_WEIGHTS = re.compile(r"\[[.*]([0-9A-F]{4})\.([0-9A-F]{4})\.([0-9A-F]{4})")


@lru_cache(maxsize=65_536)
def collation_key(name: str, language: str = "en") -> bytes:
    """The key by which names are sorted in a language: Ángel is among the names in A, Євген before Яна."""
    text = unicodedata.normalize("NFC", name.strip())
    own = _letters(language.partition("-")[0])
    if own:
        text = _pattern(language.partition("-")[0]).sub(lambda found: own[found.group()], text)
    weights: tuple[int, ...] = _collator().sort_key(text)
    return b"".join(weight.to_bytes(2, "big") for weight in weights)


@cache
def _letters(language: str) -> Mapping[str, str]:
    """Each letter of its own as the one before it and a sign after all others, in small letters and capitals."""
    found: dict[str, str] = {}
    for before, letters in _AFTER.get(language, {}).items():
        for number, same in enumerate(letters.split()):
            sign = chr(_LAST + number)
            for letter in same.split("="):
                found |= {letter: f"{before}{sign}", **dict.fromkeys(_capitals(letter), f"{before.upper()}{sign}")}
    return found


def _capitals(letter: str) -> tuple[str, ...]:
    return letter.upper(), letter.capitalize()


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_letters(language), key=len, reverse=True)))


class _LazyCollator(Collator):  # type: ignore[misc]  # pyuca has no types
    """Reads of the table only what begins with a sign that is asked for: the whole takes ten times as long."""

    def load(self, filename: str) -> None:
        """Read the table's lines, by their first sign; those of ranges at once."""
        self.lines: dict[str, list[str]] = {}
        for line in Path(filename).read_text("utf-8").splitlines():
            if line.startswith("@implicitweights"):
                first, last, base = re.findall(r"[0-9A-F]{4,}", line)
                self.implicit_weights.append([int(first, 16), int(last, 16), int(base, 16)])
            elif line[:1] not in ("", "#", "@"):
                self.lines.setdefault(line.partition(" ")[0], []).append(line)

    def sort_key(self, string: str) -> tuple[int, ...]:
        """The key of a text."""
        for sign in unicodedata.normalize("NFD", string):
            for line in self.lines.pop(f"{ord(sign):04X}", ()):
                if found := _ENTRY.match(line):
                    signs = [int(each, 16) for each in found[1].split()]
                    self.table.add(signs, [[int(word, 16) for word in each] for each in _WEIGHTS.findall(found[2])])
        return tuple(super().sort_key(string))


@cache
def _collator() -> Collator:
    return _LazyCollator()
