"""What a web page says of itself: its day in its own time zone, its language, publisher, authors and address."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import NamedTuple, TypeAlias

from lxml.etree import _Element as Element

from generator.articles.model import Author
from generator.importers.model import Metadata
from generator.values import value_type

_Json: TypeAlias = "Mapping[str, _Json] | list[_Json] | str | float | None"

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate",
    "publish-date", "publication_date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "citation_publication_date", "citation_date", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_OTHER_STAMPS = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")
_WORKS = ("Article", "Posting", "Report", "WebPage", "Review")
_DEPTH = 12


class PageMetadata(NamedTuple):
    """What a page says of itself, and notes about what it leaves in doubt."""

    metadata: Metadata
    notes: tuple[str, ...]


class _Stamp(NamedTuple):
    day: str
    minute: str
    zone: str


def read_metadata(tree: Element) -> PageMetadata:
    """What the head of a page, its linked data and its `<time>` elements say."""
    metas = dict(_metas(tree))
    works = [work for work in _linked_data(tree) if _is_work(work)]
    published = [*(_text(work.get("datePublished")) for work in works), *(metas.get(name, "") for name in _PUBLISHED)]
    others = [*(_text(work.get("dateModified")) for work in works), *(metas.get(name, "") for name in _OTHER_STAMPS)]
    times = [element.get("datetime") or "" for element in tree.iter("time")]
    marked = [e.get("datetime") or e.get("content") or "" for e in tree.xpath('//*[@itemprop="datePublished"]')]
    day, notes = _day([*published, *marked, *times[:1]], [*others, *times])
    metadata = Metadata(
        title=next(filter(None, (_text(work.get("headline")) for work in works)), ""),
        date=day,
        publisher=next(filter(None, (_names(work.get("publisher")) for work in works)), ""),
        url=next((each for each in _addresses(tree, metas, works) if _is_valid("url", each)), ""),
        language=next((tag for each in _languages(tree, metas, works) if (tag := _tag(each))), ""),
    )
    authors = next(filter(None, (list(_authors(work.get("author"))) for work in works)), [])
    return PageMetadata(metadata.by(authors), notes)


def _metas(tree: Element) -> Iterator[tuple[str, str]]:
    """The names of a page's metadata in small letters, with their values; of several, the first counts."""
    for element in reversed(list(tree.iter("meta"))):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and (element.get("content") or "").strip():
            yield name.lower(), element.get("content").strip()


def _linked_data(tree: Element) -> Iterator[Mapping[str, "_Json"]]:
    """The objects of a page's JSON-LD."""
    for element in tree.iter("script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            try:
                yield from _objects(json.loads(element.text_content(), strict=False), _DEPTH)
            except (ValueError, RecursionError):
                continue


def _objects(value: "_Json", depth: int) -> Iterator[Mapping[str, "_Json"]]:
    if isinstance(value, list) and depth:
        for each in value:
            yield from _objects(each, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage") if depth else ():
            yield from _objects(value.get(key), depth - 1)


def _is_work(value: Mapping[str, "_Json"]) -> bool:
    kinds = value.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(_WORKS) for name in names)


def _text(value: "_Json") -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _names(value: "_Json") -> str:
    """The names of a publisher, each once."""
    return ", ".join(dict.fromkeys(each.name for each in _authors(value)))


def _authors(value: "_Json") -> Iterator[Author]:
    """Those who are named, as persons or as organizations."""
    for each in value if isinstance(value, list) else [value]:
        name = _text(each.get("name")) if isinstance(each, dict) else _text(each)
        kind = str(each.get("@type", "")) if isinstance(each, dict) else ""
        if name and "://" not in name:
            yield Author(name, "Organization" in kind)


def _addresses(tree: Element, metas: Mapping[str, str], works: list[Mapping[str, "_Json"]]) -> Iterator[str]:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield (element.get("href") or "").strip()
    yield metas.get("og:url", "")
    yield from (_text(work.get("url")) for work in works)
    yield from (_text(work.get("mainEntityOfPage")) for work in works)


def _languages(tree: Element, metas: Mapping[str, str], works: list[Mapping[str, "_Json"]]) -> Iterator[str]:
    root = tree.getroottree().getroot()
    yield root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    yield metas.get("content-language", "")
    yield from (_text(work.get("inLanguage")) for work in works)
    yield metas.get("og:locale", "")


def _tag(text: str) -> str:
    """A language tag as articles have it, "" for none: `en_US` and `en-US` are `en`."""
    tag = text.partition(",")[0].strip().replace("_", "-")
    short = "-".join(part for part in tag.split("-") if len(part) == 4 or part == tag.split("-")[0])  # noqa: PLR2004 -- a script has four letters
    return next((each for each in (short, tag.partition("-")[0].lower()) if each and _is_valid("language", each)), "")


def _is_valid(type_name: str, value: str) -> bool:
    return bool(value) and value_type(type_name).check(value) is None


def _day(published: list[str], others: list[str]) -> tuple[str, tuple[str, ...]]:
    """The day of publication in the page's own time zone, and a note if only the day in UTC is known."""
    stamps = [stamp for each in published if (stamp := _stamp(each))]
    local = next((stamp for stamp in stamps if _offset(stamp)), None)
    if local or not stamps:
        return (local.day, ()) if local else ("", ())
    first = stamps[0]
    if not first.zone:
        return first.day, ()
    offset = next((found for each in others if (stamp := _stamp(each)) and (found := _offset(stamp))), None)
    try:
        moment = datetime.fromisoformat(f"{first.day}T{first.minute}+00:00")
        day = moment.astimezone(timezone(offset)).date().isoformat() if offset else first.day
    except (ValueError, OverflowError):
        return first.day, ()
    if offset:
        return day, ()
    return day, (f"{day} is the day of publication in UTC: the page does not say its time zone",)


def _stamp(text: str) -> _Stamp | None:
    match = _STAMP.match(text.strip())
    if match is None or not _is_valid("date", match[1]):
        return None
    return _Stamp(match[1], match[2] or "", match[3] or "")


def _offset(stamp: _Stamp) -> timedelta | None:
    """How far a stamp's time zone is from UTC; None if it names none or UTC."""
    digits = stamp.zone.replace(":", "")[1:]
    if not digits or not int(digits):
        return None
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return offset if stamp.zone[0] == "+" else -offset
