"""Escapes text from articles and records for pages, whatever it contains."""

import re
from functools import lru_cache

_LINE = re.compile(r"(?<!\s)\s*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_SIGNS = r"&<>\"'`*_{}\[\]()#+|~\\!$^=@:/"
_BENT = re.compile(rf"[{_SIGNS}.\-\d](?:(?<=[{_SIGNS}])|(?<=[.-])(?<![^\W_][.-])|(?<=\.)(?=[^\W_])|(?<=\d)[.)])")
"""It begins with a set, which is searched for twice as fast as one of several beginnings."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_ENTITIES = {char: f"&#{ord(char)};" for char in "&<>\"'`*_{}[]()#+|~\\!$^=@:/.-"}


class Markdown(str):
    """Text that is already Markdown: templates output it unchanged."""

    __slots__ = ()


def escape(value: object) -> Markdown:
    """A value as one line of text that Markdown and HTML show as typed: special characters become entities.

    Safe in running text, table cells, headings, link texts and between the double quotes of an HTML attribute. Control
    characters become a replacement character. Text that is already Markdown is unchanged.
    """
    if type(value) is str:
        return escape_text(value)
    return value if isinstance(value, Markdown) else escape_text(str(value))


def escape_once(text: str) -> Markdown:
    """A text that is no Markdown like `escape`, for one that stands on one page alone."""
    if not text.isprintable():
        text = _CONTROL.sub("\ufffd", _LINE.sub(" ", text))
    made = _BENT.sub(_entity, text)
    made = f"&#{ord(made[0])};{made[1:]}" if made[:1].isspace() else made
    return Markdown(f"{made[:-1]}&#{ord(made[-1])};" if made[-1:].isspace() else made)


def escape_lines(text: str) -> Markdown:
    """Lines like `escape_once`, joined by a reference to the character that ends a line."""
    if not text.replace("\n", "").isprintable():
        return Markdown("&#10;".join(map(escape_once, text.split("\n"))))
    lines = f"\n{_BENT.sub(_entity, text)}\n".replace("\n ", "\n&#32;").replace(" \n", "&#32;\n")
    return Markdown(lines[1:-1].replace("\n", "&#10;"))


escape_text = lru_cache(maxsize=32768)(escape_once)
"""The same, kept, because names and sentences recur on many pages."""


def with_code(text: str) -> Markdown:
    """Text of ours, escaped, in which words between backticks are shown as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    escaped = [escape(part) for part in parts]
    escaped[1::2] = [Markdown(f"<code>{part}</code>") for part in escaped[1::2]]
    return Markdown("".join(escaped))


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES.get(match.group()) or "".join(f"&#{ord(char)};" for char in match.group())
