"""`communique merge`: two records of one thing become one."""

from collections.abc import Iterator

from generator.facts.check import a
from generator.facts.ledger import Ledger
from generator.facts.model import Slot
from generator.files import Project, nowhere
from generator.identity.doubts import doubts, words_left
from generator.identity.ids import find, fixed
from generator.identity.remarks import comments_of, with_remarks
from generator.identity.renamed import Renaming
from generator.identity.rewriting import (
    NOTHING,
    Rewritten,
    doubts_of,
    not_editable,
    rewrite_articles,
    rewrite_lost_ledgers,
    rewrite_records,
    texts_of,
)
from generator.identity.sources import unite_sources
from generator.identity.stock import ARTICLE, Stock, Texts, ledger_path, open_stock, settle
from generator.identity.unite import Coming, Left, facts_of, unite
from generator.journal import Change
from generator.problems import Problem, failed
from generator.reading import record_path
from generator.records.edit import Draft
from generator.records.model import Record, held
from generator.records.previous import previous_of, with_previous
from generator.records.splice import Refused
from generator.schema.model import Kind, Ref
from generator.source import Source
from generator.yamltree import Text

_NAME = Slot("name")
_COMMAND = "communique merge"


def merge(project: Project, loser: str, winner: str) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that make one thing of two: all that names the loser names the winner, whose record stays.

    The winner gets the facts on which it has no word. Where the two differ its word stays, and the other is told.
    What a person wrote in the loser's record and finds no place is kept as comments; `previous_ids` gets its id.
    """
    stock, problems = open_stock(project, _COMMAND)
    if stock is None:
        return (), problems
    pair = [find(stock, word, _COMMAND) for word in (loser, winner)]
    wrong = [ref for ref in pair if isinstance(ref, Problem)]
    if wrong:
        return (), tuple(wrong)
    lost, won = (ref for ref in pair if isinstance(ref, Ref))
    objection = fixed(stock, lost, _COMMAND) or _unlike(lost, won)
    if objection:
        return (), (objection,)
    texts, problems = _merged(stock, lost, won)
    if failed(problems):
        return (), problems
    changes, found = settle(stock, texts, _COMMAND, {lost.id: won.id})
    return changes, (*problems, *found)


def _unlike(lost: Ref, won: Ref) -> Problem | None:
    """Why two things can't be one."""
    where = nowhere(_COMMAND)
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


def _merged(stock: Stock, lost: Ref, won: Ref) -> tuple[Texts, tuple[Problem, ...]]:
    renaming = Renaming(lost.id, won.id)
    rewritten, problems = rewrite_records(stock, renaming, always=(lost, won))
    kind, loser, winner = stock.schema.kind(won.kind), stock.record(lost), stock.record(won)
    if failed(problems) or kind is None or loser is None or winner is None:
        return {}, problems
    out = rewritten.pop(lost)
    found = tuple(doubts_of(stock, rewritten, renaming))
    joined = _joined(out, rewritten[won], renaming, kind, [text.value for text in previous_of(loser.tree)])
    if isinstance(joined, Refused):
        return {}, (not_editable(winner, joined),)
    told = doubts(loser, kind, stock.ledgers.get(lost, NOTHING).ledger, joined.left, renaming)
    rewritten = rewritten | {won: joined}
    texts = texts_of(stock, rewritten) | rewrite_lost_ledgers(stock, renaming) | rewrite_articles(stock, renaming)
    texts |= {record_path(lost, stock.schema): None}
    texts |= {ledger_path(lost, stock.schema): None} if lost in stock.ledgers else {}
    itself = _itself(Source(winner.source.path, joined.draft.text), joined.draft, winner, kind)
    return texts, (*told, *found, *itself)


def _joined(
    out: Rewritten, into: Rewritten, renaming: Renaming, kind: Kind, previous: list[str]
) -> Rewritten | Refused:
    """The winner's record with what the loser's has to give; `out` is the loser's with the winner's id in it."""
    coming = Coming(facts_of(out.draft, kind), out.ledger)
    draft, ledger, left = unite(into.draft, into.ledger, coming, kind)
    ledger = _with_name(draft, ledger, left)
    sourced, homeless = unite_sources(draft, out.draft, kind)
    known = with_previous(sourced, kind, add=[renaming.old, *(id_ for id_ in previous if id_ != renaming.new)])
    if isinstance(known, Refused):
        return known
    words = [*comments_of(out.draft), *words_left(left, out.ledger, kind), *homeless]
    told = with_remarks(known, renaming.old, words)
    return told if isinstance(told, Refused) else Rewritten(told, ledger, left)


def _with_name(draft: Draft, ledger: Ledger, left: tuple[Left, ...]) -> Ledger:
    """Where the names differ, the winner's is a person's choice from now on: the labels of both would choose anew."""
    name = draft.tree.get("name")
    if not isinstance(name, Text) or not any(one.fact[0] == _NAME for one in left):
        return ledger
    chosen = {(_NAME, name.value)}
    return Ledger(ledger.ours - chosen, ledger.theirs | (ledger.ours & chosen))


def _itself(source: Source, draft: Draft, before: Record, kind: Kind) -> Iterator[Problem]:
    """References of the merged record to itself, which it did not make before."""
    known = {(slot, value) for slot, value, _ in held(before, kind)}
    for slot, value, span in held(Record(before.ref, source, draft.tree), kind):
        if value == before.ref.id and (slot, value) not in known and _is_reference(slot.field, slot.part, kind):
            message = f"`{slot.part or slot.field}` names the record itself, since the two are one"
            yield Problem("reference-is-other", message, span, "warning", "take it out, or name another")


def _is_reference(name: str, part: str, kind: Kind) -> bool:
    field = kind.field(name)
    field = field.field(part) if field and part else field
    return field is not None and field.type == "reference"
