"""Changes that an editor offers at a place: remedies of findings, annotations, new records, and rejections of facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from generator.articles import read_article
from generator.diagnostics.problem import Problem, failed
from generator.drafting import DraftedArticle, Proposal, apply_proposals
from generator.drafting.model import PARAPHRASE, QUOTE
from generator.drafting.prose import read_prose
from generator.drafting.refusals import named, refusals, update_refusals
from generator.facts.extract import LABEL
from generator.language_server.project_view import ProjectView
from generator.language_server.remedies import remedies
from generator.language_server.symbols import annotation_at
from generator.project.files import ARTICLES
from generator.project.scaffold import ScaffoldValues, create
from generator.records.conflicts import rejection
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.review.completion import complete
from generator.review.compose import braces
from generator.text.source import Edit, SourceText, apply
from generator.text.yaml_tree import YamlList

_SELECTED, _DRAFTED = 3, 6
_LONGEST = 200
_SAID_WITH = {"country": "for", "org": "for", "person": "for", "meeting": "about"}
_ALONE = frozenset({QUOTE, PARAPHRASE})
_RECORDED = frozenset({"for", "about", "topic"})
_REASON = "the-reason-to-be-written"


@dataclass(frozen=True, slots=True)
class Action:
    """A change that can be applied: edits of texts by their paths, and the texts of new files."""

    title: str
    edits: Mapping[str, Sequence[Edit]] = field(default_factory=dict)
    created: Mapping[str, str] = field(default_factory=dict)
    remedy: Problem | None = None


def actions(view: ProjectView, source: SourceText, start: int, end: int) -> tuple[Action, ...]:
    """What can be done about the text from `start` to `end`."""
    found = [*_remedies(view, source, start, end)]
    if source.path.startswith(ARTICLES):
        found += [
            *_annotations(view, source, start, end),
            *_new_record(view, source, start),
            *_rejections(view, source, start),
        ]
    return tuple(found)


def _remedies(view: ProjectView, source: SourceText, start: int, end: int) -> Iterator[Action]:
    """The remedies of findings in a range, where they are changes of a text."""
    for problem in view.findings.get(source.path, ()):
        if problem.span.start <= end and start <= problem.span.end:
            for title, edits, created in remedies(view, source, problem):
                yield Action(title, {source.path: edits} if edits else {}, created, problem)


def _annotations(view: ProjectView, source: SourceText, start: int, end: int) -> Iterator[Action]:
    """Annotate the selected words as what they may name; else what drafting proposes at the cursor."""
    words = source.text[start:end]
    if start < end <= start + _LONGEST and words.strip():
        for each in complete(view.things, words, ())[:_SELECTED]:
            written = f"[{words}]{braces(each.kind, each.id, ())}"
            edit = Edit(start, end, written)
            if _reads(source, edit):
                yield Action(f"Annotate as {each.name} ({each.kind}={each.id})", {source.path: [edit]})
    drafted = view.draft(source)
    here = [each for each in drafted.draft.proposals if each.start <= end and start <= each.end and each.id]
    for proposal in here[:_DRAFTED]:
        for whole in _with_side(view, source, proposal):
            yield from _proposed(drafted, whole)
    yield from _refusals(source, here[:_DRAFTED])


def _refusals(source: SourceText, here: Sequence[Proposal]) -> Iterator[Action]:
    """Note in the front matter that a proposal is refused, so that nothing proposes it again."""
    if not here:
        return
    prose = read_prose(source, None)
    for proposal in here:
        after = update_refusals(source, prose, refusals(prose, [named(prose, proposal)], ()), ())
        if after and after.text != source.text:
            title = f"Refuse “{' '.join(proposal.text.split())[:60]}” as {proposal.kind} {proposal.id}, here and later"
            yield Action(title, {source.path: _inserted(source.text, after.text)})


def _reads(source: SourceText, edit: Edit) -> bool:
    """Whether an article has no more errors with an edit than without."""
    after = replace(source, text=apply(source.text, [edit]))
    return not failed(read_article(after)[1]) or failed(read_article(source)[1])


def _with_side(view: ProjectView, source: SourceText, proposal: Proposal) -> Iterator[Proposal]:
    """A proposal; one whose speaker has no name, once for each side or meeting that the article has before it.

    What somebody without a name said goes into the record of one of them, so the annotation has to say of which.
    """
    keys = {key for key, _ in proposal.attributes}
    if "speaker" not in keys or keys & _RECORDED:
        yield proposal
        return
    article = view.articles.get(source.path)
    before = [each for each in article.annotations if each.span.start < proposal.start] if article else []
    named = {each.id: _SAID_WITH[each.kind] for each in before if each.kind in _SAID_WITH and each.id}
    nearest = list(named.items())[::-1][:_SELECTED]
    for id_, key in nearest:
        yield replace(proposal, attributes=(*proposal.attributes, (key, id_)))


def _proposed(drafted: DraftedArticle, proposal: Proposal) -> Iterator[Action]:
    """One proposal, and all that name the same thing; a meeting with its people, day and place, which it needs."""
    every = drafted.draft.proposals
    inside = (each for each in every if proposal.start <= each.start and each.end <= proposal.end)
    parts = [each for each in inside if (each.kind, each.id) in proposal.parts]
    same = [] if parts else [each for each in every if each.decision == proposal.decision]
    said = "".join(f" {key} {value}" for key, value in proposal.attributes if key in _RECORDED)
    shown = f"{proposal.kind} {proposal.id}{said} ({proposal.confidence}: {proposal.reason})"
    for group in ([proposal], same) if len(same) > 1 and proposal.kind not in _ALONE else ([proposal, *parts],):
        text, refused = apply_proposals(drafted.source, group)
        if not refused:
            many = f"all {len(group)} mentions" if group is same else f"“{' '.join(proposal.text.split())[:60]}”"
            yield Action(f"Annotate {many}: {shown}", {drafted.source.path: _inserted(drafted.source.text, text)})


def _inserted(old: str, new: str) -> list[Edit]:
    """The insertions that make the new text of the old one, which it contains in its order."""
    edits, at, begun = list[Edit](), 0, 0
    for index, character in enumerate(new):
        if at < len(old) and character == old[at]:
            if begun < index:
                edits.append(Edit(at, at, new[begun:index]))
            at, begun = at + 1, index + 1
    if begun < len(new):
        edits.append(Edit(at, at, new[begun:]))
    return edits if at == len(old) else [Edit(0, len(old), new)]


def _new_record(view: ProjectView, source: SourceText, offset: int) -> Iterator[Action]:
    """Create the record of what is annotated here and has none."""
    annotation = annotation_at(view, source, offset)
    ref = view.ref(annotation.id) if annotation and annotation.id else None
    if annotation is None or ref is None or ref in view.base.records:
        return
    article = PurePosixPath(source.path).stem
    change, problems = create(
        view.root, ref.kind, ref.id, ScaffoldValues(annotation.get("name") or annotation.label, "", article)
    )
    if change and change.new and not failed(problems):
        yield Action(f"Create the record {change.path}", created={change.path: change.new})


def _rejections(view: ProjectView, source: SourceText, offset: int) -> Iterator[Action]:
    """Reject a fact of an article in its record; `check` asks for the reason until somebody writes it."""
    article = view.articles.get(source.path)
    for fact in view.base.by_article.get(article.id, ()) if article else ():
        record = view.base.records.get(fact.subject)
        if record is None or fact.slot == LABEL or not fact.span.start <= offset <= fact.span.end:
            continue
        name, value = rejection((fact.slot, fact.value))
        document, text = YamlDocument.parse(record.source.text), record.source.text
        entries = record.tree.get("rejected")
        count = len(entries.values) if isinstance(entries, YamlList) else 0
        try:
            edited = document.add(("rejected",), {"field": name, "value": value, "reason": _REASON}, count)
        except EditRejectedError:
            continue
        title = f"Reject `{name}: {value[:60]}` of {fact.subject.id}, with a reason that you write"
        yield Action(title, {record.source.path: _inserted(text, edited.text.replace(_REASON, ""))})
