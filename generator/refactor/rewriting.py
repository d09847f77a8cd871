"""One id in all files for another: articles, records and ledgers as new texts, all else in them untouched."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion, Ledger, MergeBase, ledger_after
from generator.facts.ledger_text import write_ledger
from generator.facts.model import Slot
from generator.project.loader import record_path
from generator.records import splice
from generator.records.edit import OpenRecord, open_record, remove_fact
from generator.records.model import Record
from generator.records.splice import EditRejected
from generator.records.update import StoredLedger
from generator.refactor.comments import with_comments
from generator.refactor.merge_records import IncomingFacts, RejectedFact, facts_of, merge_records
from generator.refactor.occurrences import in_article, in_record
from generator.refactor.project_state import ProjectState, Texts, ledger_path, mentions
from generator.refactor.renaming_map import Renaming, item_of, place, rejections
from generator.refactor.review_findings import joined, review_findings, unmerged_as_yaml
from generator.schema.model import Kind, Ref
from generator.text.source import Edit, SourceText, Span, apply
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

NOTHING = StoredLedger(None, Ledger())


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A record with another id in it: its text and its merge base.

    `left` are the facts that found no place beside others, `joined` the values and items that became one with another.
    """

    draft: OpenRecord
    ledger: Ledger
    left: tuple[RejectedFact, ...] = ()
    joined: tuple[Assertion, ...] = ()


def rewrite_articles(stock: ProjectState, renaming: Renaming) -> Texts:
    """The articles whose annotations name the old id, with the new one."""
    texts: Texts = {}
    for article in stock.reading.articles:
        if mentions(article.source.text, renaming.old):
            edits = edits_at(in_article(article, renaming.old, stock.schema), renaming.new)
            if edits:
                texts[article.source.path] = apply(article.source.text, edits)
    return texts


def edits_at(places: Iterator[Span], new: str) -> list[Edit]:
    """Another id at these places, each of which is told once."""
    return [Edit(start, end, new) for start, end in sorted({(span.start, span.end) for span in places})]


def rewrite_records(
    stock: ProjectState, renaming: Renaming, always: Collection[Ref] = ()
) -> tuple[dict[Ref, Rewritten], tuple[Problem, ...]]:
    """The records that name the old id in their text or their ledger, and those of `always`, with the new one."""
    found: dict[Ref, Rewritten] = {}
    problems: list[Problem] = []
    for record in stock.reading.records:
        kept = stock.ledgers.get(record.ref, NOTHING)
        texts = (record.source.text, kept.text or "")
        if record.ref in always or any(mentions(text, renaming.old) for text in texts):
            rewritten = rewrite_record(stock, record, renaming)
            if isinstance(rewritten, EditRejected):
                problems.append(not_editable(record, rewritten))
            else:
                found[record.ref] = rewritten
    return found, tuple(problems)


def rewrite_lost_ledgers(stock: ProjectState, renaming: Renaming) -> Texts:
    """The ledgers that name the old id and whose records a person deleted, with the new one."""
    known = {record.ref for record in stock.reading.records}
    return {
        ledger_path(ref, stock.schema): write_ledger(renaming.ledger(kept.ledger, kind))
        for ref, kept in stock.ledgers.items()
        if ref not in known and mentions(kept.text or "", renaming.old) and (kind := stock.schema.kind(ref.kind))
    }


def doubts_of(stock: ProjectState, rewritten: dict[Ref, Rewritten], renaming: Renaming) -> Iterator[Problem]:
    """What found no place in the records that held both ids."""
    for record in stock.reading.records:
        ref, kind = record.ref, stock.schema.kind(record.ref.kind)
        if kind and (result := rewritten.get(ref)):
            yield from joined(record, kind, result.joined, renaming)
            yield from review_findings(record, kind, stock.ledgers.get(ref, NOTHING).ledger.base, result.left, renaming)


def texts_of(stock: ProjectState, rewritten: dict[Ref, Rewritten]) -> Texts:
    """The files of rewritten records."""
    texts: Texts = {}
    for ref, result in rewritten.items():
        texts[record_path(ref, stock.schema)] = result.draft.text
        texts[ledger_path(ref, stock.schema)] = write_ledger(result.ledger) or None
    return texts


def not_editable(record: Record, refused: EditRejected) -> Problem:
    """A record whose text can't be changed safely."""
    message = f"the record can't be changed, because {refused.reason}"
    hint = "write it in a plainer way, then run the command again"
    return Problem("record-is-editable", message, record.source.whole(), hint=hint)


