"""Marks text in another language with its language and direction, so that punctuation is in the right place."""

from unicodedata import bidirectional

from generator.pages.escape import Markdown, escape
from generator.values import direction

_RIGHT_TO_LEFT = ("R", "AL")


def in_language(shown: str, own: str, page: str) -> Markdown:
    """A piece of text in its own language; unchanged if that is the page's or unknown.

    `bdi` keeps its direction from moving the full stop or the mark beside it.
    """
    if not own or own.partition("-")[0] == page.partition("-")[0]:
        return Markdown(shown)
    return marked(shown, own)


def isolated(shown: str | Markdown) -> Markdown:
    """A value among others; one that has letters written from right to left does not move what stands beside it."""
    text = escape(shown)
    if isinstance(shown, Markdown) or not any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in shown):
        return text
    return Markdown(f"<bdi>{text}</bdi>")


def marked(shown: str, own: str) -> Markdown:
    """A piece of text with its language, the page's or another."""
    return Markdown(f'<bdi lang="{escape(own)}" dir="{direction(own)}">{shown}</bdi>')
