"""The report of the link checker lychee (`--format json`): addresses that are gone, and copies that it found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics.problem import Problem
from generator.importers.json_items import JsonFile, JsonItem, read_json
from generator.text.count import count
from generator.text.source import SourceText, Span

_ERRORS = ("error_map", "fail_map")
_TIMEOUTS, _SUCCESSES, _SUGGESTIONS = "timeout_map", "success_map", "suggestion_map"
_MAPS = (*_ERRORS, _TIMEOUTS, _SUCCESSES, _SUGGESTIONS)
_OPEN = frozenset({*_MAPS, *(f"{name}/*" for name in _MAPS)})
_GONE = (404, 410)
_CODE = re.compile(r"(?:^|\bHTTP |\bstatus(?: code)?:? )\(?(\d{3})\b", re.IGNORECASE | re.ASCII)
_HINT = "make it with `lychee --format json --output report.json`"
_BY_HAND = "make the report with a later version of lychee, or write the address into content/links/ by hand"
_NO_HOST = ("nxdomain", "no such host", "name or service not known", "nodename nor servname", "host does not exist")
"""What programs say of a host that does not exist; any other failure may be that of the network of whoever tried."""


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Why addresses are gone, which failed in another way and where it says so, which answered, and copies found."""

    gone: Mapping[str, str]
    unsure: Mapping[str, tuple[str, Span]]
    alive: frozenset[str]
    copies: Mapping[str, str]

    @property
    def addresses(self) -> frozenset[str]:
        """All addresses that the report says something of."""
        return frozenset({*self.gone, *self.unsure, *self.alive, *self.copies})


@dataclass(frozen=True, slots=True)
class _Response:
    """The address, the code (0 for none) and the words of an answer."""

    url: str
    code: int
    text: str
    span: Span


def read_report(source: SourceText) -> tuple[LinkReport | None, tuple[Problem, ...]]:
    """Read a report, with a warning for each entry that can't be used; None and the problem if it is no report."""
    file, problems = read_json(source, _OPEN)
    if file is None:
        return None, tuple(replace(each, hint=_HINT) for each in problems)
    if not any(isinstance(file.values.get(name), dict) or name in file.lists for name in _ERRORS):
        message = "this is no report of lychee: it has no `error_map` with entries by the files that name them"
        at = max(source.text.find('"error_map"'), 0)
        return None, (Problem("import-is-readable", message, source.span(at, at + 1), hint=_HINT),)
    faults: list[Problem] = []
    gone: dict[str, str] = {}
    unsure: dict[str, tuple[str, Span]] = {}
    for name in (*_ERRORS, _TIMEOUTS):
        for each in _responses(file, name, source, faults):
            if name != _TIMEOUTS and (each.code in _GONE or (not each.code and _has_no_host(each.text))):
                gone[each.url] = each.text
            else:
                unsure[each.url] = each.text, each.span
    counted = file.values.get("errors")
    if isinstance(counted, int) and counted > 0 and not (gone or unsure or faults):
        faults.append(_fault(_named(source, "errors"), f"it counts {count(counted, 'error')}, and lists none", ""))
    alive = frozenset(each.url for each in _responses(file, _SUCCESSES, source, faults))
    copies = dict(_suggestions(file, source, faults))
    if faults and not (gone or unsure or alive or copies):
        message = f"none of its entries can be used: {count(len(faults), 'fault')}"
        faults.append(Problem("import-is-readable", message, source.whole(), hint=_HINT))
    return LinkReport(gone, unsure, alive, copies), tuple(faults)


def _has_no_host(text: str) -> bool:
    return any(word in text.lower() for word in _NO_HOST)


def _entries(file: JsonFile, name: str, source: SourceText, faults: list[Problem]) -> Iterator[JsonItem]:
    """The entries of a map that are objects; a fault for each that is none, and for what is no list of entries."""
    for key, value in file.values.items():
        if key == name and not isinstance(value, dict) and value is not None:
            faults.append(_fault(_named(source, name), f"`{name}` has no lists of entries"))
        elif key.startswith(f"{name}/"):
            faults.append(_fault(_named(source, key.partition("/")[2]), f"no list of entries in `{name}`"))
    for key, items in file.lists.items():
        for item in items if key == name or key.startswith(f"{name}/") else ():
            if isinstance(item.value, dict):
                yield item
            else:
                faults.append(_fault(item.span(), f"an entry of `{name}` that is no object"))


def _responses(file: JsonFile, name: str, source: SourceText, faults: list[Problem]) -> Iterator[_Response]:
    for item in _entries(file, name, source, faults):
        url, status = item.value.get("url"), item.value.get("status")
        if not isinstance(url, str) or not url.strip():
            faults.append(_fault(item.span('"url"'), f"an entry of `{name}` without an address in `url`"))
        elif name in _ERRORS and not _is_status(status):
            faults.append(_fault(item.span('"status"'), f"`{url}`: its `status` has no code and no words"))
        else:
            yield _Response(url.strip(), *_status(status), item.span('"url"'))


def _is_status(status: Any) -> bool:  # noqa: ANN401 -- a value of JSON
    code, text = _status(status)
    return bool(code or text)


def _status(status: Any) -> tuple[int, str]:  # noqa: ANN401
    """The code of a status, 0 for none, and its words; a status may be an object, a text or a number."""
    known = status if isinstance(status, dict) else {"text": status}
    parts = (known.get(name) for name in ("details", "text"))
    words = next((" ".join(str(each).split()) for each in parts if _is_words(each)), "")
    code = known.get("code")
    written = str(code) if _is_words(code) and str(code).isdecimal() else ""
    found = _CODE.search(words)
    return int(written or (found[1] if found else 0)), words or written


def _is_words(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str | int) and not isinstance(value, bool) and bool(str(value).strip())


def _suggestions(file: JsonFile, source: SourceText, faults: list[Problem]) -> Iterator[tuple[str, str]]:
    for item in _entries(file, _SUGGESTIONS, source, faults):
        original, suggestion = item.value.get("original"), item.value.get("suggestion")
        if isinstance(original, str) and isinstance(suggestion, str):
            yield original, suggestion
        else:
            faults.append(_fault(item.span(), "a suggestion needs two texts: `original` and `suggestion`"))


def _named(source: SourceText, name: str) -> Span:
    at = max(source.text.find(f'"{name}"'), 0)
    return source.span(at, at + 1)


def _fault(span: Span, message: str, end: str = ": it is left out") -> Problem:
    return Problem("import-is-readable", f"{message}{end}", span, "warning", _BY_HAND)
