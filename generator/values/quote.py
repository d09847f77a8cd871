"""How a message cites a text."""

_SHOWN = 60


def quoted(text: str) -> str:
    """A text between backticks, cut where it is long."""
    if not text:
        return "an empty text"
    return f"`{text}`" if len(text) <= _SHOWN else f"`{text[:_SHOWN]}…`"
