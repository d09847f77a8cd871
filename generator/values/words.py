"""The words around dates, a table for each language, and the locale that a language is written in."""

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

Words = Mapping[str, str]

WORDS: Mapping[str, Words] = {
    "en": {
        "~": "about {date}",
        "?": "{date} (uncertain)",
        "%": "about {date} (uncertain)",
        "decade": "the {year}s",
        "century": "the years {year} to {last}",
        "some month": "{date} (month unknown)",
        "some day": "{date} (day unknown)",
        "some day of year": "{date} (day unknown)",
        "spring": "spring {year}",
        "summer": "summer {year}",
        "autumn": "autumn {year}",
        "winter": "winter {year}–{last}",
        "from to": "from {start} to {end}",
        "since": "since {start}",
        "until": "until {end}",
        "end unknown": "from {start}, end unknown",
        "start unknown": "to {end}, start unknown",
        "time": "{date}, {time}",
        "time in utc": "{date}, {time} ({utc})",
        "week": "week {week} ({days})",
        "old style": "{date} (Old Style)",
        "old style day": "{date} (Old Style), {gregorian} (New Style)",
    },
    "uk": {
        "~": "приблизно {date}",
        "?": "{date} (непевно)",
        "%": "приблизно {date} (непевно)",
        "decade": "{year}-ті роки",
        "century": "роки від {year} до {last}",
        "some month": "{date} (місяць невідомий)",
        "some day": "{date} (день невідомий)",
        "some day of year": "{date} (день невідомий)",
        "spring": "весна {year}",
        "summer": "літо {year}",
        "autumn": "осінь {year}",
        "winter": "зима {year}–{last}",
        "from to": "{start} – {end}",
        "since": "від {start}",
        "until": "до {end}",
        "end unknown": "від {start}, кінець невідомий",
        "start unknown": "до {end}, початок невідомий",
        "time": "{date}, {time}",
        "time in utc": "{date}, {time} ({utc})",
        "week": "тиждень {week} ({days})",
        "old style": "{date} (старий стиль)",
        "old style day": "{date} (старий стиль), {gregorian} (новий стиль)",
    },
}
_WORLD_ENGLISH = "en-001"  # day before month: 2 December 2025


@cache
def locale(language: str) -> Locale:
    """The locale of a language tag; English as the world writes it where CLDR has no such locale."""
    try:
        return Locale.parse(_WORLD_ENGLISH if language == "en" else language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_WORLD_ENGLISH, sep="-")


def words(language: str) -> Words:
    """The table of a language or of the language that a tag begins with, else the English one."""
    return WORDS.get(language) or WORDS.get(language.partition("-")[0]) or WORDS["en"]
