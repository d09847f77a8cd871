"""The CLDR locale that a language is written in."""

from functools import cache

from babel import Locale, UnknownLocaleError

_WORLD_ENGLISH = "en-001"  # day before month: 2 December 2025


@cache
def locale(language: str) -> Locale:
    """The locale of a language tag; English as the world writes it where CLDR has no such locale."""
    try:
        return Locale.parse(_WORLD_ENGLISH if language == "en" else language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_WORLD_ENGLISH, sep="-")
