"""Identifiers of the same thing elsewhere, with their scheme: `wikidata:Q42`, `viaf:113230702`."""

import re
from functools import reduce
from typing import NamedTuple

from generator.text.suggest import nearest
from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.quote import quoted


class Authority(NamedTuple):
    """A register of identifiers: its name, their shape and an example, the URL of a page, and the IRI of the thing."""

    label: str
    shape: str
    example: str
    page: str
    iri: str


AUTHORITIES = {
    "wikidata": Authority(
        "Wikidata", "Q[1-9][0-9]{0,11}", "Q42", "https://www.wikidata.org/wiki/{}", "http://www.wikidata.org/entity/{}"
    ),
    "viaf": Authority("VIAF", "[1-9][0-9]{1,21}", "113230702", "https://viaf.org/viaf/{}", "http://viaf.org/viaf/{}"),
    "isni": Authority(
        "ISNI", "[0-9]{15}[0-9X]", "0000000080456315", "https://isni.org/isni/{}", "https://isni.org/isni/{}"
    ),
    "gnd": Authority(
        "GND",
        "(?:1[0-9]{0,2}[0-9]{7}[0-9X]|[47][0-9]{6}-[0-9]|[1-9][0-9]{0,7}-[0-9X]|3[0-9]{7}[0-9X])",
        "119033364",
        "https://d-nb.info/gnd/{}",
        "https://d-nb.info/gnd/{}",
    ),
    "opensanctions": Authority(
        "OpenSanctions",
        "[A-Za-z0-9][A-Za-z0-9-]{1,99}",
        "Q42",
        "https://www.opensanctions.org/entities/{}/",
        "https://www.opensanctions.org/entities/{}/",
    ),
}
_SHAPES = {scheme: re.compile(each.shape) for scheme, each in AUTHORITIES.items()}
_PAGES = (
    (
        "wikidata",
        re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(?:Special:EntityPage/)?(Q[0-9]+).*"),
    ),
    ("viaf", re.compile(r"https?://(?:www\.)?viaf\.org/(?:en/)?viaf/([0-9]+).*")),
    ("isni", re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?([0-9]{15}[0-9X]).*")),
    ("gnd", re.compile(r"https?://d-nb\.info/gnd/([0-9X-]+).*")),
    ("opensanctions", re.compile(r"https?://(?:www\.)?opensanctions\.org/entities/([A-Za-z0-9-]+).*")),
)
_MODULUS = 11
_TEN = "X"
_HINT = f"write a scheme, a colon and the identifier: wikidata:Q42; the schemes are {', '.join(AUTHORITIES)}"


def check_authority(text: str) -> ValueFault | None:
    """Reject unknown schemes, and identifiers that the scheme can't have."""
    scheme, colon, name = text.partition(":")
    if scheme not in AUTHORITIES or not colon:
        return _unknown(text, scheme)
    if _SHAPES[scheme].fullmatch(name):
        return _miscounted(scheme, name)
    known, plain = AUTHORITIES[scheme], re.sub(r"[\s.]", "", name).upper()
    if scheme == "isni" and _SHAPES[scheme].fullmatch(plain.replace("-", "")):
        return ValueFault("an ISNI with spaces or hyphens", f"write isni:{plain.replace('-', '')}", len(scheme) + 1)
    hint = f"write one like {scheme}:{known.example}"
    return ValueFault(f"{quoted(name)} is no identifier of {known.label}", hint, len(scheme) + 1)


def _miscounted(scheme: str, name: str) -> ValueFault | None:
    """A fault if the last sign is not the check digit that the others give."""
    digits = [int(sign) for sign in name[:-1] if sign.isdigit()]
    wanted = name[-1]
    if scheme == "isni":
        wanted = _sign((1 - reduce(lambda total, digit: (total + digit) * 2, digits, 0)) % _MODULUS)
    elif scheme == "gnd" and re.fullmatch("1[0-9X]{8,9}|[47][0-9]{6}-[0-9]", name):
        total = sum(weight * digit for weight, digit in enumerate(reversed(digits), 2)) % _MODULUS
        wanted = _sign(total if "-" in name else -total % _MODULUS)
    if wanted == name[-1]:
        return None
    hint = "copy it again: a digit is wrong, or two have changed places"
    message = f"{quoted(name)} is no {AUTHORITIES[scheme].label}: its last sign is not the check digit"
    return ValueFault(message, hint, len(scheme) + 1)


def _sign(digit: int) -> str:
    return _TEN if digit == len("0123456789") else str(digit)


def _unknown(text: str, scheme: str) -> ValueFault:
    for known, page in _PAGES:
        if (found := page.fullmatch(text)) and _SHAPES[known].fullmatch(found[1]):
            return ValueFault("a web address in place of an identifier", f"write {known}:{found[1]}")
    if re.fullmatch(r"https?", scheme):
        return ValueFault("a web address of no known scheme", f"move it to `links:`, or {_HINT}")
    near = nearest(scheme.lower(), list(AUTHORITIES))
    return ValueFault(f"{quoted(text)} has no known scheme", f"did you mean `{near}:`?" if near else _HINT)


def authority_label(text: str) -> str:
    """An identifier as readers see it: `Wikidata Q42`."""
    scheme, _, name = text.partition(":")
    return f"{AUTHORITIES[scheme].label} {name}" if scheme in AUTHORITIES else text


def authority_page(text: str) -> str:
    """The URL of its page; "" for a text that is no identifier."""
    scheme, _, name = text.partition(":")
    return AUTHORITIES[scheme].page.format(name) if check_authority(text) is None else ""


def authority_iri(text: str) -> str:
    """The IRI that linked data uses for the thing; "" for a text that is no identifier."""
    scheme, _, name = text.partition(":")
    return AUTHORITIES[scheme].iri.format(name) if check_authority(text) is None else ""


_PATTERN = "|".join(f"{scheme}:{each.shape}" for scheme, each in AUTHORITIES.items())
AUTHORITY = ValueType("authority", check_authority, {"type": "string", "pattern": whole(_PATTERN)})
