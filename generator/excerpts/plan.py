"""Articles to excerpts that give the same records, to the byte."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator import pipeline
from generator.articles import read_article
from generator.articles.excerpt import Layout, count_words, cut, layout
from generator.articles.front import read_front
from generator.articles.model import Article
from generator.articles.sentence_lines import sentence_lines
from generator.diagnostics.problem import Problem, failed
from generator.excerpts.private import is_as_written, private_files, read_private, whole_path
from generator.excerpts.selection import annotated_pieces, select_pieces
from generator.facts.assemble import DesiredRecord, assemble
from generator.facts.extract import LABEL
from generator.project.files import Project, file_span
from generator.project.journal import Change
from generator.schema.model import Ref
from generator.text.source import SourceText
from generator.text.suggest import nearest

_COMMAND = "communique excerpt"
_CLOSING = re.compile(r"---[ \t]*(\r\n|\r|\n|\Z)$")


@dataclass(frozen=True, slots=True)
class Excerpted:
    """An excerpt: the change to the article, the files of `private/` by their paths, and the numbers of words."""

    article: str
    change: Change
    private: Mapping[str, str]
    of: int
    kept: int


@dataclass(frozen=True, slots=True)
class _Records:
    """What a project's articles say: the records they ask for, and the changes that this needs."""

    desired: Mapping[Ref, DesiredRecord]
    changes: tuple[Change, ...]


def plan_excerpts(
    root: Path, project: Project, names: Sequence[str], *, overwrite: bool
) -> tuple[tuple[Excerpted, ...], tuple[Problem, ...]]:
    """The excerpts of the articles that are named by their ids or paths; none where anything is in error."""
    found: list[Excerpted] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        source, missing = _named(project, name)
        if source is None:
            problems += missing
            continue
        excerpted, wrong = _excerpt(root, project, source, overwrite=overwrite)
        problems += wrong
        if excerpted:
            found.append(excerpted)
            project = _with(project, SourceText(source.path, excerpted.change.new or ""))
    return (() if failed(problems) else tuple(found)), tuple(problems)


def _named(project: Project, name: str) -> tuple[SourceText | None, tuple[Problem, ...]]:
    by_name = {source.path: source for source in project.articles}
    by_name |= {PurePosixPath(source.path).stem: source for source in project.articles}
    if name in by_name:
        return by_name[name], ()
    near = nearest(name, sorted(by_name))
    hint = f"did you mean `{near}`?" if near else "write the id of an article, or the path of its file"
    return None, (Problem("article-exists", f"there is no article `{name}`", file_span(_COMMAND), hint=hint),)


def _excerpt(
    root: Path, project: Project, source: SourceText, *, overwrite: bool
) -> tuple[Excerpted | None, tuple[Problem, ...]]:
    """The excerpt of one article, or why there is none."""
    id_ = PurePosixPath(source.path).stem
    stored, problems = read_private(root, whole_path(id_))
    if failed(problems):
        return None, problems
    front, _ = read_front(source)
    is_excerpt = bool(front.matter and front.matter.excerpt)
    whole = SourceText(source.path, stored.text) if stored and is_excerpt else source
    objection = _objection(source, stored, whole, is_excerpt=is_excerpt, overwrite=overwrite)
    if objection:
        return None, (objection,)
    text, counts, problems = _same_records(_with(project, whole), whole)
    if text is None:
        return None, problems
    if is_excerpt and source.text == sentence_lines(source)[0].text:
        text = sentence_lines(replace(source, text=text))[0].text
    edited = is_excerpt and source.text != text and not is_as_written(root, id_, source)
    if edited and not overwrite:
        hint = f"make the same edits in {whole_path(id_)}, then run the command with `--overwrite`"
        return None, (Problem("excerpt-is-unedited", "somebody edited this excerpt", source.whole(), hint=hint),)
    files = private_files(id_, source.path, whole.text, text)
    return Excerpted(id_, Change(source.path, source.text, text), files, *counts), ()


def _objection(
    source: SourceText, stored: SourceText | None, whole: SourceText, *, is_excerpt: bool, overwrite: bool
) -> Problem | None:
    """Why an article and its file in `private/` don't go together."""
    path = whole_path(PurePosixPath(source.path).stem)
    if is_excerpt and stored is None:
        hint = f"put the whole article back into {path}, then run the command again"
        return Problem("whole-text-exists", "the whole text of this excerpt is not here", source.whole(), hint=hint)
    front, _ = read_front(whole)
    if front.matter and front.matter.excerpt:
        message, hint = "this is an excerpt itself", "put the whole article there, without `excerpt:`"
        return Problem("whole-text-exists", message, file_span(path), hint=hint)
    if not is_excerpt and stored is not None and stored.text != source.text and not overwrite:
        hint = f"if {source.path} is the newer one, run the command with `--overwrite`"
        message = f"{path} holds another whole text of this article"
        return Problem("whole-text-exists", message, source.whole(), hint=hint)
    return None


