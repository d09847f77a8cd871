"""A review of some articles of a project: it reads them, drafts them, previews and saves what a person decides."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator import pipeline
from generator.articles.front import read_front
from generator.articles.read import ANNOTATIONS
from generator.articles.review_state import ReviewState, review_state
from generator.diagnostics.problem import Problem, failed
from generator.drafting import (
    Proposal,
    Register,
    article_problems,
    configured_recognizer,
    draft_source,
    mark_reviewed,
    unmarkable,
)
from generator.facts.annotation_schema import AnnotationType, annotation_types
from generator.memo import Memo
from generator.project import journal, vscode_snippets
from generator.project.files import Project, file_span, read_project, read_source
from generator.project.journal import Change
from generator.review.compose import compose
from generator.review.model import NewAnnotation, ReviewChanges, ReviewText
from generator.review.preview import Preview, preview
from generator.review.queue import QueueRow, queue
from generator.review.refused import remember_refusals
from generator.review.text import read_review_text
from generator.schema import read_schema
from generator.text.source import SourceText

SURE_IS_RIGHT, RIGHT_ENOUGH = 0.95, 0.96
"""How often what drafting calls sure was right in articles that no rule was made for (`benchmarks/drafting.py`), and
how often it has to be for "yes to all that are sure" to exist."""
MAY_ACCEPT_ALL_SURE = SURE_IS_RIGHT >= RIGHT_ENOUGH


@dataclass(frozen=True, slots=True)
class Opened:
    """An article under review: `version` is known by its bytes, `problems` are what its reviewer should know.

    `refused` are the numbers of the proposals that a reviewer has refused before. `faults` are the article's own
    errors, which the preview has among its findings.
    """

    read: ReviewText
    proposals: tuple[Proposal, ...]
    version: str
    register: Register
    words: dict[str, AnnotationType]
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...] = ()
    refused: frozenset[int] = frozenset()

    @property
    def state(self) -> ReviewState:
        """How far the review of the article is."""
        return review_state(self.read.source)

    @property
    def is_draft(self) -> bool:
        """Whether the program wrote annotations that nobody has read yet."""
        return self.state == "drafted"

    @property
    def known(self) -> frozenset[str]:
        """The ids that have a record, or a label in an article."""
        return frozenset(entry.id for entry in self.register.entries)


class Saving(NamedTuple):
    """How to save an article: who signs for its review ("" for nobody yet), and whether to extract its facts."""

    reviewer: str = ""
    extract: bool = False


class Saved(NamedTuple):
    """What a save wrote, by path, or why it wrote nothing. `is_stale`: the file has changed since it was read."""

    written: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: tuple[NewAnnotation, ...] = ()
    is_stale: bool = False


class Previewed(NamedTuple):
    """The preview, the text that it is of, and the annotations that no brackets can stand around."""

    preview: Preview
    after: ReviewText
    refused: tuple[NewAnnotation, ...]


class Review:
    """The review of the articles at `paths`; with none, of every article of the project."""

    def __init__(self, root: Path, paths: Sequence[str] = ()) -> None:
        self.root = root
        self.paths = tuple(paths)
        self._memo = Memo()
        self._loading = threading.Lock()
        self._project: tuple[Project, tuple[Problem, ...]] | None = None

    def rows(self) -> tuple[QueueRow, ...]:
        """The queue of the articles that may be reviewed."""
        articles = self._read()[0].articles
        if self.paths:
            known = {source.path: source for source in articles}
            found = (known.get(path) or read_source(self.root, path)[0] for path in self.paths)
            articles = tuple(source for source in found if source)
        return queue(articles)

    def waiting_elsewhere(self) -> int:
        """How many articles of the project wait for a reviewer outside this review."""
        others = [each for each in self._read()[0].articles if self.paths and each.path not in self.paths]
        return sum(review_state(each) != "reviewed" for each in others)

    def may_open(self, path: str) -> bool:
        """Whether an article is among those that may be reviewed."""
        return path in self.paths if self.paths else any(path == each.path for each in self._read()[0].articles)

    def open(self, path: str) -> tuple[Opened | None, tuple[Problem, ...]]:
        """Read and draft an article as it is now."""
        source, unread = read_source(self.root, path)
        if source is None:
            return None, unread
        project, _ = self._read()
        recognize, missing = configured_recognizer(self.root)
        drafted, register, problems = draft_source(project, source, recognize)
        problems = (*map(_in_view, problems), *missing)
        schema, _ = read_schema(project.schema)
        matter = read_front(source)[0].matter
        read = read_review_text(source, matter.title if matter else "")
        room = max(ANNOTATIONS - len(read.existing), 0)
        proposals = drafted.draft.proposals[:room]
        if len(proposals) < len(drafted.draft.proposals):
            problems += (_too_many(source, len(proposals), len(drafted.draft.proposals)),)
        faults = article_problems(project, source)
        refused = frozenset(range(len(proposals), len(proposals) + len(drafted.draft.refused)))
        proposals += drafted.draft.refused
        words = annotation_types(schema)
        return Opened(read, proposals, version(source), register, words, problems, faults, refused), ()

    def preview(self, opened: Opened, changes: ReviewChanges) -> Previewed:
        """What the article would give with some changes."""
        composed = compose(opened.read, changes, opened.known)
        with self._loading:
            project, unreadable = self._project or read_project(self.root)
            found = preview(self.root, project, unreadable, composed.source, self._memo)
        return Previewed(found, read_review_text(composed.source), composed.refused)

    def save(self, opened: Opened, changes: ReviewChanges, saving: Saving) -> Saved:
        """Write the article, unless its file has changed since it was opened, and extract its facts if asked."""
        source = opened.read.source
        composed = compose(opened.read, changes, opened.known)
        if composed.refused:
            return Saved(refused=composed.refused)
        remembered = remember_refusals(opened.read, opened.proposals, changes, composed.source)
        text = remembered.text if remembered else composed.source.text
        if saving.reviewer:
            marked = mark_reviewed(replace(source, text=text), saving.reviewer, date.today().isoformat())  # noqa: DTZ011 -- the reviewer's own day
            if marked is None:
                return Saved(problems=(unmarkable(source, "marked as reviewed"),))
            text = marked
        with journal.locked(self.root) as is_mine:
            if not is_mine:
                return Saved(problems=(_busy(source),))
            current, unread = read_source(self.root, source.path)
            if current is None or current.text != source.text:
                return Saved(problems=unread, is_stale=current is not None)
            changed = [Change(source.path, source.text, text)] if text != source.text else []
            unwritten = map(_to_save_again, journal.write(self.root, changed))
            problems = (*unwritten, *(() if remembered else (_forgotten(source),)))
            if failed(problems) or not saving.extract:
                return Saved(tuple(each.path for each in changed if not failed(problems)), problems)
            return self._extracted(changed, problems)

    def _extracted(self, written: Sequence[Change], problems: tuple[Problem, ...]) -> Saved:
        changes, found = pipeline.extract(self.root)
        if not failed(found):
            found = (*found, *journal.write(self.root, changes))
        if failed(found):
            return Saved(tuple(each.path for each in written), (*problems, *found))
        vscode_snippets.write_snippets(self.root)
        return Saved(tuple(each.path for each in (*written, *changes)), (*problems, *found))

    def _read(self) -> tuple[Project, tuple[Problem, ...]]:
        """The project as it is now; previews go on with it until the next article is opened."""
        self._project = read_project(self.root)
        return self._project


def version(source: SourceText) -> str:
    """What the text of a file is known by."""
    return hashlib.sha256(source.text.encode()).hexdigest()


def _in_view(problem: Problem) -> Problem:
    """A problem as a review has it: it shows what was refused before."""
    if problem.rule != "proposal-is-new":
        return problem
    hint = "they are refused as before; yes takes a refusal back (in a terminal, `r` shows them)"
    return replace(problem, hint=hint)


def _to_save_again(problem: Problem) -> Problem:
    """A problem of the disk as a review has it: the decisions outlive it."""
    return replace(
        problem, hint=problem.hint.replace("run the command again", "save again: your decisions are still here")
    )


def _forgotten(source: SourceText) -> Problem:
    message = "what you refused is not noted, and is proposed again when the text changes"
    hint = "correct the front matter, then refuse it again; or write the list at `refused:` with one item a line"
    return Problem("refusals-are-readable", message, source.whole(), "warning", hint)


def _too_many(source: SourceText, shown: int, found: int) -> Problem:
    message = f"only the first {shown:,} of {found:,} proposals: an article has at most {ANNOTATIONS:,} annotations"
    return Problem("file-is-short", message, source.whole(), "info", "split it into several articles")


def _busy(source: SourceText) -> Problem:
    hint = "wait until it ends, then save again; your decisions are still here"
    return Problem("project-is-free", "another command is writing in this project", file_span(source.path), hint=hint)
