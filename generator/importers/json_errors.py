"""Decode a value of JSON; what is wrong is said in plain words, with its offset."""

import json
import re
from typing import Any, NoReturn

_WORDS = (
    ("Expecting value", "no value here: JSON expects a text in double quotes, a number, `[` or `{`"),
    ("Expecting property name", "no name here: JSON expects one in double quotes, or `}`"),
    ("Expecting ':'", "no `:` between a name and its value"),
    ("Expecting ','", "no `,` between two values"),
    ("Illegal trailing comma", "a comma with nothing behind it"),
    ("Unterminated string", "the text that begins here has no closing double quote"),
    ("Invalid control character", "a line break or another control character in a text: write it as `\\n`"),
    ("Invalid \\", "a `\\` with no meaning in JSON: write it twice"),
    ("Extra data", "more text behind the value"),
)
_NO_NUMBER = re.compile(r'"(?:[^"\\]|\\(?:.|\Z))*+(?:"|\Z)|(-?Infinity|NaN)', re.DOTALL)


class _RepeatedNameError(ValueError):
    """An object with the same name twice."""


class _NoNumberError(ValueError):
    """A constant that is no number, and no JSON."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedNameError(next(name for at, name in enumerate(names) if name in names[:at]))
    return found


def _constant(word: str) -> NoReturn:
    raise _NoNumberError(word)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def decode_value(text: str, at: int) -> tuple[Any, int]:
    """The value that begins at an offset, and the offset behind it; a JSONDecodeError in plain words if it is none."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise fault(plain_words(error.msg, is_end=not text[error.pos :].strip()), text, error.pos) from None
    except _RepeatedNameError as error:
        raise fault(f"the name `{error}` twice in one object", text, _second(text, at, str(error))) from None
    except _NoNumberError as error:
        found = next((each.start(1) for each in _NO_NUMBER.finditer(text, at) if each[1]), at)
        raise fault(f"`{error}` is no number in JSON: write `null`", text, found) from None
    except ValueError:
        raise fault("a number with too many digits", text, at) from None
    except RecursionError:
        raise fault("nested too deeply", text, at) from None


def plain_words(message: str, *, is_end: bool) -> str:
    """What Python says of a fault in JSON, in plain words; `is_end`: nothing follows it."""
    if is_end and message.startswith("Expecting"):
        return "the file ends in the middle of a value"
    return next((words for start, words in _WORDS if message.startswith(start)), message)


def fault(message: str, text: str, at: int) -> json.JSONDecodeError:
    """A fault at an offset."""
    return json.JSONDecodeError(message, text, at)


def _second(text: str, at: int, name: str) -> int:
    """The offset of the second object name of these words, as far as it is written without escapes."""
    found = list(re.finditer(rf'"{re.escape(name)}"\s*:', text[at:]))
    return at + found[min(1, len(found) - 1)].start() if found else at
