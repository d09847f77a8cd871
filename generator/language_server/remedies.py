"""The remedies of findings as changes: the one that a hint names, or those among which a person chooses."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

from generator.articles.front import body_start
from generator.articles.model import Annotation
from generator.diagnostics.problem import Problem, failed
from generator.drafting.model import MEETING
from generator.facts.annotation_schema import DATE, MENTIONED, ROLE, UNNAMED
from generator.language_server.project_view import ProjectView
from generator.language_server.symbols import annotation_at, annotations_of
from generator.project.files import ARTICLES, RECORDS
from generator.project.scaffold import ScaffoldValues, create
from generator.text.source import Edit, SourceText

_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_WRITE = re.compile(r"write `([^`…{}]+)`")
_QUOTED = re.compile(r"put it in straight double quotes: `[a-z][a-z0-9_-]*=(\"[^`]*\")`")
_QUOTE_SPACES = re.compile(r"quote a value with spaces: `(?P<key>[a-z][a-z0-9_-]*)=(?P<value>\"[^`]*\")`")
_NEW_RECORD = re.compile(r"`communique new ([a-z]+) ([a-z0-9-]+)`")
_DELETE_SPACE, _DELETE_LINE, _CLOSE = "delete the space", "delete the line", "close the braces before it"
_VALUE = re.compile(r"[a-z][a-z0-9_-]*=(?P<quote>\"?)(?P<value>[^\"]*)(?P=quote)\Z")
_BARE = re.compile(r"[A-Za-z0-9-]+")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_KEYS = frozenset({"attribute-is-known", "kind-is-known"})
_KEY = re.compile(r"\.?([^\s=.]+)")
_SPEAKERS = frozenset({"person", "org", "country"})
_OFFERED = 3
_DATED = f"{MEETING}-has-{DATE}"
"""The rule on the day of a meeting, whose name is made of the field that is missing."""


class OfferedRemedy(NamedTuple):
    """A change that heals a finding: edits of its text, or the texts of new files."""

    title: str
    edits: Sequence[Edit] = ()
    created: Mapping[str, str] = {}


_Make: TypeAlias = Callable[[ProjectView, SourceText, Problem], Iterator[OfferedRemedy]]


def remedies(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    """The changes that would heal a finding of a text."""
    if edit := _named(problem):
        yield OfferedRemedy(_sentence(problem.hint), [edit])
        return
    if make := _BY_RULE.get(problem.rule):
        yield from make(view, source, problem)
    if _DELETE_LINE in problem.hint and (line := _line(source, problem)):
        yield OfferedRemedy("Delete the line", [line])
    if wanted := _NEW_RECORD.search(problem.hint):
        values = ScaffoldValues("", "", PurePosixPath(source.path).stem if source.path.startswith(ARTICLES) else "")
        change, problems = create(view.root, wanted[1], wanted[2], values)
        if change and change.new and not failed(problems):
            yield OfferedRemedy(f"Create the record {change.path}", created={change.path: change.new})


def _named(problem: Problem) -> Edit | None:
    """The edit that a finding's hint describes; None if it takes a person."""
    span, hint = problem.span, problem.hint
    if quoted := _QUOTED.fullmatch(hint):
        return Edit(span.start, span.end, quoted[1])
    if problem.rule == "annotation-is-attached" and hint.startswith(_DELETE_SPACE):
        before = span.source.text[: span.start]
        return Edit(len(before.rstrip(" \t\r\n")), span.start, "")
    is_exact = problem.rule == "id-is-current" or problem.rule.endswith("-is-valid")
    meant = _MEANT.fullmatch(hint) or (_WRITE.fullmatch(hint) if is_exact else None)
    if meant is None or not span.text:
        return None
    if problem.rule in _KEYS and (key := _KEY.match(span.text)):
        return Edit(span.start + key.start(1), span.start + key.end(1), meant[1])
    written = _VALUE.fullmatch(span.text)
    if written is None or "=" in meant[1]:
        mark = span.text[0] if span.text[0] in "\"'" and span.text.endswith(span.text[0]) else ""
        return Edit(span.start + len(mark), span.end - len(mark), meant[1])
    return Edit(span.start + written.start("value"), span.start + written.end("value"), meant[1])


def _sentence(hint: str) -> str:
    meant = _MEANT.fullmatch(hint)
    text = f"write `{meant[1]}`" if meant else hint.partition(";")[0]
    return text[:1].upper() + text[1:]


