"""Write a value in YAML, so that readers of YAML 1.1 and 1.2 both read the same string."""

import re
import unicodedata
from datetime import date

_KEYWORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_DATE = r"[\dX]{4}-[\dX]{2}(?:-[\dX]{2})?[~?%]?"
_ALWAYS_PLAIN = re.compile(
    rf"{_DATE}(?:/(?:{_DATE}|\.\.)?)?"  # EDTF: by convention a date has no quotes
    r"|(?=.*[a-z]{2})[a-z0-9]+(?:-[a-z0-9]+)+"  # an id; two letters in a row, for 1e-3 is a number
    r"|https?://[\w./?&=%#~+@$;()*:!-]*[\w/]"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ENDS_IN_FLOW = frozenset(",?")
_STARTS_AS_WORD = re.compile(r"(?:\d+[ -])?[^\W\d_]")
_PUNCTUATION = frozenset(" ,.()/'’‘“”\"„«»+–—…&%!?$€£;_-")
_JOINERS = frozenset("\u200c\u200d")  # Persian and the scripts of India spell with them
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_BYTE, _PLANE = 0x100, 0x10000


def quote(value: str, style: str = "", *, flow: bool = False) -> str:
    """Write a value in one line: in the quotes `style` (`'` or `"`) if given, else with no more quoting than it needs.

    `flow`: it is between brackets or braces, where a comma or a question mark ends a plain value.
    """
    if not style and is_plain(value, flow=flow):
        return value
    if style != '"' and all(_is_visible(character) for character in value):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(c, c if _is_visible(c) else _escape(c)) for c in value) + '"'


def is_plain(value: str, *, flow: bool) -> bool:
    """Whether a value needs no quotes."""
    if flow and not _ENDS_IN_FLOW.isdisjoint(value):
        return False
    if _ALWAYS_PLAIN.fullmatch(value):
        return not _DAY.fullmatch(value) or _is_day(value)
    if value.lower() in _KEYWORDS or value != value.strip() or not _STARTS_AS_WORD.match(value):
        return False
    return all(_is_safe(character) for character in value)


def _is_day(value: str) -> bool:
    """Whether a day exists in the calendar; readers of YAML 1.1 fail on one that does not."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_safe(character: str) -> bool:
    return (
        character.isalnum()
        or character in _PUNCTUATION
        or character in _JOINERS
        or unicodedata.category(character).startswith("M")
    )


def _is_visible(character: str) -> bool:
    return character.isprintable() or character in _JOINERS


def _escape(character: str) -> str:
    code = ord(character)
    if code < _BYTE:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < _PLANE else f"\\U{code:08X}"