def _same_records(project: Project, whole: SourceText) -> tuple[str | None, tuple[int, int], tuple[Problem, ...]]:
    """The shortest excerpt that gives the records that the whole gives, with the words of both; None and why not."""
    given = pipeline.load(project)
    article = next((each for each in given.loaded.articles if each.source.path == whole.path), None)
    if failed(given.problems) or article is None:
        return None, (0, 0), given.problems
    before, parts = _records(given), layout(article)
    of = count_words(article)
    for kept in _selections(project, given, article, parts, before):
        cut_text = cut(article, parts, kept)
        if cut_text == whole.text:
            message, hint = "every sentence carries facts: the excerpt would be the whole", "write a digest of it"
            return None, (0, 0), (Problem("excerpt-is-shorter", message, whole.whole(), hint=hint),)
        text, number = _written(article, cut_text, of)
        if text and _same_facts(given, pipeline.load(_with(project, SourceText(whole.path, text))), article, before):
            return text, (of, number), ()
    if not article.annotations:
        message, hint = "no annotation: nothing would be kept", f"annotate it first: `communique annotate {article.id}`"
    else:
        message, hint = "no excerpt of this article gives the same records", "write a digest of it"
    return None, (0, 0), (Problem("excerpt-is-shorter", message, whole.whole(), hint=hint),)


def _selections(
    project: Project, given: pipeline.Input, article: Article, parts: Layout, before: _Records
) -> Iterator[frozenset[int]]:
    """What is tried: sentences with facts; then all that name something whose record would differ; then all annotated.

    How often an article uses a name can decide which name a record takes.
    """
    if not article.annotations:
        return
    facts = [fact for fact in given.loaded.facts if fact.article == article.id]
    kept = select_pieces(article, parts, facts, given.loaded.schema)
    yield kept
    text, _ = _written(article, cut(article, parts, kept), 1)
    after = _records(pipeline.load(_with(project, SourceText(article.source.path, text)))).desired if text else {}
    differing = {ref for ref, desired in before.desired.items() if after.get(ref) != desired}
    yield select_pieces(article, parts, facts, given.loaded.schema, differing)
    yield annotated_pieces(article, parts)


def _records(given: pipeline.Input) -> _Records:
    loaded = given.loaded
    order = [each.id for each in loaded.articles]
    desired = assemble(loaded.facts, loaded.first_mentions, order, loaded.schema, loaded.languages)
    return _Records(desired, pipeline.plan_changes(given)[0])


def _same_facts(before: pipeline.Input, after: pipeline.Input, article: Article, records: _Records) -> bool:
    """Whether two versions of an article give the same facts, names and records."""
    if failed(after.problems) or _records(after) != records:
        return False
    facts = [
        [(fact.subject, fact.slot, fact.value) for fact in given.loaded.facts if fact.article == article.id]
        for given in (before, after)
    ]
    stated = [[fact for fact in each if fact[1] != LABEL] for each in facts]
    return stated[0] == stated[1] and set(facts[0]) == set(facts[1])


def _written(article: Article, text: str, of: int) -> tuple[str, int]:
    """The excerpt with its numbers of words in the front matter; "" where it can't be read."""
    found, problems = read_article(replace(article.source, text=text))
    if found is None or failed(problems):
        return "", 0
    kept = count_words(found)
    body = read_front(found.source)[0].body
    head, rest = text[:body], text[body:]
    closing = _CLOSING.search(head)
    if closing is None:
        return "", 0
    line_break = "\r\n" if "\r\n" in head else "\n" if "\n" in head else "\r"
    entry = f"excerpt: {{of: {max(of, kept)}, kept: {kept}}}{line_break}"
    written = SourceText(article.source.path, f"{head[: closing.start()]}{entry}{closing.group()}{rest}")
    from generator.drafting.refusals import without_gone_refusals  # noqa: PLC0415 -- `check` plans no excerpt

    excerpt = without_gone_refusals(written)
    return (excerpt.text, kept) if excerpt else ("", 0)


def _with(project: Project, source: SourceText) -> Project:
    """A project with another text of an article."""
    return replace(project, articles=tuple(source if each.path == source.path else each for each in project.articles))
