"""`communique annotate`: drafts the annotations of articles, for a person to review."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple, NoReturn

import click

from generator.articles.broken_passages import broken_passages
from generator.diagnostics.problem import Problem, failed, visible
from generator.drafting import (
    Draft,
    DraftedArticle,
    Proposal,
    apply_proposals,
    draft_articles,
    fitting,
    mark_draft,
    sure_proposals,
    unmarkable,
)
from generator.options import root_option
from generator.project import journal
from generator.project.journal import Change
from generator.terminal import leave, print_findings, print_lines, project_lock
from generator.text.count import count
from generator.text.source import Span

_SHOWN = 40


@click.command()
@root_option
@click.option(
    "--write", type=click.Choice(["sure"]), help="Write proposals that are sure into the articles, without asking."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="Only print the proposals: for a person, by what they name, or for a program.",
)
@click.option("--terminal", is_flag=True, help="Review in this terminal instead of the browser.")
@click.option("--no-browser", is_flag=True, help="Print the address of the review, and open no browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of the review.  [default: a free one]")
@click.option(
    "--idle", type=click.IntRange(1), default=60, show_default=True, help="Minutes until an idle review ends."
)
@click.option("--by", default="", help="Who reviews.  [default: user.name of git]")
@click.option("--extract", is_flag=True, help="With --terminal: extract the facts after the article is saved.")
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
def annotate(
    root: Path,
    articles: tuple[str, ...],
    write: str | None,
    form: Literal["text", "json"] | None,
    by: str,
    port: int,
    idle: int,
    *,
    terminal: bool,
    no_browser: bool,
    extract: bool,
) -> None:
    """Draft the annotations of articles, and review them: names, dates, quotations, meetings, roles.

    The review is a page on this machine, which only this command serves; nothing leaves the machine. An ARTICLE is an
    article's id, or the path of its file; without any, the page lists those that wait for a review. Annotations that
    stand stay as they are; a second run proposes only what is new.

    With --write, what is sure is written without asking, and the article is marked `review: draft` until somebody has
    reviewed it.
    """
    if sum(map(bool, (write, form, terminal))) > 1:
        raise click.UsageError("--write, --format and --terminal exclude each other")
    if (write or form) and not articles:
        raise click.UsageError("name the articles: --write and --format need them")
    if not (write or form):
        _review(root, articles, _Reviewing(by, port, idle, terminal, no_browser, extract))
    drafted, problems = draft_articles(root, articles)
    print_findings(problems, "text")
    if not drafted:
        leave(is_wrong=True)
    if form == "json":
        click.echo(as_json(drafted))
    elif write:
        problems = (*problems, *_write_sure(root, drafted))
    else:
        print_lines("text", *_overview(drafted))
    leave(failed(problems))


class _Reviewing(NamedTuple):
    """How to review: the options of the command."""

    by: str
    port: int
    idle: int
    in_terminal: bool
    no_browser: bool
    extract: bool


def _review(root: Path, names: Sequence[str], how: _Reviewing) -> NoReturn:
    """Review articles in the browser or the terminal; what is needed for it is loaded only now."""
    from generator.review.start import review_articles, serve_articles  # noqa: PLC0415 -- printing proposals should not wait for it

    if how.in_terminal:
        leave(review_articles(root, names, how.by, extract=how.extract))
    leave(serve_articles(root, names, how.by, port=how.port, idle=how.idle, opens_browser=not how.no_browser))


def as_json(drafted: Sequence[DraftedArticle]) -> str:
    """The proposals as one JSON array; each names its `file` if there are several."""
    several = len(drafted) > 1
    rows = [
        {**({"file": article.source.path} if several else {}), **_row(proposal)}
        for article in drafted
        for proposal in article.draft.proposals
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(proposal: Proposal) -> dict[str, str | int]:
    return {
        "start": proposal.start,
        "end": proposal.end,
        "text": proposal.text,
        "kind": proposal.kind,
        "id": proposal.id,
        "annotation": proposal.annotation,
        "confidence": proposal.confidence,
        "reason": proposal.reason,
    }


def _write_sure(root: Path, drafted: Iterable[DraftedArticle]) -> tuple[Problem, ...]:
    """Write the sure proposals into their articles and print a summary; return the problems."""
    found = [written(each) for each in drafted]
    problems = [problem for each in found for problem in each.problems]
    with project_lock(root):
        unwritten = journal.write(root, [each.change for each in found if each.change])
    print_findings((*problems, *unwritten), "text")
    if not failed(unwritten):
        lines = (
            f"{each.path}: {count(each.number, 'annotation')} written, {each.left} left for review" for each in found
        )
        print_lines("text", *lines)
    return (*problems, *unwritten)


class SureChange(NamedTuple):
    """What is to be written into an article: how many annotations, how many proposals are left, and why not more."""

    path: str
    change: Change | None
    number: int
    left: int
    problems: tuple[Problem, ...] = ()


def written(article: DraftedArticle) -> SureChange:
    """The change that writes what is sure into an article, where its markup is sound, and marks it as a draft."""
    source, proposals = article.source, article.draft.proposals
    broken = broken_passages(source)
    sure = sure_proposals(proposals)
    ends = [each.end for each in broken]
    sound = [p for p in sure if not any(each.start < p.end for each in broken[bisect_right(ends, p.start) :][:1])]
    accepted = fitting(source, sound)
    text, refused = apply_proposals(source, accepted, proposals)
    problems = tuple(_broken(each) for each in broken) if len(sound) < len(sure) else ()
    if text == source.text:
        return SureChange(source.path, None, 0, len(proposals), problems)
    marked = mark_draft(replace(source, text=text))
    if marked is None:
        return SureChange(source.path, None, 0, len(proposals), (*problems, unmarkable(source, "marked as a draft")))
    number = len(accepted) - len(refused)
    return SureChange(source.path, Change(source.path, source.text, marked), number, len(proposals) - number, problems)


def _broken(passage: Span) -> Problem:
    """Why nothing is written into a passage."""
    first, last = passage.line, passage.source.position(passage.end - 1)[0]
    where = f"lines {first}–{last}" if last > first else f"line {first}"
    message = f"nothing is written in {where}: an annotation there is in error, and others could change how it is read"
    hint = "correct the error, then run the command again"
    return Problem("markup-is-sound", message, passage, "warning", hint)


def _overview(drafted: Iterable[DraftedArticle]) -> Iterator[str]:
    """The proposals for a person: one line for each decision, with its count and confidence."""
    for article in drafted:
        proposals = article.draft.proposals
        shares_of = Counter(proposal.confidence for proposal in proposals)
        shares = ", ".join(f"{shares_of[each]} {each}" for each in ("sure", "likely", "unsure"))
        heading = f"{article.source.path}: {count(len(proposals), 'proposal')}"
        yield visible(f"{heading}: {shares}" if proposals else heading)
        for group in _by_decision(article.draft):
            first = group[0]
            words = " ".join(first.text.split())
            cut = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
            times = f" ×{len(group)}" if len(group) > 1 else ""
            status = "".join(f" {value}" for key, value in first.attributes if key == "status")
            what = f"{first.kind} {first.id or '?'}{status}{times}"
            yield visible(f"  {first.confidence:6}  {what}  “{cut}”: {first.reason}")


def _by_decision(draft: Draft) -> Iterable[list[Proposal]]:
    """Proposals that one decision holds for, in the order of the text."""
    found: dict[tuple[object, ...], list[Proposal]] = {}
    for proposal in draft.proposals:
        found.setdefault(proposal.decision, []).append(proposal)
    return found.values()
