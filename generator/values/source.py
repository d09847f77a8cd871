"""Sources of facts that a person wrote: the id of an article, or a URL and its date."""

from generator.values.date import DATE, DATE_SHAPE
from generator.values.identifier import IDENTIFIER, check_id
from generator.values.identifier import LENGTH as ID_LENGTH
from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.url import LENGTH as URL_LENGTH
from generator.values.url import URL_SHAPE, check_url

_ARTICLE = f"(?!.{{{ID_LENGTH + 1}}}){IDENTIFIER}"
_ADDRESS = f"(?![^ ]{{{URL_LENGTH + 1}}}){URL_SHAPE}"
_HINT = "add the date: https://example.org/page 2025-12-04"


def split_source(text: str) -> tuple[str, str]:
    """The id of the article and "", or the URL and its date."""
    where, _, date = text.partition(" ")
    return where, date


def check_source(text: str) -> ValueFault | None:
    """Reject anything but the id of an article, or a URL, one space and a date."""
    if "/" not in text and ":" not in text:
        fault = check_id(text)
        return fault and fault._replace(hint=f"{fault.hint}; or write a URL and its date")
    url, date = split_source(text)
    if fault := check_url(url):
        return fault
    if not date:
        return ValueFault("a URL without its date", _HINT, len(url))
    fault = DATE.check(date)
    return fault and fault._replace(at=fault.at + len(url) + 1)


SOURCE = ValueType(
    "source",
    check_source,
    {
        "type": ["string", "integer", "boolean"],
        "pattern": whole(f"{_ARTICLE}|{_ADDRESS} {DATE_SHAPE}"),
    },
)
