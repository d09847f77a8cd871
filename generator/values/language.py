"""Languages: BCP 47 tags in the usual letter case, such as `uk` and `zh-Hant`."""

import re
from functools import cache
from typing import Literal

from babel import Locale
from babel.core import get_global

from generator.text.suggest import nearest
from generator.values.locale import locale
from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.quote import quoted

_VARIANT = "[a-z0-9]{5,8}|[0-9][a-z0-9]{3}"
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|[0-9]{3}))?"
    rf"(?:-(?:{_VARIANT}))*"
)
_LEFTWARD = frozenset(
    {
        *("Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar"),
        *("Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli"),
        *("Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sidt", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn"),
        *("Thaa", "Yezi"),
    }
)
_SCRIPTS = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Arab": "ARABIC",
    "Hebr": "HEBREW",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Geor": "GEORGIAN",
    "Armn": "ARMENIAN",
    "Thai": "THAI",
    "Kore": "HANGUL",
    "Hans": "CJK",
    "Hant": "CJK",
    "Jpan": "CJK",
    "Ethi": "ETHIOPIC",
    "Khmr": "KHMER",
    "Mymr": "MYANMAR",
    "Taml": "TAMIL",
}
_FORM = "write a tag such as uk, ru, zh-Hant or pt-BR"


def check_language(text: str) -> ValueFault | None:
    """Reject malformed tags, unusual letter case, and languages, scripts or regions that CLDR doesn't know."""
    tag = _TAG.fullmatch(text)
    if not tag:
        return _malformed(text)
    for part, known in (("language", _languages()), ("script", _scripts()), ("region", _regions())):
        value = tag.group(part)
        if value and value not in known:
            near = nearest(value, known) if part != "language" else None
            hint = f"did you mean `{near}`?" if near else _FORM
            return ValueFault(f"unknown {part} `{value}`", hint, tag.start(part))
    return None


@cache
def language_name(tag: str, language: str) -> str:
    """The name of a tag's language in another language, or else in English; the tag itself if it is unknown."""
    parts = _TAG.fullmatch(tag)
    if not parts:
        return tag
    names, english = locale(language), Locale.parse("en")
    name = names.languages.get(parts["language"]) or english.languages.get(parts["language"]) or tag
    script, region = parts["script"], parts["region"]
    more = [
        *([names.scripts.get(script) or script] if script else []),
        *([names.territories.get(region) or region] if region else []),
    ]
    return f"{name} ({', '.join(more)})" if more else str(name)


@cache
def script(tag: str) -> str:
    """The script that a language is mostly written in, as Unicode names its letters: `CYRILLIC`; "" if unknown."""
    parts = _TAG.fullmatch(tag)
    if not parts:
        return ""
    full = str(get_global("likely_subtags").get(parts["language"]) or "").split("_")
    code = parts["script"] or next((part for part in full if len(part) == len("Latn")), "")
    return _SCRIPTS.get(code, "")


@cache
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """The direction of a tag's script, or else of the script that its language is mostly written in."""
    parts = _TAG.fullmatch(tag)
    if not parts:
        return "ltr"
    likely = get_global("likely_subtags")
    language, region = parts["language"], parts["region"]
    full = likely.get(f"{language}_{region}") or likely.get(language) or ""
    scripts = [parts["script"]] if parts["script"] else str(full).split("_")
    return "rtl" if _LEFTWARD.intersection(scripts) else "ltr"


def _malformed(text: str) -> ValueFault:
    usual = re.sub(r"-([a-z]{4})(?=-|$)", lambda m: f"-{m[1].title()}", text.replace("_", "-").lower())
    usual = re.sub(r"-([a-z]{2})(?=-|$)", lambda m: m[0].upper(), usual)
    hint = f"write `{usual}`" if _TAG.fullmatch(usual) and not check_language(usual) else _FORM
    return ValueFault(f"{quoted(text)} is not a language tag", hint)


@cache
def _languages() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale.parse("en").languages) if "_" not in code)


@cache
def _scripts() -> frozenset[str]:
    return frozenset(map(str, Locale.parse("en").scripts))


@cache
def _regions() -> frozenset[str]:
    return frozenset(map(str, Locale.parse("en").territories))


def _pattern() -> str:
    languages, scripts, regions = ("|".join(sorted(known)) for known in (_languages(), _scripts(), _regions()))
    return rf"(?:{languages})(?:-(?:{scripts}))?(?:-(?:{regions}))?(?:-(?:{_VARIANT}))*"


LANGUAGE = ValueType("language", check_language, {"type": "string", "pattern": whole(_pattern())})
