"""The sort order of names: Unicode's, with the letters that some languages sort last."""

from functools import cache, lru_cache

from pyuca import Collator

_LAST = {
    "sv": "åäö",
    "fi": "åäö",
    "da": "æøå",
    "nb": "æøå",
    "nn": "æøå",
    "no": "æøå",
    "et": "õäöü",
    "is": "þæö",
}
"""Letters that a language sorts after z, although others treat them as accented letters."""
_AFTER_Z = 0x10FFF0


@lru_cache(maxsize=65_536)
def collation_key(name: str, language: str = "en") -> tuple[int, ...]:
    """The key by which names are sorted in a language: Ángel is among the names in A, Євген before Яна."""
    own = _LAST.get(language.partition("-")[0], "")
    text = name.strip()
    for number, letter in enumerate(own):
        after_z = f"z{chr(_AFTER_Z + number)}"
        text = text.replace(letter, after_z).replace(letter.upper(), after_z)
    key: tuple[int, ...] = tuple(_collator().sort_key(text))
    return key


@cache
def _collator() -> Collator:
    return Collator()
