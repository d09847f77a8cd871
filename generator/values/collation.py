"""The order in which readers look names up: Unicode's, with what some languages do otherwise."""

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
"""Letters that a language has behind z, which others take for letters with accents."""
_BEHIND_Z = 0x10FFF0


@lru_cache(maxsize=65_536)
def collation_key(name: str, language: str = "en") -> tuple[int, ...]:
    """The key by which names are sorted in a language: Ángel stands among the names in A, Євген before Яна."""
    own = _LAST.get(language.partition("-")[0], "")
    text = name.strip()
    for number, letter in enumerate(own):
        behind = f"z{chr(_BEHIND_Z + number)}"
        text = text.replace(letter, behind).replace(letter.upper(), behind)
    key: tuple[int, ...] = tuple(_collator().sort_key(text))
    return key


@cache
def _collator() -> Collator:
    return Collator()
