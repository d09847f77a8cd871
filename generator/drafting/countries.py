"""The names of countries in a language, from CLDR (Babel) and from the language data."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from generator.drafting.folding import declined, fold
from generator.drafting.language import language

_BRACKETED = re.compile(r"(?<!\s)\s*+[(\[][^()\[\]]*+[)\]]| SAR .*$")
_CODE = re.compile(r"[A-Z]{2}")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB", "AQ"})


@cache
def country_names(tag: str) -> Mapping[str, str]:
    """The country code for each name of a country in a language; the names are folded."""
    words = language(tag)
    listed = {name: code for code, names in words.table("names", "countries").items() for name in names}
    names: dict[str, str] = {}
    for code, name in _territories(tag).items():
        if _CODE.fullmatch(code) and code not in _NO_COUNTRIES:
            for form in {name, _BRACKETED.sub("", name), name.replace(" & ", " and ")}:
                names[form] = code.lower()
    return {fold(form): code for name, code in {**names, **listed}.items() for form in declined(name, words)}


def _territories(tag: str) -> Mapping[str, str]:
    try:
        return dict(Locale.parse(tag).territories)
    except (UnknownLocaleError, ValueError):
        return {}
