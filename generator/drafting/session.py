"""Drafts articles of a project: the entry point for the command, the review and the language server."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.articles.front import read_front
from generator.articles.front_values import check_front
from generator.articles.read import LENGTH, read_article
from generator.articles.review_state import signed_as_it_is
from generator.diagnostics.problem import Problem, ordered
from generator.drafting.apply import with_meeting_roles
from generator.drafting.draft import Drafter, build_drafter, draft_text, language_of
from generator.drafting.language import languages
from generator.drafting.model import Draft, Register
from generator.drafting.recognition import Recognizer, configured_recognizer
from generator.drafting.refusals import without_refused
from generator.drafting.register import build_register
from generator.facts.check import check_readable, check_words
from generator.project.files import Project, read_project
from generator.project.named_articles import named_articles
from generator.schema import read_schema
from generator.text.count import count
from generator.text.source import SourceText

_ENTRY = re.compile(r"^(?P<key>title|date|language):[ \t]*(?P<value>.*?)[ \t]*\r?$", re.MULTILINE)
_MANY = 16
"""Fewer articles are drafted sooner than processes start."""
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")


@dataclass(frozen=True, slots=True)
class DraftedArticle:
    """An article with its draft."""

    source: SourceText
    draft: Draft


@dataclass(frozen=True, slots=True)
class _FrontValues:
    """The front matter values that drafting needs; "" if missing."""

    title: str = ""
    date: str = ""
    language: str = ""


class ProjectDrafter:
    """Drafts articles of one project; what each language needs is built once."""

    def __init__(self, root: Path) -> None:
        self.project, self.unread = read_project(root)
        self.register, problems = project_register(self.project)
        self.recognize, missing_model = configured_recognizer(root)
        self.problems = (*problems, *missing_model)
        self._drafters: dict[str | None, Drafter] = {}

    def draft(self, source: SourceText) -> tuple[Draft, tuple[Problem, ...]]:
        """Draft one article; its own problems, and notes for its reviewer."""
        language = _front_values(source).language
        tag = language_of(source, language, self.project.language)
        if tag not in self._drafters:
            self._drafters[tag] = build_drafter(self.register, tag, self.recognize)
        found = draft_unless_signed(source, self._drafters[tag])
        return found, (*article_problems(self.project, source), *_notes(source, found, tag, language))


def draft_articles(root: Path, names: Sequence[str]) -> tuple[tuple[DraftedArticle, ...], tuple[Problem, ...]]:
    """Draft the articles that are named by id or path from the root; problems name what prevents it.

    Many articles are drafted by several processes, as many pages are written.
    """
    drafter = ProjectDrafter(root)
    sources, missing = named_articles(root, drafter.project, names)
    found, alone = _draft_all(root, drafter, sources)
    drafted = tuple(DraftedArticle(source, draft) for source, (draft, _) in zip(sources, found, strict=True))
    problems = (problem for _, own in found for problem in own)
    missing = tuple(problem for problem in missing if problem not in drafter.unread)
    return drafted, (*drafter.problems, *problems, *drafter.unread, *missing, *alone)


def _draft_all(
    root: Path, drafter: ProjectDrafter, sources: Sequence[SourceText]
) -> tuple[list[tuple[Draft, tuple[Problem, ...]]], tuple[Problem, ...]]:
    """The drafts of articles with what is to be said of each, and why no other process drafted them."""
    if len(sources) < _MANY:
        return list(map(drafter.draft, sources)), ()
    from generator.drafting.workers import draft_with_workers  # noqa: PLC0415 -- a few articles need no workers

    return draft_with_workers(root, drafter, sources, ProjectDrafter)


def draft_source(
    project: Project, source: SourceText, recognize: Recognizer | None = None
) -> tuple[DraftedArticle, Register, tuple[Problem, ...]]:
    """Draft one article of a project; the register that it was compared with, and notes for its reviewer."""
    own, problems = project_register(project)
    language = _front_values(source).language
    tag = language_of(source, language, project.language)
    found = draft_unless_signed(source, build_drafter(own, tag, recognize))
    return DraftedArticle(source, found), own, (*problems, *_notes(source, found, tag, language))


def article_problems(project: Project, source: SourceText) -> tuple[Problem, ...]:
    """What is wrong in an article itself: its front matter, its syntax, its annotations; drafting goes on around it."""
    article, problems = read_article(source)
    matter = read_front(source)[0].matter
    schema, _ = read_schema(project.schema)
    values = check_front(source, matter) if matter else ()
    return ordered((*problems, *values, *(check_words(article, schema) if article else check_readable(source, schema))))


def project_register(project: Project) -> tuple[Register, tuple[Problem, ...]]:
    """The register of a project's records and articles."""
    schema, problems = read_schema(project.schema)
    words = {kind.plural: kind.annotation for kind in schema.kinds}
    return build_register(project.records, project.articles, words), problems


