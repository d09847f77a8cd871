"""The letter under which a name is looked up."""

import unicodedata

OTHER = "#"
"""What digits and signs stand under."""


def initial(name: str) -> str:
    """The first letter as a reader looks it up: É under E, а under А."""
    first = unicodedata.normalize("NFD", name[:1])[:1].upper()[:1]
    return first if first.isalpha() else OTHER


def anchor(letter: str) -> str:
    """A letter as part of an address."""
    return "letter-other" if letter == OTHER else f"letter-{letter.lower()}"
