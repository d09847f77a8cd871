"""Bytes to text, in the encoding that a file declares or a person names."""

import codecs
import re
from typing import NamedTuple

from generator.text.count import count

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\A<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_WINDOWS = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
_START, _PER_THOUSAND = 4096, 1000


class Decoded(NamedTuple):
    """A text, or the fault that stands against it; `note` says what was read with doubt."""

    text: str
    note: str = ""
    fault: str = ""


def decode(data: bytes, named: str = "") -> Decoded:
    """Decode a file; `named` is the encoding that a person names, which counts before what the file declares."""
    declared = named or _declared(data)
    if not declared:
        try:
            return Decoded(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            return Decoded("", fault=f"not UTF-8, and no encoding is declared: byte 0x{data[error.start]:02x}")
    try:
        name = codecs.lookup(declared).name
        text = data.decode(_WINDOWS.get(name, name), "replace")
    except (LookupError, UnicodeError):
        return Decoded("", fault=f"`{declared}` is not an encoding that the program knows")
    return _checked(data, text, declared)


def _declared(data: bytes) -> str:
    """The encoding that a byte order mark or a page's head declares; "" for none."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    match = _XML.match(data[:_START]) or _DECLARED.search(data[:_START])
    name = match[1].decode("ascii") if match else ""
    return "utf-8" if name.lower().startswith(("utf-16", "utf-32")) else name


def _checked(data: bytes, text: str, declared: str) -> Decoded:
    """The text, unless too much of it can't be read."""
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    if broken <= 0:
        return Decoded(text.removeprefix("\ufeff"))
    if broken * _PER_THOUSAND > len(text):
        return Decoded("", fault=f"not {declared}: {count(broken, 'character')} can't be read")
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    note = f"{broken} broken characters are written as `\ufffd`, the first from line {line}"
    return Decoded(text.removeprefix("\ufeff"), note)
