"""`communique rename`: give a thing or an article another id."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from generator import pipeline
from generator.articles.front import front_spans
from generator.diagnostics.problem import Problem, failed
from generator.memo import Memoize, no_memo
from generator.project.files import Project, file_span
from generator.project.journal import Change
from generator.project.loader import record_path
from generator.records.previous_ids import with_previous
from generator.records.yaml_document import EditRejectedError
from generator.refactor.ids import check_available, check_renamable, find
from generator.refactor.project_state import (
    ARTICLE,
    ProjectState,
    Texts,
    changed_texts,
    complete_changes,
    ledger_path,
    may_name,
    open_project_state,
)
from generator.refactor.renaming_map import Renaming
from generator.refactor.rewriting import (
    Rewritten,
    findings_of,
    not_editable,
    rewrite_articles,
    rewrite_lost_ledgers,
    rewrite_records,
    texts_of,
)
from generator.schema.model import Kind, Ref
from generator.text.source import Edit, Span, apply

_COMMAND = "communique rename"


def rename(
    project: Project, old: str, new: str, remember: Memoize = no_memo
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Give a thing or an article another id everywhere.

    The record keeps the old id in `previous_ids`, so that its URL redirects to the new page. Nothing changes if the old
    id is unknown, the new one is taken or not valid, the id is a code, or the project has an error.
    """
    state, problems = open_project_state(project, _COMMAND, remember)
    if state is None:
        return (), problems
    ref = find(state, old, _COMMAND)
    if isinstance(ref, Problem):
        return (), (ref,)
    objection = check_renamable(state, ref, _COMMAND) or check_available(state, ref, new, _COMMAND)
    if objection:
        return (), (objection,)
    texts, problems = (_article if ref.kind == ARTICLE else _thing)(state, ref, new)
    if failed(problems):
        return (), problems
    changes, found = complete_changes(state, texts, _COMMAND, {ref.id: new}, remember)
    return changes, (*problems, *found)


def rename_readable(
    project: Project, old: str, new: str, remember: Memoize = no_memo
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Give an id to a thing or an article in a project that is being edited: with errors, or before an extraction.

    Files with errors stay as they are; one that could name either id in its text is in the way, and nothing changes. No
    facts are extracted, so a note says that this is still to be done.
    """
    given = pipeline.load_again(project, (), remember)
    errors = [each for each in given.problems if each.severity == "error"]
    hidden = [_hidden(each, id_) for each in errors for id_ in (old, new) if may_name(each.span.source, id_)]
    if hidden:
        return (), tuple(hidden)
    state = ProjectState(project, given.loaded, given.ledgers, (), given.problems)
    ref = find(state, old, _COMMAND)
    if isinstance(ref, Problem):
        return (), (ref,)
    objection = check_renamable(state, ref, _COMMAND) or check_available(state, ref, new, _COMMAND)
    texts, problems = (
        ({}, (objection,)) if objection else (_article if ref.kind == ARTICLE else _thing)(state, ref, new)
    )
    if failed(problems):
        return (), problems
    return changed_texts(project, texts), (*problems, _not_extracted(errors))


def _hidden(error: Problem, id_: str) -> Problem:
    """An error in a file that may name an id: what it says of it can't be read."""
    message = f"an error hides what this file says of `{id_}`: {error.message}"
    return Problem(error.rule, message, error.span, hint="correct it, then rename again")


def _not_extracted(errors: Sequence[Problem]) -> Problem:
    message = "renamed; the records were behind the articles, or other files have errors"
    span = errors[0].span if errors else file_span(_COMMAND)
    hint = "correct the errors, then run `communique extract`" if errors else "run `communique extract`"
    return Problem("extraction-is-current", message, span, "warning", hint)


def _thing(state: ProjectState, ref: Ref, new: str) -> tuple[Texts, tuple[Problem, ...]]:
    """All files with the new id; the record and its ledger at their new paths."""
    renaming = Renaming(ref.id, new)
    rewritten, problems = rewrite_records(state, renaming, always=(ref,))
    record, kind = state.record(ref), state.schema.kind(ref.kind)
    if failed(problems) or record is None or kind is None:
        return {}, problems
    try:
        own = _with_ids(rewritten[ref], renaming, kind)
    except EditRejectedError as error:
        return {}, (not_editable(record, error),)
    texts = texts_of(state, rewritten | {ref: own}) | rewrite_lost_ledgers(state, renaming)
    for path_of in (record_path, ledger_path):
        texts[path_of(Ref(ref.kind, new), state.schema)] = texts[path_of(ref, state.schema)]
        texts[path_of(ref, state.schema)] = None
    return texts | rewrite_articles(state, renaming, is_same=True), (
        *problems,
        *findings_of(state, rewritten, renaming),
    )


def _with_ids(own: Rewritten, renaming: Renaming, kind: Kind) -> Rewritten:
    """The record with its old id among the previous ones, and the new one as its `id`, if it states one."""
    document = own.document
    if document.node(("id",)):
        document = document.set(("id",), renaming.new)
    return Rewritten(with_previous(document, kind, add=[renaming.old], remove=[renaming.new]), own.ledger)


def _article(state: ProjectState, ref: Ref, new: str) -> tuple[Texts, tuple[Problem, ...]]:
    """All files with an article's new id: articles that reprint it, and records that name it as a source."""
    renaming = Renaming(ref.id, new, "source")
    rewritten, problems = rewrite_records(state, renaming)
    texts = texts_of(state, rewritten)
    for article in state.reading.articles:
        text = article.source.text
        spans = front_spans(article.source) if ref.id in (article.front.origin, article.front.corrects) else {}
        named = [spans[key] for key in ("origin", "corrects") if spans and getattr(article.front, key) == ref.id]
        if named:
            text = apply(text, [_inside_quotes(span, new) for span in named])
            texts[article.source.path] = text
        if article.id == ref.id:
            path = PurePosixPath(article.source.path)
            texts |= {path.as_posix(): None, path.with_name(f"{new}{path.suffix}").as_posix(): text}
    return texts, problems


def _inside_quotes(span: Span, new: str) -> Edit:
    """Replace a value inside its quotation marks."""
    quotes = span.text[:1] in {'"', "'"}
    return Edit(span.start + quotes, span.end - quotes, new)
