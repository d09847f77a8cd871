"""Replace an id by another in articles, records and ledgers; everything else in them stays as it is."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion, Ledger, MergeBase, ledger_after
from generator.facts.ledger_text import write_ledger
from generator.facts.model import Slot
from generator.project.loader import record_path
from generator.records.edit import remove_fact
from generator.records.merge_cells import slot_value
from generator.records.model import Record, facts_in
from generator.records.update import StoredLedger
from generator.records.yaml_document import EditRejectedError, YamlDocument, YamlPath
from generator.refactor.comments import with_comments
from generator.refactor.merge_records import IncomingFacts, RejectedFact, merge_records
from generator.refactor.occurrences import in_article, in_record
from generator.refactor.project_state import ProjectState, Texts, ledger_path, mentions
from generator.refactor.renaming_map import Renaming, item_of, rejections
from generator.refactor.review_findings import merged_items, review_findings, unmerged_as_yaml
from generator.schema.model import Kind, Ref
from generator.text.source import Edit, Span, apply
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

NO_LEDGER = StoredLedger(None, Ledger())


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A record with another id in it, and its ledger.

    `left` are facts that could not be added beside others, `joined` values and items that were merged with others.
    """

    document: YamlDocument
    ledger: Ledger
    left: tuple[RejectedFact, ...] = ()
    joined: tuple[Assertion, ...] = ()


def rewrite_articles(state: ProjectState, renaming: Renaming, *, is_same: bool = False) -> Texts:
    """The articles whose annotations name the old id, with the new one.

    `is_same`: the new id names the same thing, so that a review of the article stays one of its present text.
    """
    texts: Texts = {}
    for article in state.reading.articles:
        if mentions(article.source.text, renaming.old):
            edits = edits_at(in_article(article, renaming.old, state.schema), renaming.new)
            text = apply(article.source.text, edits)
            from generator.drafting.refusals import rename_refused  # noqa: PLC0415 -- every build loads this module
            from generator.drafting.review_mark import keep_review  # noqa: PLC0415 -- the same

            changed = rename_refused(replace(article.source, text=text), renaming.old, renaming.new)
            text = changed.text if changed else text
            text = keep_review(article.source, text) if is_same else text
            if text != article.source.text:
                texts[article.source.path] = text
    return texts


def edits_at(spans: Iterator[Span], new: str) -> list[Edit]:
    """The edits that write another id at these spans."""
    return [Edit(start, end, new) for start, end in sorted({(span.start, span.end) for span in spans})]


def rewrite_records(
    state: ProjectState, renaming: Renaming, always: Collection[Ref] = ()
) -> tuple[dict[Ref, Rewritten], tuple[Problem, ...]]:
    """The records that name the old id in their text or their ledger, and those of `always`, with the new one."""
    found: dict[Ref, Rewritten] = {}
    problems: list[Problem] = []
    for record in state.reading.records:
        stored = state.ledgers.get(record.ref, NO_LEDGER)
        texts = (record.source.text, stored.text or "")
        if record.ref in always or any(mentions(text, renaming.old) for text in texts):
            try:
                found[record.ref] = rewrite_record(state, record, renaming)
            except EditRejectedError as error:
                problems.append(not_editable(record, error))
    return found, tuple(problems)


def rewrite_lost_ledgers(state: ProjectState, renaming: Renaming) -> Texts:
    """The ledgers that name the old id and whose records a person deleted, with the new one."""
    known = {record.ref for record in state.reading.records}
    return {
        ledger_path(ref, state.schema): write_ledger(renaming.ledger(stored.ledger, kind))
        for ref, stored in state.ledgers.items()
        if ref not in known and mentions(stored.text or "", renaming.old) and (kind := state.schema.kind(ref.kind))
    }


def findings_of(state: ProjectState, rewritten: dict[Ref, Rewritten], renaming: Renaming) -> Iterator[Problem]:
    """Findings about the records that contained both ids."""
    for record in state.reading.records:
        ref, kind = record.ref, state.schema.kind(record.ref.kind)
        if kind and (result := rewritten.get(ref)):
            yield from merged_items(record, kind, result.joined, renaming)
            yield from review_findings(
                record, kind, state.ledgers.get(ref, NO_LEDGER).ledger.base, result.left, renaming
            )


def texts_of(state: ProjectState, rewritten: dict[Ref, Rewritten]) -> Texts:
    """The files of rewritten records."""
    texts: Texts = {}
    for ref, result in rewritten.items():
        texts[record_path(ref, state.schema)] = result.document.text
        texts[ledger_path(ref, state.schema)] = write_ledger(result.ledger) or None
    return texts


