"""Texts of other languages than the page's: each with its language and direction, so that marks stand right."""

from generator.pages.escape import Markdown, escape
from generator.values import direction


def in_language(shown: str, own: str, page: str) -> Markdown:
    """A piece of a line in its own language; as it is where that is the page's, or nobody says.

    `bdi` keeps its direction from moving the full stop or the mark beside it.
    """
    if not own or own.partition("-")[0] == page.partition("-")[0]:
        return Markdown(shown)
    return Markdown(f'<bdi lang="{escape(own)}" dir="{direction(own)}">{shown}</bdi>')