def rewrite_record(stock: ProjectState, record: Record, renaming: Renaming) -> Rewritten | EditRejected:
    """One record with the new id. Where it holds both ids in one list, what the new one has stands."""
    kind = stock.schema.kind(record.ref.kind)
    if kind is None:
        return EditRejected("its kind is unknown")
    draft = OpenRecord(record.source.text, record.tree)
    ledger = stock.ledgers.get(record.ref, NOTHING).ledger
    if draft.tree.get("rejected"):
        asserted = [(fact.slot, fact.value) for fact in stock.reading.facts if fact.subject == record.ref]
        known = (*facts_of(draft, kind), *ledger.base.facts, *asserted)
        renaming = replace(renaming, rejections=rejections(known, renaming, kind))
    base = ledger.base
    twice = _twice(draft, base, renaming, kind)
    coming = [fact for fact in facts_of(draft, kind) if _unit(fact, kind) in twice]
    parted = _without(draft, coming, kind)
    renamed = parted if isinstance(parted, EditRejected) else _substituted(parted, renaming, kind)
    if isinstance(renamed, EditRejected):
        return renamed
    apart = MergeBase(*(frozenset(f for f in facts if _unit(f, kind) in twice) for facts in (base.ours, base.theirs)))
    rest = MergeBase(base.ours - apart.ours, base.theirs - apart.theirs)
    arriving = IncomingFacts(tuple(renaming.fact(fact, kind) for fact in coming), renaming.base(apart, kind))
    draft, united, left = merge_records(renamed, renaming.base(rest, kind), arriving, kind)
    told = with_comments(draft, renaming.old, unmerged_as_yaml(left, arriving.base, kind))
    if isinstance(told, EditRejected):
        return told
    after = ledger_after(renaming.ledger(ledger, kind), united, frozenset(facts_of(told, kind)), told.text)
    return Rewritten(told, after, left, tuple(fact for fact in coming if not fact[0].part))


def _unit(fact: Assertion, kind: Kind) -> Assertion:
    """The place of a fact, of a field of an item that of the item."""
    return item_of(fact[0]) if fact[0].key else place(fact, kind)


def _twice(draft: OpenRecord, base: MergeBase, renaming: Renaming, kind: Kind) -> frozenset[Assertion]:
    """The values and items that name the old id beside one that is alike and names the new one."""
    facts = (*facts_of(draft, kind), *base.facts)
    units = {_unit(fact, kind) for fact in facts}
    after = {_unit(fact, kind): _unit(renaming.fact(fact, kind), kind) for fact in facts}
    return frozenset(unit for unit, becomes in after.items() if unit != becomes and becomes in units)


def _without(draft: OpenRecord, facts: list[Assertion], kind: Kind) -> OpenRecord | EditRejected:
    for fact in facts:
        if not fact[0].part:
            changed = remove_fact(draft, fact, kind)
            if isinstance(changed, EditRejected):
                return changed
            draft = changed
    return draft


def _substituted(draft: OpenRecord, renaming: Renaming, kind: Kind) -> OpenRecord | EditRejected:
    """The new id in the place of the old one, in the quotes that a person chose."""
    record = Record(Ref(kind.name, ""), SourceText("", draft.text), draft.tree)
    named = in_record(record, kind, renaming.old, renaming.type)
    splices = [splice.replace(draft.text, node, renaming.new, flow=flow) for node, flow in named]
    splices += _rejected(draft, renaming, kind)
    edits = [edit for edit in splices if isinstance(edit, Edit)]
    changed = open_record(apply(draft.text, edits))
    expected = tuple(renaming.fact(fact, kind) for fact in facts_of(draft, kind))
    if isinstance(changed, EditRejected) or len(edits) < len(splices) or facts_of(changed, kind) != expected:
        return EditRejected("the lines around an id are written in a way that leaves no safe place")
    return changed


def _rejected(draft: OpenRecord, renaming: Renaming, kind: Kind) -> Iterator[splice.Splice]:
    """The values of `rejected` entries that name the id."""
    entries = draft.tree.get("rejected")
    for entry in entries.values if isinstance(entries, YamlList) else ():
        field, value = (entry.get("field"), entry.get("value")) if isinstance(entry, YamlMapping) else (None, None)
        if isinstance(field, YamlText) and isinstance(value, YamlText):
            slot, _ = renaming.fact((Slot("rejected", (field.value, value.value)), ""), kind)
            if slot.key[1] != value.value:
                yield splice.replace(draft.text, value, slot.key[1], flow=isinstance(entry, YamlMapping) and entry.flow)