def not_editable(record: Record, error: EditRejectedError) -> Problem:
    """Report a record whose text can't be changed safely."""
    message = f"the record can't be changed, because {error.reason}"
    hint = "write it in a plainer way, then run the command again"
    return Problem("record-is-editable", message, record.source.whole(), hint=hint)


def rewrite_record(state: ProjectState, record: Record, renaming: Renaming) -> Rewritten:
    """One record with the new id; if a list contains both ids, what it says of the new one wins."""
    kind = state.schema.kind(record.ref.kind)
    if kind is None:
        reason = "its kind is unknown"
        raise EditRejectedError(reason)
    ledger = state.ledgers.get(record.ref, NO_LEDGER).ledger
    base, facts = ledger.base, tuple(facts_in(record.tree, kind))
    if record.tree.get("rejected"):
        asserted = [(fact.slot, fact.value) for fact in state.reading.facts if fact.subject == record.ref]
        renaming = replace(renaming, rejections=rejections((*facts, *base.facts, *asserted), renaming, kind))
    twice = _twice((*facts, *base.facts), renaming, kind)
    coming = [fact for fact in facts if _unit(fact, kind) in twice]
    document = _without(YamlDocument(record.source.text, record.tree), coming, kind)
    document = _substituted(document, renaming, kind)
    apart = MergeBase(*(frozenset(f for f in known if _unit(f, kind) in twice) for known in (base.ours, base.theirs)))
    rest = MergeBase(base.ours - apart.ours, base.theirs - apart.theirs)
    arriving = IncomingFacts(tuple(renaming.fact(fact, kind) for fact in coming), renaming.base(apart, kind))
    document, united, left = merge_records(document, renaming.base(rest, kind), arriving, kind)
    document = with_comments(document, renaming.old, unmerged_as_yaml(left, arriving.base, kind))
    present = frozenset(facts_in(document.tree, kind))
    after = ledger_after(renaming.ledger(ledger, kind), united, present, document.text, kind)
    return Rewritten(document, after, left, tuple(fact for fact in coming if not fact[0].part))


def _unit(fact: Assertion, kind: Kind) -> Assertion:
    """The slot of a fact; of a field of an item that of the item."""
    return item_of(fact[0]) if fact[0].key else slot_value(fact, kind)


def _twice(facts: Sequence[Assertion], renaming: Renaming, kind: Kind) -> frozenset[Assertion]:
    """The values and items with the old id that would equal one with the new id."""
    units = {_unit(fact, kind) for fact in facts}
    after = {_unit(fact, kind): _unit(renaming.fact(fact, kind), kind) for fact in facts}
    return frozenset(unit for unit, becomes in after.items() if unit != becomes and becomes in units)


def _without(document: YamlDocument, facts: Sequence[Assertion], kind: Kind) -> YamlDocument:
    for fact in facts:
        if not fact[0].part:
            document = remove_fact(document, fact, kind)
    return document


def _substituted(document: YamlDocument, renaming: Renaming, kind: Kind) -> YamlDocument:
    """Replace the old id by the new one, in the quotes that a person chose."""
    paths = in_record(document.tree, kind, renaming.old, renaming.type)
    changed = document.set_texts(dict.fromkeys(paths, renaming.new) | _rejected(document, renaming, kind))
    expected = [renaming.fact(fact, kind) for fact in facts_in(document.tree, kind)]
    if [*facts_in(changed.tree, kind)] != expected:
        reason = "the lines around an id are written in a way that leaves no safe place"
        raise EditRejectedError(reason)
    return changed


def _rejected(document: YamlDocument, renaming: Renaming, kind: Kind) -> dict[YamlPath, str]:
    """The values of `rejected` entries that name the id, with the new one, by their paths."""
    found: dict[YamlPath, str] = {}
    entries = document.tree.get("rejected")
    for at, entry in enumerate(entries.values if isinstance(entries, YamlList) else ()):
        field, value = (entry.get("field"), entry.get("value")) if isinstance(entry, YamlMapping) else (None, None)
        if isinstance(field, YamlText) and isinstance(value, YamlText):
            slot, _ = renaming.fact((Slot("rejected", (field.value, value.value)), ""), kind)
            if slot.key[1] != value.value:
                found["rejected", at, "value"] = slot.key[1]
    return found
