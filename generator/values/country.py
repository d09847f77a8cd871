"""Countries: ISO 3166-1 alpha-2 codes in lower case, and ISO 3166-3 alpha-4 codes of former states."""

from functools import cache

import pycountry
from babel import Locale

from generator.text.suggest import nearest
from generator.values.locale import locale, own_territories
from generator.values.model import ValueFault, ValueType
from generator.values.quote import quoted

_KOSOVO = "xk"  # the only user-assigned ISO code that CLDR uses for a state
_LETTER_A = 0x1F1E6
_OFTEN = {
    "uk": ("ua", "gb"),
    "en": ("gb",),
    "el": ("gr",),
    "su": ("suhh",),
    "yu": ("yucs",),
    "cs": ("cz", "csxx"),
    "dd": ("ddde",),
    "ussr": ("suhh",),
    "sssr": ("suhh",),
    "soviet union": ("suhh",),
    "gdr": ("ddde",),
    "ddr": ("ddde",),
    "east germany": ("ddde",),
    "frg": ("de",),
    "west germany": ("de",),
    "czechoslovakia": ("cshh",),
    "yugoslavia": ("yucs",),
    "zaire": ("zrcd",),
    "burma": ("mm", "bumm"),
    "eng": ("gb",),
    "england": ("gb",),
    "scotland": ("gb",),
    "wales": ("gb",),
    "britain": ("gb",),
    "great britain": ("gb",),
    "uae": ("ae",),
    "prc": ("cn",),
    "roc": ("tw",),
    "dprk": ("kp",),
    "rok": ("kr",),
    "korea": ("kr", "kp"),
    "congo": ("cd", "cg"),
    "drc": ("cd",),
    "holland": ("nl",),
    "america": ("us",),
    "usa": ("us",),
    "persia": ("ir",),
    "vatican": ("va",),
    "holy see": ("va",),
    "palestine": ("ps",),
    "kosovo": ("xk",),
}
_ORGANIZATIONS = {
    "eu": "european-union",
    "ec": "european-commission",
    "un": "united-nations",
    "uno": "united-nations",
    "nato": "nato",
    "osce": "osce",
    "asean": "asean",
    "opec": "opec",
    "iaea": "iaea",
    "g7": "g7",
    "g8": "g8",
    "g20": "g20",
    "brics": "brics",
    "cis": "commonwealth-of-independent-states",
    "african union": "african-union",
    "arab league": "arab-league",
    "european union": "european-union",
    "united nations": "united-nations",
}
"""Organizations that people write as countries: what they write, and the organization's id."""
_FORMER_NAMES = {
    "anhh": "Netherlands Antilles",
    "bumm": "Burma",
    "byaa": "Byelorussian SSR",
    "cshh": "Czechoslovakia",
    "ddde": "East Germany",
    "hvbf": "Upper Volta",
    "pchh": "Trust Territory of the Pacific Islands",
    "suhh": "Soviet Union",
    "vdvn": "North Vietnam",
    "ydye": "South Yemen",
    "yucs": "Yugoslavia",
    "zrcd": "Zaire",
}
"""Common names of former states; ISO 3166-3 has the official ones."""


@cache
def country_codes() -> tuple[str, ...]:
    """All codes in alphabetical order: `ua`, `us` …, and `csxx`, `suhh` … of former states."""
    today = (country.alpha_2.lower() for country in pycountry.countries)
    return tuple(sorted((*today, _KOSOVO, *_former())))


@cache
def country_name(code: str, language: str) -> str:
    """The name of a country in a language, or else in English; the code itself if it is unknown."""
    if name := own_territories(language).get(code.upper()):
        return name
    for territories in (locale(language).territories, Locale.parse("en").territories):
        if name := territories.get(code.upper()):
            return str(name)
    return _FORMER_NAMES.get(code) or _former().get(code, code)


def is_country(code: str) -> bool:
    """Whether a text is a country code."""
    return code in _known()


def code_scheme(code: str) -> str:
    """The standard of a code; "" for a user-assigned one."""
    if code in _former():
        return "ISO 3166-3"
    return "" if code == _KOSOVO else "ISO 3166-1 alpha-2"


def other_codes(code: str) -> tuple[str, ...]:
    """The ISO 3166-1 alpha-3 and numeric codes of a present state."""
    known = pycountry.countries.get(alpha_2=code.upper())
    return (known.alpha_3, known.numeric) if known else ()


def flag(code: str) -> str:
    """The flag of a country as an emoji (two regional indicators); "" for a former state."""
    if not is_country(code) or len(code) != 2:  # noqa: PLR2004 -- a code of two letters is a present state
        return ""
    return "".join(chr(_LETTER_A + ord(letter) - ord("a")) for letter in code)


def check_country(text: str) -> ValueFault | None:
    """Reject anything but a country code."""
    if is_country(text):
        return None
    hint = meant_instead(text) or "use the ISO code in lower case: ua, us"
    return ValueFault(f"{quoted(text)} is not a country code", hint)


def meant_instead(text: str) -> str:
    """The remedy for what people write instead of a country code: `uk`, `ussr`, `eu`; "" if none is known."""
    word = text.lower().replace("-", " ").replace(".", "")
    if organization := _ORGANIZATIONS.get(word):
        return f"it is an organization: write `org={organization}`"
    meant = " or ".join(f"`{code}`, {country_name(code, 'en')}" for code in _meant(word))
    return f"write {meant}" if meant else ""


@cache
def _known() -> frozenset[str]:
    return frozenset(country_codes())


@cache
def _former() -> dict[str, str]:
    return {country.alpha_4.lower(): str(country.name) for country in pycountry.historic_countries}


def _meant(text: str) -> tuple[str, ...]:
    """The codes of the countries that a lower-case text may mean: another code in common use, or an English name."""
    return (text,) if text in _known() else _OFTEN.get(text) or _named(text)


def _named(text: str) -> tuple[str, ...]:
    """The code of the country with this English name or three-letter code, allowing for typing errors."""
    names = {country_name(code, "en").casefold(): code for code in country_codes()}
    names |= {country.alpha_3.casefold(): country.alpha_2.lower() for country in pycountry.countries}
    word = text.casefold().replace("-", " ")
    name = word if word in names else nearest(word, names) if len(word) > len("xxxx") else None
    return (names[name],) if name else ()


COUNTRY = ValueType("country", check_country, {"type": "string", "enum": list(country_codes())})
