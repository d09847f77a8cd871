"""Selectors of Web Annotations: a quote and a position, which must agree."""

import json
from functools import partial
from typing import Any, NamedTuple

_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"
_SHOWN = 60


class SelectedRange(NamedTuple):
    """A range of a text."""

    start: int
    end: int


class SelectionFault(NamedTuple):
    """Why a selector selects nothing exactly, the remedy, and words of the file to point at."""

    message: str
    hint: str
    words: tuple[str, ...] = ()


def locate(text: str, selector: Any) -> SelectedRange | SelectionFault:  # noqa: ANN401 -- a value of JSON
    """The range that selectors name; a quote without a position must occur once."""
    listed = selector if isinstance(selector, list) else [selector]
    found = {str(each.get("type")): each for each in listed if isinstance(each, dict)}
    other = next((name for name in found if name not in (_QUOTE, _POSITION)), "")
    quote, position = found.get(_QUOTE), found.get(_POSITION)
    if quote is None:
        what = f"a selector of type `{other}`" if other else "no quote" if position else "no selector"
        hint = f"add a {_QUOTE} with `exact`: a position alone proves nothing about the words"
        return SelectionFault(f"{what}: the words can't be found for sure", hint, ('"selector"',))
    if "refinedBy" in quote or (position and "refinedBy" in position):
        return SelectionFault(
            "a selector that another one refines", "write one quote and one position", ('"refinedBy"',)
        )
    exact, prefix, suffix = (str(quote.get(key) or "") for key in ("exact", "prefix", "suffix"))
    if not exact.strip():
        return SelectionFault("a quote without words", "write the words into `exact`", ('"exact"',))
    if position is not None:
        return _at(text, position, exact, prefix, suffix)
    places = _places(text, exact, prefix, suffix)
    if len(places) == 1:
        return SelectedRange(places[0], places[0] + len(exact))
    if places:
        message, hint = f"“{exact[:_SHOWN]}” is {len(places)} times in the text", f"add a {_POSITION}"
    else:
        around = ", with that `prefix` and `suffix`," if prefix or suffix else ""
        message = f"“{exact[:_SHOWN]}”{around} is nowhere in the text"
        hint = "correct the quote, or give the text that was annotated"
    return SelectionFault(message, hint, ('"exact"',))


def _at(text: str, position: dict[str, Any], exact: str, prefix: str, suffix: str) -> SelectedRange | SelectionFault:
    """The range of a position whose words are the quote, counted in code points, or as JavaScript counts."""
    start, end = position.get("start"), position.get("end")
    if not (isinstance(start, int) and isinstance(end, int)) or isinstance(start, bool) or not 0 <= start < end:
        return SelectionFault(
            f"from {_in_json(start)} to {_in_json(end)} is no range", "write `start` and `end` as numbers", ('"start"',)
        )
    for count in (int, partial(_code_points, text)):
        first, last = count(start), count(end)
        if text[first:last] == exact and text.endswith(prefix, 0, first) and text.startswith(suffix, last):
            return SelectedRange(first, last)
    if end > len(text):
        message = f"the position ends at {end}, and the text at {len(text)}"
    else:
        message = f"the quote is “{exact[:_SHOWN]}”, and the position has “{text[start:end][:_SHOWN]}”"
    hint = "the text is another than the one that was annotated: give that one, or correct the selector"
    return SelectionFault(message, hint, ('"start"', '"exact"'))


def _in_json(value: object) -> str:
    """A value as JSON has it; “nothing” for none."""
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)[:_SHOWN]


def _code_points(text: str, units: int) -> int:
    """The offset in code points of an offset in UTF-16 units; beyond the text for one that splits a character."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if 2 * units > len(encoded):
        return len(text) + 1
    return len(encoded[: 2 * units].decode("utf-16-le", "replace"))


def _places(text: str, exact: str, prefix: str, suffix: str) -> list[int]:
    found: list[int] = []
    at = text.find(f"{prefix}{exact}{suffix}")
    while at >= 0 and len(found) < 100:  # noqa: PLR2004 -- more are no more exact
        found.append(at + len(prefix))
        at = text.find(f"{prefix}{exact}{suffix}", at + 1)
    return found
