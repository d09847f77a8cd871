"""The site as a publication: licence, version, publisher, authors, dates and sources."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from generator.pages.model import Publication
from generator.pages.site_index import AS_OF, SiteIndex
from generator.values import iso_range
from generator.values.url import check_url

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,60}")
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([1-4]\.[05])")
_OTHERWISE = {"by-nc-nd/1.0": "by-nd-nc/1.0"}
_OWN = "LicenseRef-"
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>\\]{1,200}")
_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its SPDX id and its URL; "" for what is unknown."""

    id: str
    url: str


class Source(NamedTuple):
    """An original article: its title, publisher and URL; "" for what is unknown."""

    title: str
    publisher: str
    url: str


def publication_fault(made: Publication) -> str:
    """Why the options are no description of a publication, and the remedy; "" if they are."""
    long = [text for text in (made.licence, made.version, made.publisher, *made.authors) if len(text) > _LENGTH]
    broken = [text for text in (made.version, made.publisher, *made.authors) if not text.isprintable()]
    if long or broken:
        return "a value of `publication` is too long or has control characters; write one line of text"
    if made.licence and not _spdx_id(made.licence) and check_url(made.licence):
        return f"`licence: {made.licence}` is neither an SPDX id nor a URL; write CC-BY-4.0 or https://…"
    if made.doi and not _DOI.fullmatch(made.doi):
        return f"`doi: {made.doi}` is no DOI; write 10.5281/zenodo.1234567, without https://doi.org/"
    return ""


def licence_of(made: Publication) -> Licence | None:
    """The licence by id and URL; None if none is given."""
    if not made.licence:
        return None
    if "://" in made.licence:
        return Licence("", made.licence)
    id_ = _spdx_id(made.licence)
    if id_ == "CC0-1.0":
        return Licence(id_, "https://creativecommons.org/publicdomain/zero/1.0/")
    if found := _CREATIVE_COMMONS.fullmatch(id_):
        path = f"{found[1].lower()}/{found[2]}"
        return Licence(id_, f"https://creativecommons.org/licenses/{_OTHERWISE.get(path, path)}/")
    return Licence(id_, f"https://spdx.org/licenses/{id_}.html") if id_ else None


def _spdx_id(text: str) -> str:
    """The id of a licence as SPDX writes it; "" if its list has none."""
    if not _SPDX.fullmatch(text) or text.startswith(_OWN):
        return ""
    try:
        return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return ""


def updated(site: SiteIndex) -> str:
    """The date of the newest article, retraction or change of a record, no more exact than it is."""
    return site.whole[AS_OF]


def covered(site: SiteIndex) -> str:
    """The first and the last day of the meetings, as an interval; "" for none."""
    ranges = [iso_range(site.base.timeline_date(ref)) for ref in site.meetings.all]
    first = min((first for first, _ in ranges if first), default="")
    last = max((last for _, last in ranges if last), default="")
    return f"{first}/{last}" if first and last else ""


def sources(site: SiteIndex) -> Iterator[Source]:
    """The articles that are originals, each once: reprints are left out."""
    made = (each.front for each in site.base.articles.values() if site.base.original(each.id) == each.id)
    yield from dict.fromkeys(Source(front.title, front.publisher, front.url) for front in made)
