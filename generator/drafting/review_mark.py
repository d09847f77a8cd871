"""The mark of a review in an article's front matter: `review: draft` before it, `reviewed: {by, on, text}` after it."""

import re
from dataclasses import replace

from generator.articles.front import read_front
from generator.articles.model import DRAFT, FrontMatter, Reviewed
from generator.articles.review_state import digest, signed_as_it_is
from generator.diagnostics.problem import Problem, failed
from generator.records.quoting import quote
from generator.text.source import SourceText

KEY, REVIEWED = "review", "reviewed"

_CLOSING = re.compile(r"(?:\r\n|[\r\n])(?=---[ \t]*(?:\r\n|[\r\n]|\Z))")
_LINE, _BREAK = r"[^\r\n]*", r"(?:\r\n|[\r\n])"


def mark_draft(source: SourceText) -> str | None:
    """The article's text with the mark of a draft; None where the front matter can't take it: see `unmarkable`."""
    marked = _with_entry(source, KEY, DRAFT)
    matter = _matter(source, marked)
    return marked if matter and matter.is_draft else None


def mark_reviewed(source: SourceText, by: str, on: str) -> str | None:
    """The article's text, reviewed: the mark of a draft is gone, and a line says by whom, when, and of which text.

    None where the front matter can't take it: see `unmarkable`.
    """
    return _signed(SourceText(source.path, _without_entry(source, KEY)), Reviewed(by, on, digest(source)))


def keep_review(before: SourceText, text: str) -> str:
    """A text that says the same in other ids as the one before: whoever had reviewed that has reviewed this."""
    signed, after = signed_as_it_is(before), replace(before, text=text)
    return (_signed(after, signed._replace(text=digest(after))) if signed else None) or text


def _signed(source: SourceText, wanted: Reviewed) -> str | None:
    """The text with a signature; None where the front matter can't take it."""
    entry = f"{{by: {quote(wanted.by, flow=True)}, on: {wanted.on}, text: {quote(wanted.text, flow=True)}}}"
    marked = _with_entry(source, REVIEWED, entry)
    matter = _matter(source, marked)
    return marked if matter and not matter.is_draft and matter.reviewed == wanted else None


def unmarkable(source: SourceText, what: str) -> Problem:
    """Why nothing is written into an article that can't be `what`, such as "marked as a draft"."""
    faults = [each for each in read_front(source)[1] if failed((each,))]
    message = f"nothing is written: the article can't be {what}"
    if not faults:
        hint = f"write each entry of the front matter on lines of its own, without `{KEY}` and `{REVIEWED}`"
        return Problem("front-matter-is-text", message, source.whole(), hint=hint)
    first = faults[0]
    return replace(first, message=f"{message}: {first.message}", hint=f"{first.hint}; then try again")


def _matter(source: SourceText, text: str | None) -> FrontMatter | None:
    return read_front(replace(source, text=text))[0].matter if text is not None else None


def _with_entry(source: SourceText, key: str, value: str) -> str | None:
    """The text with an entry of the front matter set; None where there is no front matter."""
    head = source.text[: read_front(source)[0].body]
    closing = _CLOSING.search(head, 1)
    if not closing:
        return None
    if entry := _entry(key).search(head, 0, closing.end()):
        return source.text[: entry.start()] + f"{key}: {value}" + source.text[entry.end("value") :]
    return source.text[: closing.start()] + f"{closing.group()}{key}: {value}" + source.text[closing.start() :]


def _without_entry(source: SourceText, key: str) -> str:
    head = source.text[: read_front(source)[0].body]
    entry = _entry(key).search(head)
    return source.text[: entry.start()] + source.text[entry.end() :] if entry else source.text


def _entry(key: str) -> re.Pattern[str]:
    """The lines of an entry: its own, and those behind it that are indented."""
    return re.compile(rf"^{key}:[ \t]*(?P<value>{_LINE}(?:{_BREAK}[ \t]+\S{_LINE})*){_BREAK}", re.MULTILINE)
