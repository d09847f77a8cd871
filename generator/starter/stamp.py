"""A first line that tells whether a file is still as the program wrote it."""

import re
from hashlib import sha256

_WORDS = "# Written by `communique init`; as long as nobody edits it, `communique upgrade` renews it. "
_LINE = re.compile(re.escape(_WORDS) + r"([0-9a-f]{16})\r?\n")


def stamped(text: str) -> str:
    """A text below a line that holds its digest."""
    return f"{_WORDS}{_digest(text)}\n{text}"


def is_unedited(text: str) -> bool:
    """Whether a file is as the program wrote it, whichever release did."""
    line = _LINE.match(text)
    return line is not None and line[1] == _digest(text[line.end() :])


def _digest(text: str) -> str:
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]
