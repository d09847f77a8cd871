"""The CLDR locale that a language is written in."""

import pickle  # nosec B403 -- only for the data of the package babel
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.localedata import resolve_locale_filename

_WORLD_ENGLISH = "en-001"  # day before month: 2 December 2025


@cache
def locale(language: str) -> Locale:
    """The locale of a language tag; English as the world writes it where CLDR has no such locale."""
    try:
        return Locale.parse(_WORLD_ENGLISH if language == "en" else language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_WORLD_ENGLISH, sep="-")


@cache
def own_territories(language: str) -> Mapping[str, str]:
    """The names of countries that CLDR gives for a language itself, by upper-case code; others are inherited.

    Babel would merge all data of a language with what it inherits, and keep it: 0.7 MB for each of a hundred languages.
    """
    file = Path(resolve_locale_filename(str(locale(language)).partition("@")[0]))
    data: Mapping[str, Mapping[str, str]] = pickle.loads(file.read_bytes())  # noqa: S301 # nosec B301 -- as babel does
    return data.get("territories", {})
