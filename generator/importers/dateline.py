"""The day that a text without metadata names in its first lines, as “Thursday, October 15, 2026” above its words."""

from generator.drafting.dates import dateline
from generator.drafting.language import detect_language, language


def dateline_of(lines: str, text: str) -> tuple[str, str]:
    """The day of the dateline in some first lines of a text, with its year, and a note if its weekday is another.

    Both are "" if there is no dateline, or no data to read it. The language is that of the whole text.
    """
    tag = detect_language(text)
    day, note = dateline(lines, None, language(tag)) if tag else (None, "")
    return (day.isoformat() if day else ""), note
