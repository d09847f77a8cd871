"""Quote a text in a message."""

_SHOWN = 60


def quoted(text: str) -> str:
    """A text between backticks, shortened if it is long."""
    if not text:
        return "an empty text"
    return f"`{text}`" if len(text) <= _SHOWN else f"`{text[:_SHOWN]}…`"
