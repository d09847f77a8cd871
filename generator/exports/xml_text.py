"""Text for XML 1.0: escaped, and without what XML does not allow."""

import re
from xml.sax.saxutils import escape  # nosec B406 -- it writes, and reads nothing

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile("[ -!#-%'-;=?-~\u00a0-\ud7ff]*")
"""Text that stays as it is, as most does."""
_IN_ATTRIBUTES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def xml_text(text: str) -> str:
    """Text of an element; characters that XML does not allow become replacement characters."""
    return text if _PLAIN.fullmatch(text) else escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


def xml_attribute(text: str) -> str:
    """The value of an attribute, in quotation marks."""
    return f'"{text if _PLAIN.fullmatch(text) else escape(_NO_XML.sub(chr(0xFFFD), text), _IN_ATTRIBUTES)}"'
