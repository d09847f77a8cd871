"""The fonts that the first view of a page needs."""

import re

from generator.text.html import Html

_BEGINNING = '<div class="cq-article"'  # found ten times as fast as the pattern
_ARTICLE = re.compile(rf'{_BEGINNING}.*?>(.*?)(?:<div class="cq-scroll"|<footer class="cq-foot"|\Z)', re.DOTALL)
_EMPHASIS, _MARK = "<em>", 'class="cq-mark cq-mark--'
_ITALIC = (f'{_MARK}quote"', f'{_MARK}document"')
_SCRIPTS = {
    "latin-ext": re.compile(r"[\u0100-\u0130\u0132-\u0151\u0154-\u02ba]"),
    "cyrillic": re.compile(r"[\u0400-\u045f]"),
}
_SERIF, _SANS = "source-serif-4", "ibm-plex-sans"
_IN_CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})


def fonts_of_all(language: str) -> tuple[str, ...]:
    """The files that the first words of every page are set in; the figures of a Cyrillic one are Latin."""
    scripts = ("latin", "cyrillic") if language[:2] in _IN_CYRILLIC else ("latin",)
    return tuple(f"{family}-{script}-normal" for script in scripts for family in (_SERIF, _SANS))


def fonts_of(html: Html) -> tuple[str, ...]:
    """The font files that the title and the text of an article are set in besides, and those of italics elsewhere.

    A browser that finds them only in the style sheet shows a first visitor other letters.
    """
    article = _ARTICLE.search(html.text) if _BEGINNING in html.text else None
    text = article[1] if article else ""
    scripts = [name for name, letters in _SCRIPTS.items() if letters.search(html.title) or letters.search(text)]
    whole = text if article else html.text
    if not (_EMPHASIS in whole or (_MARK in whole and any(sign in whole for sign in _ITALIC))):
        return tuple(f"{_SERIF}-{script}-normal" for script in scripts)
    if article is None:
        return (*(f"{_SERIF}-{script}-normal" for script in scripts), f"{_SANS}-latin-italic")
    italics = (f"{_SERIF}-{script}-italic" for script in ("latin", *scripts))
    return (*(f"{_SERIF}-{script}-normal" for script in scripts), *italics)
