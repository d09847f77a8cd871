"""Keys under which names that look alike are the same."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65_536)
def exact_key(name: str) -> str:
    """A key for names that differ in case, white space or encoding alone."""
    return " ".join((name if name.isascii() else unicodedata.normalize("NFKC", name)).casefold().split())


@lru_cache(maxsize=65_536)
def fuzzy_key(name: str) -> str:
    """A key for names that differ in accents, punctuation or the order of their words, too; "" for no words."""
    bare = name.casefold()
    if not bare.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(char))
    return " ".join(sorted(_WORD.findall(bare)))
