"""The one escaper: text from articles and records becomes text of a page, whatever it holds."""

import re
from functools import lru_cache

_LINE = re.compile(r"(?<!\s)\s*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_BENT = re.compile(r"[&<>\"'`*_{}\[\]()#+|~\\!$^=@:/]|(?<![^\W_])[.-]|\.(?=[^\W_])|^\s|\s$|\d[.)]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_ENTITIES = {char: f"&#{ord(char)};" for char in "&<>\"'`*_{}[]()#+|~\\!$^=@:/.-"}


class Markdown(str):
    """Text that is Markdown already: a template may put it out as it stands."""

    __slots__ = ()


def escape(value: object) -> Markdown:
    """A value as one line of text that Markdown and HTML both show as typed: what they would bend is an entity.

    Holds in running text, table cells, headings, link texts and between the double quotes of an HTML attribute. Control
    characters become a replacement character. Text that is Markdown already passes.
    """
    if type(value) is str:
        return _escaped(value)
    return value if isinstance(value, Markdown) else _escaped(str(value))


@lru_cache(maxsize=32768)
def _escaped(text: str) -> Markdown:
    """Names and sentences come back on page after page."""
    if not text.isprintable():
        text = _CONTROL.sub("\ufffd", _LINE.sub(" ", text))
    return Markdown(_BENT.sub(_entity, text))


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES.get(match.group()) or "".join(f"&#{ord(char)};" for char in match.group())