def _speaker(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    """Who said it, of those whom the article names nearby; for an unnamed speaker, for whom or about what."""
    quote = annotation_at(view, source, problem.span.start)
    if quote is None or quote.id:
        return
    given = {each.key: each for each in quote.attributes if each.key in ("by", "speaker")}
    if len(given) > 1:
        for kept, gone in (("by", "speaker"), ("speaker", "by")):
            span = given[gone].span
            before = len(source.text[: span.start].rstrip())
            yield OfferedRemedy(f"Keep `{given[kept].span.text}`, delete `{gone}`", [Edit(before, span.end, "")])
        return
    for each in _nearest(view, source, quote, _SPEAKERS):
        yield _added(quote, "for" if given else "by", each.id or "")
    for each in [*_nearest(view, source, quote, frozenset({"meeting"}))][:1] if given else ():
        yield _added(quote, "about", each.id or "")


def _day(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    """The days that the article names nearby."""
    meeting = annotation_at(view, source, problem.span.start)
    if meeting:
        for each in _nearest(view, source, meeting, frozenset({DATE})):
            yield _added(meeting, "on", each.id or "")


def _mentioned(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    annotation = annotation_at(view, source, problem.span.end - 1)
    if annotation and annotation.get(ROLE) is None:
        yield _added(annotation, ROLE, MENTIONED)


def _planned(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    meeting = annotation_at(view, source, problem.span.end - 1)
    status = next((each for each in meeting.attributes if each.key == "status"), None) if meeting else None
    if status:
        yield OfferedRemedy("Write `status=planned`", [Edit(status.value_span.start, status.value_span.end, "planned")])


def _pair(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    """Braces that end before a word, or a value that goes on with it."""
    del view
    start = problem.span.start
    if _CLOSE in problem.hint:
        at = len(source.text[:start].rstrip())
        yield OfferedRemedy(f"Close the braces before `{problem.span.text}`", [Edit(at, at, "}")])
    if spaced := _QUOTE_SPACES.search(problem.hint):
        at = source.text.rfind(f"{spaced['key']}=", 0, start) + len(spaced["key"]) + 1
        yield OfferedRemedy(f"Write `{spaced['key']}={spaced['value']}`", [Edit(at, problem.span.end, spaced["value"])])


def _tight(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    del view
    if equals := _EQUALS.match(source.text, problem.span.end):
        yield OfferedRemedy("Delete the spaces around `=`", [Edit(equals.start(), equals.end(), "=")])


def _spaced(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    del view, source
    yield OfferedRemedy("Write a space", [Edit(problem.span.start, problem.span.start, " ")])


def _dotted(view: ProjectView, source: SourceText, problem: Problem) -> Iterator[OfferedRemedy]:
    """A kind without an id, which begins with a dot; what stood as its id is the speaker."""
    quote = annotation_at(view, source, problem.span.start)
    if quote is None:
        return
    is_speaker = quote.kind != UNNAMED and quote.get("by") is None and quote.get("speaker") is None
    head = f".{quote.kind}{f' by={quote.id}' if is_speaker and view.ref(quote.id or '') else ''}"
    yield OfferedRemedy(f"Write `{head}`", [Edit(quote.head.start, quote.head.end, head)])


_BY_RULE: Mapping[str, _Make] = {
    "article-is-no-older": _planned,
    "attribute-is-pair": _pair,
    "attribute-is-tight": _tight,
    "attributes-are-spaced": _spaced,
    _DATED: _day,
    "meeting-has-one-value": _mentioned,
    "statement-has-dot": _dotted,
    "statement-has-speaker": _speaker,
}


def _nearest(view: ProjectView, source: SourceText, around: Annotation, kinds: frozenset[str]) -> Iterator[Annotation]:
    """The things of some kinds that the article names nearest to an annotation, each once."""
    named = [each for each in annotations_of(view, source) if each.kind in kinds and each.id and each is not around]
    named.sort(key=lambda each: abs(each.span.start - around.span.start))
    first: dict[tuple[str, str | None], Annotation] = {}
    for each in named:
        first.setdefault((each.kind, each.id), each)
    yield from [*first.values()][:_OFFERED]


def _added(annotation: Annotation, key: str, value: str) -> OfferedRemedy:
    """An attribute behind the others."""
    pair = f"{key}={value}" if _BARE.fullmatch(value) else f'{key}="{value}"'
    end = max(annotation.head.end, *(each.span.end for each in annotation.attributes), 0)
    return OfferedRemedy(f"Add `{pair}`", [Edit(end, end, f" {pair}")])


def _line(source: SourceText, problem: Problem) -> Edit | None:
    """The edit that deletes the line of an entry in a record or in front matter, if the entry is only that line."""
    span, text = problem.span, source.text
    is_yaml = source.path.startswith(RECORDS) or span.end <= body_start(source)
    start = source.line_start(span.line)
    end = text.find("\n", span.end) + 1
    if not is_yaml or not end or "\n" in text[start : end - 1]:
        return None
    indents = [len(line) - len(line.lstrip(" -")) for line in (text[start:end], text[end:].partition("\n")[0])]
    return Edit(start, end, "") if indents[1] <= indents[0] and not text[start:end].lstrip().startswith("-") else None