def draft_one(source: SourceText, given: Drafter) -> Draft:
    """Draft one article; its proposals can all be accepted together. One that is too long to be read has none."""
    if len(source.text) > LENGTH:
        return Draft(())
    values = _front_values(source)
    day = date.fromisoformat(values.date[:10]) if _is_day(values.date) else None
    found = draft_text(source, given, values.title, day)
    proposals, refused = without_refused(source, found.proposals)
    return Draft(with_meeting_roles(source, proposals), found.notes, refused)


def draft_unless_signed(source: SourceText, given: Drafter) -> Draft:
    """Draft an article unless somebody reviewed it as it is."""
    return Draft(()) if signed_as_it_is(source) else draft_one(source, given)


def _is_day(text: str) -> bool:
    try:
        return bool(_FULL_DAY.match(text)) and bool(date.fromisoformat(text[:10]))
    except ValueError:
        return False


def _front_values(source: SourceText) -> _FrontValues:
    """Title, date and language; read line by line if the front matter is in error."""
    front, _ = read_front(source)
    if front.matter:
        return _FrontValues(front.matter.title, front.matter.date, front.matter.language)
    found = {match["key"]: match["value"].strip("'\"") for match in _ENTRY.finditer(source.text, 0, front.body)}
    return _FrontValues(**found)


def _notes(source: SourceText, found: Draft, tag: str | None, declared: str) -> list[Problem]:
    """Notes for the reviewer: no text, a language without data, a dateline that contradicts the date.

    That an article is too long is one of its own problems.
    """
    if len(source.text) > LENGTH:
        return []
    notes = [
        Problem("dateline-is-date", note, source.whole(), "info", "`date:` is the day of the article")
        for note in found.notes
    ]
    if found.refused:
        message = f"{count(len(found.refused), 'proposal')} left out, because a reviewer refused them"
        hint = "delete their lines below `refused:` in the front matter, and they are proposed again"
        notes.append(Problem("proposal-is-new", message, source.whole(), "info", hint))
    if signed := signed_as_it_is(source):
        message = f"{signed.by} reviewed this text on {signed.on}: nothing more is proposed"
        hint = "change the text, or delete `reviewed:` in the front matter, and it is drafted again"
        notes.append(Problem("text-is-new", message, source.whole(), "info", hint))
    front, _ = read_front(source)
    if not source.text[front.body :].strip() and front.matter:
        hint = "write its text below the front matter, or make it of a page: `communique new article ID --from FILE`"
        notes.append(Problem("text-is-present", "the article has no text", source.whole(), "warning", hint))
    elif tag is None and source.text[front.body :].strip():
        what = f"no language data for `{declared}`" if declared else "the language is not recognized"
        message = f"{what}: only names in the register are proposed"
        hint = f"there are data for {', '.join(languages())}; `language:` in the front matter names the language"
        notes.append(Problem("language-is-known", message, source.whole(), "info", hint))
    return notes
