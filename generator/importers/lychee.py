"""The report of the link checker lychee (`--format json`): addresses that are gone, and copies that it found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics.problem import Problem
from generator.importers.json_items import read_json
from generator.text.source import SourceText

_ERRORS = ("error_map", "fail_map")
_GONE = (404, 410)
_HINT = "make it with `lychee --format json --output report.json`"
_NO_HOST = ("nxdomain", "no such host", "name or service not known", "nodename nor servname", "host does not exist")
"""What programs say of a host that does not exist; any other failure may be that of the network of whoever tried."""


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Why addresses are gone, which failed in another way, which answered, and the copies that were found."""

    gone: Mapping[str, str]
    unsure: Mapping[str, str]
    alive: frozenset[str]
    copies: Mapping[str, str]


def read_report(source: SourceText) -> tuple[LinkReport | None, tuple[Problem, ...]]:
    """Read a report; None and the problem if it is none."""
    file, problems = read_json(source, frozenset())
    if file is None:
        return None, tuple(replace(each, hint=_HINT) for each in problems)
    data = file.values
    if not any(isinstance(data.get(name), dict) for name in _ERRORS):
        message = "this is no report of lychee: it has no `error_map`"
        return None, (Problem("import-is-readable", message, source.whole(), hint=_HINT),)
    gone: dict[str, str] = {}
    unsure: dict[str, str] = {}
    for name in (*_ERRORS, "timeout_map"):
        for url, code, text in _responses(data.get(name)):
            is_gone = name != "timeout_map" and (code in _GONE or (not code and _has_no_host(text)))
            (gone if is_gone else unsure)[url] = text
    alive = frozenset(url for url, _, _ in _responses(data.get("success_map")))
    return LinkReport(gone, unsure, alive, dict(_suggestions(data.get("suggestion_map")))), ()


def _has_no_host(text: str) -> bool:
    return any(word in text.lower() for word in _NO_HOST)


def _entries(found: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 -- a value of JSON
    for each in found.values() if isinstance(found, dict) else ():
        yield from (one for one in (each if isinstance(each, list) else ()) if isinstance(one, dict))


def _responses(found: Any) -> Iterator[tuple[str, int, str]]:  # noqa: ANN401
    """The address, the code (0 for none) and the words of each answer."""
    for one in _entries(found):
        status = one.get("status")
        code = status.get("code") if isinstance(status, dict) else 0
        text = status.get("details") or status.get("text") if isinstance(status, dict) else status
        if isinstance(one.get("url"), str):
            yield one["url"], code if isinstance(code, int) else 0, " ".join(str(text or "").split())


def _suggestions(found: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for one in _entries(found):
        original, suggestion = one.get("original"), one.get("suggestion")
        if isinstance(original, str) and isinstance(suggestion, str):
            yield original, suggestion
