"""`communique merge`: two records of one thing become one."""

from collections.abc import Iterator

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
from generator.refactor.comments import comments_of, with_comments
from generator.refactor.ids import check_renamable, find
from generator.refactor.merge_records import IncomingFacts, RejectedFact, merge_records
from generator.refactor.project_state import ARTICLE, ProjectState, Texts, ledger_path, open_project_state, settle
from generator.refactor.renaming_map import Renaming
from generator.refactor.review_findings import review_findings, unmerged_as_yaml
from generator.refactor.rewriting import (
    NOTHING,
    Rewritten,
    doubts_of,
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


def merge(project: Project, loser: str, winner: str) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that make one thing of two: all that names the loser names the winner, whose record stays.

    The winner gets the facts on which it has no word. Where the two differ its word stays, and the other is told.
    What a person wrote in the loser's record and finds no place is kept as comments; `previous_ids` gets its id.
    """
    stock, problems = open_project_state(project, _COMMAND)
    if stock is None:
        return (), problems
    pair = [find(stock, word, _COMMAND) for word in (loser, winner)]
    wrong = [ref for ref in pair if isinstance(ref, Problem)]
    if wrong:
        return (), tuple(wrong)
    lost, won = (ref for ref in pair if isinstance(ref, Ref))
    objection = check_renamable(stock, lost, _COMMAND) or _unlike(lost, won)
    if objection:
        return (), (objection,)
    texts, problems = _merged(stock, lost, won)
    if failed(problems):
        return (), problems
    changes, found = settle(stock, texts, _COMMAND, {lost.id: won.id})
    return changes, (*problems, *found)


def _unlike(lost: Ref, won: Ref) -> Problem | None:
    """Why two things can't be one."""
    where = file_span(_COMMAND)
    if lost == won:
        return Problem("ids-differ", f"`{lost.id}` is one already", where, hint="name two records")
    if ARTICLE in (lost.kind, won.kind):
        hint = "where one reprints the other, write `origin: …` into its front matter"
        return Problem("ids-are-records", "articles are not merged", where, hint=hint)
    if lost.kind != won.kind:
        message = f"`{lost.id}` is {a(lost.kind)}, `{won.id}` is {a(won.kind)}"
        hint = "correct the kind of one of them first: its annotations, then its record in another folder"
        return Problem("kinds-are-equal", message, where, hint=hint)
    return None


def _merged(stock: ProjectState, lost: Ref, won: Ref) -> tuple[Texts, tuple[Problem, ...]]:
    renaming = Renaming(lost.id, won.id)
    rewritten, problems = rewrite_records(stock, renaming, always=(lost, won))
    kind, loser, winner = stock.schema.kind(won.kind), stock.record(lost), stock.record(won)
    if failed(problems) or kind is None or loser is None or winner is None:
        return {}, problems
    out = rewritten.pop(lost)
    found = tuple(doubts_of(stock, rewritten, renaming))
    try:
        joined = _joined(out, rewritten[won], renaming, kind, [text.value for text in previous_of(loser.tree)])
    except EditRejectedError as error:
        return {}, (not_editable(winner, error),)
    told = review_findings(loser, kind, stock.ledgers.get(lost, NOTHING).ledger.base, joined.left, renaming)
    rewritten = rewritten | {won: joined}
    texts = texts_of(stock, rewritten) | rewrite_lost_ledgers(stock, renaming) | rewrite_articles(stock, renaming)
    texts |= {record_path(lost, stock.schema): None}
    texts |= {ledger_path(lost, stock.schema): None} if lost in stock.ledgers else {}
    itself = _itself(joined.document, winner, kind)
    return texts, (*told, *found, *itself)


def _joined(out: Rewritten, into: Rewritten, renaming: Renaming, kind: Kind, previous: list[str]) -> Rewritten:
    """The winner's record with what the loser's has to give; `out` is the loser's with the winner's id in it."""
    coming = IncomingFacts(tuple(facts_in(out.document.tree, kind)), out.ledger.base)
    document, base, left = merge_records(into.document, into.ledger.base, coming, kind)
    base = _with_name(document, base, left)
    document, homeless = unite_sources(document, out.document, kind)
    previous = [renaming.old, *(id_ for id_ in previous if id_ != renaming.new)]
    document = with_previous(document, kind, add=previous)
    unmerged = [*comments_of(out.document), *unmerged_as_yaml(left, out.ledger.base, kind), *homeless]
    document = with_comments(document, renaming.old, unmerged)
    facts = frozenset(facts_in(document.tree, kind))
    return Rewritten(document, ledger_after(into.ledger, base, facts, document.text), left)


def _with_name(document: YamlDocument, base: MergeBase, left: tuple[RejectedFact, ...]) -> MergeBase:
    """Where the names differ, the winner's is a person's choice from now on: the labels of both would choose anew."""
    name = document.tree.get("name")
    if not isinstance(name, YamlText) or not any(one.fact[0] == _NAME for one in left):
        return base
    chosen = {(_NAME, name.value)}
    return MergeBase(base.ours - chosen, base.theirs | (base.ours & chosen))


def _itself(document: YamlDocument, before: Record, kind: Kind) -> Iterator[Problem]:
    """References of the merged record to itself, which it did not make before."""
    known = frozenset(facts_in(before.tree, kind))
    after = Record(before.ref, SourceText(before.source.path, document.text), document.tree)
    for slot, value, span in record_facts(after, kind):
        if value == before.ref.id and (slot, value) not in known and _is_reference(slot.field, slot.part, kind):
            message = f"`{slot.part or slot.field}` names the record itself, since the two are one"
            yield Problem("reference-is-other", message, span, "warning", "take it out, or name another")


def _is_reference(name: str, part: str, kind: Kind) -> bool:
    field = kind.field(name)
    field = field.field(part) if field and part else field
    return field is not None and field.type == "reference"
