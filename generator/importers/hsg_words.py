"""Interpret words of the Office of the Historian's data: countries as ISO codes, offices, names of people."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import combinations

from generator.drafting.folding import as_id
from generator.values.country import country_codes, country_name

_CODES = {
    "burma": "mm",
    "congo-democratic-republic": "cd",
    "congo-republic": "cg",
    "cote-divoire": "ci",
    "czech-republic": "cz",
    "east-germany": "ddde",
    "german-democratic-republic": "ddde",
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
    "Albanian": "albania",
    "Algerian": "algeria",
    "American": "united-states",
    "Argentine": "argentina",
    "Armenian": "armenia",
    "Australian": "australia",
    "Austrian": "austria",
    "Bangladeshi": "bangladesh",
    "Belgian": "belgium",
    "Bolivian": "bolivia",
    "Brazilian": "brazil",
    "British": "united-kingdom",
    "Bulgarian": "bulgaria",
    "Burmese": "burma",
    "Cambodian": "cambodia",
    "Canadian": "canada",
    "Chilean": "chile",
    "Chinese": "china",
    "Colombian": "colombia",
    "Costa Rican": "costa-rica",
    "Croatian": "croatia",
    "Cuban": "cuba",
    "Cypriot": "cyprus",
    "Czech": "czech-republic",
    "Danish": "denmark",
    "Dutch": "netherlands",
    "East German": "east-germany",
    "Ecuadorian": "ecuador",
    "Egyptian": "egypt",
    "Estonian": "estonia",
    "Ethiopian": "ethiopia",
    "Filipino": "philippines",
    "Finnish": "finland",
    "French": "france",
    "Georgian": "georgia",
    "German": "germany",
    "Ghanaian": "ghana",
    "Greek": "greece",
    "Guatemalan": "guatemala",
    "Haitian": "haiti",
    "Honduran": "honduras",
    "Hungarian": "hungary",
    "Icelandic": "iceland",
    "Indian": "india",
    "Indonesian": "indonesia",
    "Iranian": "iran",
    "Iraqi": "iraq",
    "Irish": "ireland",
    "Israeli": "israel",
    "Italian": "italy",
    "Ivorian": "cote-divoire",
    "Jamaican": "jamaica",
    "Japanese": "japan",
    "Jordanian": "jordan",
    "Kazakh": "kazakhstan",
    "Kenyan": "kenya",
    "Kuwaiti": "kuwait",
    "Latvian": "latvia",
    "Lebanese": "lebanon",
    "Liberian": "liberia",
    "Libyan": "libya",
    "Lithuanian": "lithuania",
    "Malaysian": "malaysia",
    "Maltese": "malta",
    "Mexican": "mexico",
    "Mongolian": "mongolia",
    "Moroccan": "morocco",
    "Nicaraguan": "nicaragua",
    "Nigerian": "nigeria",
    "North Korean": "korea-north",
    "Norwegian": "norway",
    "Pakistani": "pakistan",
    "Palestinian": "palestinian-authority",
    "Palestinian Authority": "palestinian-authority",
    "Panamanian": "panama",
    "Paraguayan": "paraguay",
    "Peruvian": "peru",
    "Philippine": "philippines",
    "Polish": "poland",
    "Portuguese": "portugal",
    "Romanian": "romania",
    "Russian": "russia",
    "Rwandan": "rwanda",
    "Salvadoran": "el-salvador",
    "Saudi": "saudi-arabia",
    "Saudi Arabian": "saudi-arabia",
    "Senegalese": "senegal",
    "Serbian": "serbia",
    "Singaporean": "singapore",
    "Slovak": "slovakia",
    "Slovenian": "slovenia",
    "South African": "south-africa",
    "South Korean": "korea-south",
    "Soviet": "soviet-union",
    "Spanish": "spain",
    "Sudanese": "sudan",
    "Swedish": "sweden",
    "Swiss": "switzerland",
    "Syrian": "syria",
    "Tanzanian": "tanzania",
    "Thai": "thailand",
    "Tunisian": "tunisia",
    "Turkish": "turkey",
    "U.S.": "united-states",
    "Ugandan": "uganda",
    "Ukrainian": "ukraine",
    "Uruguayan": "uruguay",
    "Venezuelan": "venezuela",
    "Vietnamese": "vietnam",
    "West German": "germany",
    "Yugoslav": "yugoslavia",
    "Zambian": "zambia",
}
_ORGANIZATIONS = (
    "EC",
    "EU",
    "European Commission",
    "European Council",
    "NATO",
    "OAS",
    "PLO",
    "U.N.",
    "UN",
    "United Nations",
)
_RANKS = (
    r"Acting|Assistant|Associate|Co|Crown|Deputy|First|Former|former|Interim|interim|Joint|Provisional|Regent|Second|Senior|then|"
    r"Under|Vice"
)
_TITLES = (
    "Amir|Brigadier General|Chairman|Chancellor|Chief of State|Emir|Emperor|Empress|Field Marshal|First Minister|"
    "First Secretary|General Secretary|Generalissimo|Governor General|Grand Duchess|Grand Duke|Head of State|"
    "Junta Member|King|Lieutenant General|General|Pope|Premier|President|Prime Minister|Prince|Princess|Queen|"
    "Secretary[- ]General|Shah|Sultan|"
    "(?:Commerce|Defen[cs]e|Development|Economy|Energy|Environment|Finance|Foreign|Interior|Justice|Trade) Minister"
)
_STATE = {"Chief of State", "Emir", "Amir", "Head of State", "President"}
_CROWN = {"Emperor", "Empress", "Grand Duchess", "Grand Duke", "King", "Queen", "Shah", "Sultan"}
_HEADS = {*_STATE, *_CROWN, "Governor General", "Premier", "Prime Minister"}
_HEADS_IN = {
    "Chairman": {"cn", "suhh"},
    "Chancellor": {"at", "de"},
    "First Secretary": {"hu", "pl", "suhh"},
    "General Secretary": {"cn", "suhh"},
    "Pope": {"va"},
}
_WITHOUT_PRESIDENT = {
    *("au", "be", "ca", "dk", "gb", "jm", "jo", "jp", "lu", "ma", "my", "nl", "no", "nz", "sa", "se", "th"),
}
_UNNAMED = {"Brigadier General", "Field Marshal", "General", "Generalissimo", "Lieutenant General"}
_PARTICLES = "al|arap|bin|da|das|de|de la|del|den|der|di|dos|e|el|ibn|la|van|von"
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec"
)
_WORD = (
    rf"(?!(?:{MONTHS})\.? \d|(?:Assembly|Council|Met|Also|Attended|Addressed|Visited)(?!\w))"
    r"(?:(?:[A-Z]\.)+(?=[ A-Z])|St\.|(?:(?:al|ul)-|d['’])?[A-Z](?:[\w'’-]*\w)?(?<!['’]s)(?!['’\w-]))"
)

OFFICE = rf"(?:(?:{_RANKS})[ -])*(?:{_TITLES})(?:[- ](?:[Ee]lect|[Dd]esignate))?(?![-\w])"
NAME = rf"(?:(?:{_PARTICLES}) )*{_WORD}(?: (?:(?:{_PARTICLES}) )*{_WORD})*"
PEOPLE = "|".join(re.escape(each) for each in sorted((*_PEOPLES, *_ORGANIZATIONS), key=len, reverse=True))
_TITLED = re.compile(rf"({OFFICE}) ((?:Bin |bin )?{NAME}(?: \([A-Z][a-z]+\) {NAME})?|Earl of Athlone)")


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


def is_organization(whose: str) -> bool:
    """Whether words before a title name an organization that is no country's."""
    return whose in _ORGANIZATIONS


def is_military(title: str) -> bool:
    """Whether a title is a rank that says nothing of an office."""
    return title in _UNNAMED


def is_own_office(title: str, country: str) -> bool:
    """Whether an office of which a remark gives no country is that of the country visited: its head's."""
    plain = title.removeprefix("Acting ")
    if plain == "President" and country in _WITHOUT_PRESIDENT:
        return False
    return plain in _HEADS or country in _HEADS_IN.get(plain, ())


def may_share_country(one: str, other: str) -> bool:
    """Whether the holders of two offices may be of one country, as two presidents, or a king and a president, can't."""
    kinds = [_STATE & {one, other}, _CROWN & {one, other}]
    return one != other and not all(kinds)


def is_of_one_country(offices: Iterable[str]) -> bool:
    """Whether the holders of all these offices may be of one country."""
    heads = sorted(each for each in offices if each in _HEADS)
    return all(may_share_country(one, other) for one, other in combinations(heads, 2))


@cache
def _named() -> dict[str, str]:
    return {_key(country_name(code, "en")): code for code in reversed(country_codes())}


def _key(name: str) -> str:
    return as_id(name.replace("&", " ").replace(" and ", " ").replace("-and-", " "))
