"""Drafts articles of a project: the entry point for the command, the review and the language server."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.articles.front import read_front
from generator.articles.front_values import check_front
from generator.articles.read import LENGTH, read_article
from generator.diagnostics.problem import Problem, ordered
from generator.drafting.apply import with_meeting_roles
from generator.drafting.draft import Drafter, build_drafter, draft_text, language_of
from generator.drafting.language import languages
from generator.drafting.model import Draft, Register
from generator.drafting.recognition import Recognizer, configured_recognizer
from generator.drafting.register import build_register
from generator.facts.check import check_words
from generator.project.files import Project, read_project
from generator.project.named_articles import named_articles
from generator.schema import read_schema
from generator.text.source import SourceText

_ENTRY = re.compile(r"^(?P<key>title|date|language):[ \t]*(?P<value>.*?)[ \t]*\r?$", re.MULTILINE)
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


def draft_articles(root: Path, names: Sequence[str]) -> tuple[tuple[DraftedArticle, ...], tuple[Problem, ...]]:
    """Draft the articles that are named by id or path from the root; problems name what prevents it."""
    project, unread = read_project(root)
    own, problems = project_register(project)
    recognize, missing_model = configured_recognizer(root)
    problems += missing_model
    sources, missing = named_articles(root, project, names)
    read = {problem.span.source.path for problem in unread}
    ready: dict[str | None, Drafter] = {}
    drafted = []
    for source in sources:
        values = _front_values(source)
        tag = language_of(source, values.language)
        if tag not in ready:
            ready[tag] = build_drafter(own, tag, recognize)
        found = draft_one(source, ready[tag])
        problems += article_problems(project, source)
        problems += tuple(_notes(source, found, tag, values.language))
        drafted.append(DraftedArticle(source, found))
    problems += tuple(problem for problem in unread if problem.span.source.path in read)
    return tuple(drafted), (*problems, *missing)


def draft_source(
    project: Project, source: SourceText, recognize: Recognizer | None = None
) -> tuple[DraftedArticle, Register, tuple[Problem, ...]]:
    """Draft one article of a project; the register that it was compared with, and notes for its reviewer."""
    own, problems = project_register(project)
    language = _front_values(source).language
    tag = language_of(source, language)
    found = draft_one(source, build_drafter(own, tag, recognize))
    return DraftedArticle(source, found), own, (*problems, *_notes(source, found, tag, language))


def article_problems(project: Project, source: SourceText) -> tuple[Problem, ...]:
    """What is wrong in an article itself: its front matter, its syntax, its annotations; drafting goes on around it."""
    article, problems = read_article(source)
    matter = read_front(source)[0].matter
    schema, _ = read_schema(project.schema)
    values = check_front(source, matter) if matter else ()
    return ordered((*problems, *values, *(check_words(article, schema) if article else ())))


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
    return Draft(with_meeting_roles(source, found.proposals), found.notes)


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
