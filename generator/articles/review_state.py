"""How far the review of an article is: drafted, reviewed, changed since; who signs, signs for the digest of a text."""

import hashlib
from typing import Literal

from generator.articles.front import body_start, read_front
from generator.articles.model import Article, Reviewed
from generator.text.source import SourceText

ReviewState = Literal["new", "drafted", "unreviewed", "changed", "reviewed"]
"""In the order of a queue: no annotation yet; drafted by the program; annotated, and nobody has signed for it; changed
since somebody did; reviewed as it is."""

_DIGITS = 12


def review_state(source: SourceText) -> ReviewState:
    """How far an article's review is."""
    front = read_front(source)[0]
    signed = front.matter.reviewed if front.matter else None
    if front.matter and front.matter.is_draft:
        return "drafted"
    if signed:
        return "reviewed" if _is_same(signed, source) else "changed"
    is_annotated = "]{" in source.text[front.body :] or "::: {" in source.text[front.body :]
    return "unreviewed" if is_annotated else "new"


def signed_as_it_is(source: SourceText) -> Reviewed | None:
    """The signature of somebody who reviewed exactly this text; None for none, or for one that doesn't say of which."""
    matter = read_front(source)[0].matter
    signed = matter.reviewed if matter and not matter.is_draft else None
    return signed if signed and signed.text == digest(source) else None


def outdated_review(article: Article) -> Reviewed | None:
    """The signature of somebody who reviewed an earlier text of an article; None for none, or for its present text.

    A draft is no reviewed text, whatever was reviewed before.
    """
    signed = None if article.front.is_draft else article.front.reviewed
    return signed if signed and signed.text and signed.text != digest(article.source) else None


def digest(source: SourceText) -> str:
    """What an article's text, annotations included, is known by; how its lines are broken doesn't count."""
    words = " ".join(source.text[body_start(source) :].split())
    return f"x{hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]}"


def _is_same(signed: Reviewed, source: SourceText) -> bool:
    return not signed.text or signed.text == digest(source)
