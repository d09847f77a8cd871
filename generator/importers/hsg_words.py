"""Interpret texts of the Office of the Historian's data: countries as ISO codes, titles, people named in notes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.drafting.folding import as_id
from generator.values.country import country_codes, country_name

_CODES = {
    "burma": "mm",
    "congo-democratic-republic": "cd",
    "congo-republic": "cg",
    "cote-divoire": "ci",
    "czech-republic": "cz",
    "holy-see": "va",
    "ivory-coast": "ci",
    "korea-south": "kr",
    "macedonia": "mk",
    "palestinian-authority": "ps",
    "saint-kitts-nevis": "kn",
    "saint-lucia": "lc",
    "saint-vincent-grenadines": "vc",
    "soviet-union": "suhh",
    "swaziland": "sz",
    "turkey": "tr",
    "west-bank": "ps",
}
_GONE = {  # the code of a state that is gone, for the years from … to …
    "burma": ("bumm", "1948", "1988"),
    "congo-democratic-republic": ("zrcd", "1971", "1996"),
    "czechoslovakia": ("cshh", "1918", "1992"),
    "russia": ("suhh", "1922", "1991"),
    "yugoslavia": ("yucs", "1918", "2003"),
}
_PEOPLES = {
    "Afghan": "afghanistan",
    "British": "united-kingdom",
    "Canadian": "canada",
    "Chinese": "china",
    "Danish": "denmark",
    "Egyptian": "egypt",
    "French": "france",
    "German": "germany",
    "Guatemalan": "guatemala",
    "Indian": "india",
    "Indonesian": "indonesia",
    "Iraqi": "iraq",
    "Irish": "ireland",
    "Israeli": "israel",
    "Italian": "italy",
    "Ivorian": "cote-divoire",
    "Japanese": "japan",
    "Maltese": "malta",
    "Mexican": "mexico",
    "Pakistani": "pakistan",
    "Palestinian": "palestinian-authority",
    "Portuguese": "portugal",
    "Russian": "russia",
    "Singaporean": "singapore",
    "Soviet": "russia",
    "Spanish": "spain",
    "Syrian": "syria",
    "Tanzanian": "tanzania",
    "Turkish": "turkey",
}
_RANKS = ("Acting ", "Deputy ", "Provisional ", "Vice ", "Crown ", "Regent ")
_TITLES = (
    "Amir|Brigadier General|Chairman|Chancellor-elect|Chancellor|Chief of State|Emir|Emperor|First Secretary|"
    "Foreign Minister|General Secretary|Governor General|Grand Duchess|Grand Duke|Head of State|Junta Member|King|"
    "Lieutenant General|General|Pope|Premier|President-[Ee]lect|President|Prime Minister|Prince|Princess|Queen|"
    "Shah|Sultan"
)
_TITLE = rf"(?:{'|'.join(_RANKS)})?(?:{_TITLES})"
_PARTICLES = "al|arap|bin|da|das|de|de la|del|den|der|di|dos|e|el|ibn|la|van|von"
_WORD = r"(?:(?:[A-Z]\.)+|St\.|(?:(?:al|ul)-|d['’])?[A-Z](?:[\w'’-]*\w)?|\([A-Z][a-z]+\))"
_NAME = rf"(?:(?:{_PARTICLES}) )*{_WORD}(?: (?:(?:{_PARTICLES}) )*{_WORD})*"
_TITLED = re.compile(rf"({_TITLE}) ((?:Bin |bin )?{_NAME}|Earl of Athlone)")
_NAMED = re.compile(
    rf"(?:\b(?P<whose>[A-Z][a-z]+) )?\b(?<!Secretary )(?P<title>{_TITLE}) (?P<name>{_NAME})"
    rf"(?: of (?:the )?(?P<of>[A-Z][a-z]+(?: [A-Z][a-z]+)*))?"
)
_CLAUSE = re.compile(r"(?<=[a-z])\.\s+|;\s+")
_OF_THE_DEAD = re.compile(r"funeral|memorial|tomb|anniversary|enthronement|former|late ", re.IGNORECASE)


class TitledName(NamedTuple):
    """A person whom a description names from `start` up to `end`; `whose` is the country or people, "" for none."""

    title: str
    name: str
    whose: str
    start: int
    end: int


def code(country: str, year: str) -> str | None:
    """The ISO 3166 code of a country as the data names it (`korea-south`) in a year; None for one without a code."""
    key = _key(_PEOPLES.get(country, country))
    gone = _GONE.get(key)
    if gone and gone[1] <= year <= gone[2]:
        return gone[0]
    return _CODES.get(key) or _named().get(key)


def split_title(visitor: str) -> tuple[str, str] | None:
    """The title and the name of a visitor; None where the title is not known, or what follows is no name."""
    found = _TITLED.fullmatch(visitor)
    return (found[1], found[2]) if found else None


def named(description: str) -> Iterator[TitledName]:
    """The persons of rank whom a description names as present, in its order."""
    start = 0
    for end in [*(match.end() for match in _CLAUSE.finditer(description)), len(description)]:
        if not _OF_THE_DEAD.search(description, start, end):
            for found in _NAMED.finditer(description, start, end):
                whose = found["whose"] if found["whose"] in _PEOPLES else ""
                name = found["name"].removesuffix(".")
                at = found.start("name")
                yield TitledName(found["title"], name, found["of"] or whose, found.start("title"), at + len(name))
        start = end


@cache
def _named() -> dict[str, str]:
    return {_key(country_name(code, "en")): code for code in reversed(country_codes())}


def _key(name: str) -> str:
    return as_id(name.replace("&", " ").replace(" and ", " ").replace("-and-", " "))
