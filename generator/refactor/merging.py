"""`communique merge`: merge two records of one thing."""

from collections.abc import Iterator, Sequence

from generator.diagnostics.problem import Problem, failed
from generator.facts.check import a
from generator.facts.ledger import MergeBase, ledger_after
from generator.facts.model import Slot
from generator.project.files import Project, file_span
from generator.project.journal import Change
from generator.project.loader import record_path
from generator.records.model import Record, facts_in, record_facts
from generator.records.previous_ids import previous_of, with_previous
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.refactor.choices import Choices, choose, read_choices, unknown_choices
from generator.refactor.comments import comments_of, with_comments
from generator.refactor.ids import check_renamable, find
from generator.refactor.merge_records import IncomingFacts, RejectedFact, merge_records
from generator.refactor.project_state import (
    ARTICLE,
    ProjectState,
    Texts,
    complete_changes,
    ledger_path,
    open_project_state,
)
from generator.refactor.renaming_map import Renaming
from generator.refactor.review_findings import review_findings, unmerged_as_yaml
from generator.refactor.rewriting import (
    NO_LEDGER,
    Rewritten,
    findings_of,
    not_editable,
    rewrite_articles,
    rewrite_lost_ledgers,
    rewrite_records,
    texts_of,
)
from generator.refactor.sources import unite_sources
from generator.schema.model import Kind, Ref
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlText

_NAME = Slot("name")
_COMMAND = "communique merge"


def merge(
    project: Project, loser: str, winner: str, keep: Sequence[str] = ()
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Merge the loser into the winner: every reference to the loser becomes one to the winner, whose record stays.

    The winner gets the facts that it has no value for. If the two differ, the winner keeps its value and the other one
    is reported, unless `keep` chooses: `FIELD=ID`. What a person wrote in the loser's record and can't be added becomes
    comments; `previous_ids` gets the loser's id.
    """
    state, problems = open_project_state(project, _COMMAND)
    if state is None:
        return (), problems
    pair = [find(state, word, _COMMAND) for word in (loser, winner)]
    wrong = [ref for ref in pair if isinstance(ref, Problem)]
    if wrong:
        return (), tuple(wrong)
    lost, won = (ref for ref in pair if isinstance(ref, Ref))
    objection = check_renamable(state, lost, _COMMAND) or _check_mergeable(lost, won)
    if objection:
        return (), (objection,)
    choices, wrong_choices = read_choices(keep, Renaming(lost.id, won.id), _COMMAND)
    if wrong_choices:
        return (), wrong_choices
    texts, problems = _merged(state, lost, won, choices)
    if failed(problems):
        return (), problems
    changes, found = complete_changes(state, texts, _COMMAND, {lost.id: won.id})
    return changes, (*problems, *found)


def _check_mergeable(lost: Ref, won: Ref) -> Problem | None:
    """Why two things can't be merged; None if they can."""
    where = file_span(_COMMAND)
    if lost == won:
        return Problem("ids-differ", f"`{lost.id}` is given twice", where, hint="name two records")
    if ARTICLE in (lost.kind, won.kind):
        hint = "where one reprints the other, write `origin: …` into its front matter"
        return Problem("ids-are-records", "articles are not merged", where, hint=hint)
    if lost.kind != won.kind:
        message = f"`{lost.id}` is {a(lost.kind)}, `{won.id}` is {a(won.kind)}"
        hint = "correct the kind of one of them first: its annotations, then its record in another folder"
        return Problem("kinds-are-equal", message, where, hint=hint)
    return None


def _merged(state: ProjectState, lost: Ref, won: Ref, choices: Choices) -> tuple[Texts, tuple[Problem, ...]]:
    renaming = Renaming(lost.id, won.id)
    rewritten, problems = rewrite_records(state, renaming, always=(lost, won))
    kind, loser, winner = state.schema.kind(won.kind), state.record(lost), state.record(won)
    if failed(problems) or kind is None or loser is None or winner is None:
        return {}, problems
    out = rewritten.pop(lost)
    found = tuple(findings_of(state, rewritten, renaming))
    try:
        previous = [text.value for text in previous_of(loser.tree)]
        joined = _joined(out, rewritten[won], renaming, kind, previous, choices)
    except EditRejectedError as error:
        return {}, (not_editable(winner, error),)
    if unknown := unknown_choices(choices, joined.left, kind, _COMMAND):
        return {}, unknown
    left = tuple(one for one in joined.left if not choices.of(one, kind))
    base = state.ledgers.get(lost, NO_LEDGER).ledger.base
    unmerged = review_findings(loser, kind, base, left, renaming, f"{_COMMAND} {lost.id} {won.id}")
    rewritten = rewritten | {won: joined}
    texts = texts_of(state, rewritten) | rewrite_lost_ledgers(state, renaming) | rewrite_articles(state, renaming)
    texts |= {record_path(lost, state.schema): None}
    texts |= {ledger_path(lost, state.schema): None} if lost in state.ledgers else {}
    references = _self_references(joined.document, winner, kind)
    return texts, (*unmerged, *found, *references)


def _joined(
    out: Rewritten, into: Rewritten, renaming: Renaming, kind: Kind, previous: list[str], choices: Choices
) -> Rewritten:
    """Merge the loser's record, `out`, which already has the winner's id in it, into the winner's."""
    coming = IncomingFacts(tuple(facts_in(out.document.tree, kind)), out.ledger.base)
    document, base, left = merge_records(into.document, into.ledger.base, coming, kind)
    base = _with_name(document, base, left)
    chosen = [one for one in left if choices.of(one, kind) == renaming.old]
    document, base = choose(document, base, chosen, coming.base.facts, kind)
    rest = [one for one in left if one not in chosen]
    document, homeless = unite_sources(document, out.document, kind)
    previous = [renaming.old, *(id_ for id_ in previous if id_ != renaming.new)]
    document = with_previous(document, kind, add=previous)
    unmerged = [*comments_of(out.document), *unmerged_as_yaml(rest, out.ledger.base, kind), *homeless]
    document = with_comments(document, renaming.old, unmerged)
    facts = frozenset(facts_in(document.tree, kind))
    return Rewritten(document, ledger_after(into.ledger, base, facts, document.text, kind), left)


def _with_name(document: YamlDocument, base: MergeBase, left: tuple[RejectedFact, ...]) -> MergeBase:
    """If the names differ, count the winner's as a person's choice; else the labels of both would give a new name."""
    name = document.tree.get("name")
    if not isinstance(name, YamlText) or not any(one.fact[0] == _NAME for one in left):
        return base
    chosen = {(_NAME, name.value)}
    return MergeBase(base.ours - chosen, base.theirs | (base.ours & chosen))


def _self_references(document: YamlDocument, before: Record, kind: Kind) -> Iterator[Problem]:
    """New references of the merged record to itself."""
    known = frozenset(facts_in(before.tree, kind))
    after = Record(before.ref, SourceText(before.source.path, document.text), document.tree)
    for slot, value, span in record_facts(after, kind):
        if value == before.ref.id and (slot, value) not in known and _is_reference(slot.field, slot.part, kind):
            message = f"`{slot.part or slot.field}` names the record itself after the merge"
            yield Problem("reference-is-other", message, span, "warning", "remove it, or name another")


def _is_reference(name: str, part: str, kind: Kind) -> bool:
    field = kind.field(name)
    field = field.field(part) if field and part else field
    return field is not None and field.type == "reference"
