"""Value types: check a text against a type, and show dates, countries and languages to readers."""

from generator.values.authority import AUTHORITY, authority_iri, authority_label, authority_page
from generator.values.coordinates import COORDINATES, read_coordinates
from generator.values.country import (
    COUNTRY,
    code_scheme,
    country_codes,
    country_name,
    flag,
    is_country,
    meant_instead,
    other_codes,
)
from generator.values.date import DATE, Date, covers, dates_agree, read_date, sort_key
from generator.values.date_iso import bounds, end_texts, is_in_doubt, iso_8601, iso_ends, iso_prefix, iso_range
from generator.values.date_words import show_date, show_month
from generator.values.identifier import ID
from generator.values.language import LANGUAGE, direction, language_name, script
from generator.values.model import ValueFault, ValueType
from generator.values.number import NUMBER
from generator.values.reference import REFERENCE
from generator.values.source import SOURCE, split_source
from generator.values.text import TEXT
from generator.values.url import URL

__all__ = [
    "TYPES",
    "Date",
    "ValueFault",
    "ValueType",
    "authority_iri",
    "authority_label",
    "authority_page",
    "bounds",
    "code_scheme",
    "country_codes",
    "country_name",
    "covers",
    "dates_agree",
    "direction",
    "end_texts",
    "flag",
    "is_country",
    "is_in_doubt",
    "iso_8601",
    "iso_ends",
    "iso_prefix",
    "iso_range",
    "language_name",
    "meant_instead",
    "other_codes",
    "read_coordinates",
    "read_date",
    "script",
    "show_date",
    "show_month",
    "sort_key",
    "split_source",
    "value_type",
]

TYPES = (TEXT, ID, DATE, REFERENCE, URL, LANGUAGE, COUNTRY, COORDINATES, SOURCE, NUMBER, AUTHORITY)
_BY_NAME = {type_.name: type_ for type_ in TYPES}


def value_type(name: str) -> ValueType:
    """The type with this name; raises KeyError for an unknown one."""
    return _BY_NAME[name]
