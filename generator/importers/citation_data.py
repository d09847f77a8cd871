"""Bibliographic data as Zotero exports it: CSL-JSON and RIS."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.articles.model import Author
from generator.importers.json_errors import decode_value
from generator.importers.model import Metadata
from generator.values import value_type

_LINE = re.compile(r"^([A-Z][A-Z0-9])  -(.*)$", re.MULTILINE)
_RIS_DATE = re.compile(r"(\d{4})(?:/(\d{1,2})?(?:/(\d{1,2})?)?)?|(\d{4}-\d\d(?:-\d\d)?)")


def read_csl(text: str) -> tuple[Metadata | None, str]:
    """The metadata of the one item of a CSL-JSON file, or why there is none."""
    found, fault = read_json(text)
    if fault:
        return None, fault
    items = [item for item in (found if isinstance(found, list) else [found]) if isinstance(item, dict)]
    if len(items) != 1:
        return None, f"{len(items)} items"
    item = items[0]
    return Metadata(
        title=_text(item, "title"),
        date=_csl_date(item.get("issued")),
        publisher=_text(item, "container-title") or _text(item, "publisher"),
        url=_valid("url", _text(item, "URL")),
        language=_language(_text(item, "language")),
        licence=_text(item, "license"),
        retrieved=_csl_date(item.get("accessed")),
    ).by(list(_csl_authors(item.get("author")))), ""


def read_json(text: str) -> tuple[object, str]:
    """The value of a JSON file, or why it is none."""
    bare = text.removeprefix("\ufeff").rstrip()
    try:
        found, end = decode_value(bare, len(bare) - len(bare.lstrip()))
    except json.JSONDecodeError as error:
        return None, f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
    return (None, "not JSON: more text behind the value") if bare[end:] else (found, "")


def read_ris(text: str) -> tuple[Metadata | None, str]:
    """The metadata of the one reference of a RIS file, or why there is none."""
    tags: dict[str, list[str]] = {}
    for match in _LINE.finditer(text.removeprefix("\ufeff")):
        tags.setdefault(match[1], []).append(" ".join(match[2].split()))
    if len(tags.get("TY", ())) != 1:
        return None, f"{len(tags.get('TY', ()))} references"

    def first(*names: str) -> str:
        return next((value for name in names for value in tags.get(name, ()) if value), "")

    authors = [value for name in ("AU", "A1") for value in tags.get(name, ())]
    return Metadata(
        title=first("TI", "T1", "CT"),
        date=_ris_date(first("DA", "Y1", "PY")),
        publisher=first("T2", "JO", "JF", "BT", "PB"),
        url=_valid("url", first("UR")),
        language=_language(first("LA")),
        retrieved=_ris_date(first("Y2")),
    ).by([Author(" ".join(reversed(name.split(", ", 1)))) for name in authors]), ""


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _csl_authors(names: object) -> Iterator[Author]:
    """The authors of an item; CSL writes the name of an organization in one piece, that of a person in parts."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    for name in names if isinstance(names, list) else ():
        if isinstance(name, dict):
            whole = _text(name, "literal")
            yield Author(whole or " ".join(filter(None, (_text(name, part) for part in parts))), bool(whole))


def _csl_date(value: object) -> str:
    """The EDTF date of a CSL date: its parts, else its words if they are a date."""
    if not isinstance(value, dict):
        return ""
    ranges = value.get("date-parts")
    days = [_parts(each) for each in ranges] if isinstance(ranges, list) else []
    written = "/".join(days) or _text(value, "raw") or _text(value, "literal")
    return _valid("date", written)


def _parts(parts: object) -> str:
    numbers = [str(part) for part in parts] if isinstance(parts, list) else []
    return _joined(numbers)


def _joined(numbers: Sequence[str]) -> str:
    return "-".join(number.zfill(2 if index else 4) for index, number in enumerate(numbers))


def _ris_date(text: str) -> str:
    match = _RIS_DATE.match(text)
    if match is None:
        return ""
    return _valid("date", match[4] or _joined(list(_leading(match.group(1, 2, 3)))))


def _leading(parts: Sequence[str | None]) -> Iterator[str]:
    for part in parts:
        if not part:
            return
        yield part


def _language(text: str) -> str:
    tag = text.replace("_", "-")
    return _valid("language", tag) or _valid("language", tag.partition("-")[0].lower())


def _valid(type_name: str, value: str) -> str:
    return value if value and value_type(type_name).check(value) is None else ""
