"""The articles of a project by how far their review is: what waits for a reviewer comes first."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.articles.front import read_front
from generator.articles.review_state import ReviewState, review_state
from generator.text.source import SourceText

STATES: tuple[tuple[ReviewState, str], ...] = (
    ("drafted", "Drafted by the program, not yet reviewed"),
    ("changed", "Changed since they were reviewed"),
    ("new", "New, without annotations"),
    ("unreviewed", "Annotated, never reviewed"),
    ("reviewed", "Reviewed"),
)
"""The states in the order of the queue, with what they are called."""
_ORDER = [state for state, _ in STATES]


class QueueRow(NamedTuple):
    """An article in the queue; `by` and `on` say who reviewed it, and when."""

    id: str
    path: str
    title: str
    date: str
    state: ReviewState
    by: str = ""
    on: str = ""


def queue(articles: Sequence[SourceText]) -> tuple[QueueRow, ...]:
    """The queue; within a state, the newest article comes first."""
    rows = sorted(map(_row, articles), key=lambda row: (row.date, row.id), reverse=True)
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.state)))


def _row(source: SourceText) -> QueueRow:
    matter = read_front(source)[0].matter
    id_ = PurePosixPath(source.path).stem
    signed = matter.reviewed if matter else None
    by, on = (signed.by, signed.on) if signed else ("", "")
    title, date = (matter.title, matter.date) if matter else (id_, "")
    return QueueRow(id_, source.path, title, date, review_state(source), by, on)
