"""URLs of pages on the web."""

import re

from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole

LENGTH = 2_000
_LETTER = r"A-Za-z0-9\u00a1-\u1fff\u2c00-\ud7ff\uf900-\ufdff"
_LABEL = f"[{_LETTER}][{_LETTER}_-]*"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{{1,5}})?"
_INVISIBLE = r"\u007f-\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff"
_UNSAFE = rf"\u0000-\u0020{_INVISIBLE}" + '<>"^`{|}' + r"\\"
URL_SHAPE = rf"https?://{_HOST}(?:[/?#][^{_UNSAFE}]*)?"
_SHAPE = re.compile(URL_SHAPE)
_SCHEME = re.compile(r"https?://")
_BAD = re.compile(f"[{_UNSAFE}]")
_CREDENTIALS = re.compile(r"https?://[^/?#]*@")


def check_url(text: str) -> ValueFault | None:
    """Reject schemes other than http and https, user names, and characters that a URL must encode."""
    if len(text) > LENGTH:
        return ValueFault(f"a URL of {len(text):,} characters", f"keep it under {LENGTH + 1:,}", LENGTH)
    return None if _SHAPE.fullmatch(text) else _fault(text)


def _fault(text: str) -> ValueFault:
    scheme = _SCHEME.match(text)
    if not scheme:
        return ValueFault("a URL has to begin with https:// or http://", "copy the whole URL from the browser")
    if bad := _BAD.search(text):
        code = "".join(f"%{byte:02X}" for byte in bad.group().encode("utf-8", "replace"))
        return ValueFault(f"U+{ord(bad.group()):04X} in a URL", f"delete it, or write {code}", bad.start())
    if _CREDENTIALS.match(text):
        return ValueFault("a user name in a URL", "delete everything before the @", scheme.end())
    return ValueFault("a URL without a valid host name", "write https://example.org/page", scheme.end())


URL = ValueType("url", check_url, {"type": "string", "pattern": whole(URL_SHAPE), "maxLength": LENGTH})
