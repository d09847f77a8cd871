"""Keys that are equal for names that look alike."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65_536)
def exact_key(name: str) -> str:
    """A key that ignores case, white space and encoding."""
    return " ".join((name if name.isascii() else unicodedata.normalize("NFKC", name)).casefold().split())


@lru_cache(maxsize=65_536)
def fuzzy_key(name: str) -> str:
    """A key that also ignores accents, punctuation and word order; "" for a text without words."""
    bare = name.casefold()
    if not bare.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(char))
    return " ".join(sorted(_WORD.findall(bare)))
