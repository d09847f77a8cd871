"""Random histories of one record: articles come, change and go, a person edits the file as text, extraction runs.

What the person did is not told to the history but seen: the facts that differ from those after the last extraction.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from untouched import check_lines
from worlds import KIND, PARTS, all_held, assembled, cell, facts_of, item_of, item_text, slot_parts, tree_of

from generator.facts.ledger import Assertion, Ledger
from generator.facts.ledger_text import read_ledger, write_ledger
from generator.facts.model import Slot
from generator.records.conflicts import without_rejected
from generator.records.merge import MergedRecord, merge_record
from generator.records.new import new_record
from generator.text.source import SourceText


@dataclass
class History:
    """The state of one history, and what has to hold in it."""

    articles: dict[str, frozenset[Assertion]] = field(default_factory=dict)
    text: str | None = None
    base: Ledger = field(default_factory=Ledger)
    seen: str | None = None
    by_person: frozenset[Assertion] = frozenset()
    by_machine: frozenset[Assertion] = frozenset()
    touched: set[tuple[Slot, str]] = field(default_factory=set)
    taken_out: set[Assertion] = field(default_factory=set)
    edited: bool = False
    deleted: bool = False
    count: Counter[str] = field(default_factory=Counter)

    def run(self) -> MergedRecord:
        """One extraction, with everything that must be true of it."""
        before, asserted = self.text, assembled(self.articles)
        self._notice()
        result = merge_record(self.base, asserted, before, None if before is None else facts_of(before), KIND)
        again = merge_record(result.ledger, asserted, result.text, result.present, KIND)
        assert again == result, "not idempotent"
        assert result.present == (None if result.text is None else facts_of(result.text))
        if result.ledger.lines:
            assert read_ledger(SourceText("", write_ledger(result.ledger))) == (result.ledger, ()), "bends a fact"
        self.text, self.base = result.text, result.ledger
        self.count["extractions"] += 1
        self.count.update(conflict.kind for conflict in result.conflicts)
        self.count.update("refused: " + conflict.reason for conflict in result.conflicts if conflict.reason)
        self._check_file(before, asserted)
        if self.text is not None:
            self._check_facts(result, asserted)
            if before is not None:
                check_lines(before, self.text)
        self.by_machine = (self.by_machine & facts_of(self.text)) | (facts_of(self.text) - facts_of(before))
        self.seen = self.text
        return result

    def _notice(self) -> None:
        """What the person changed since the last extraction."""
        was, now = facts_of(self.seen), facts_of(self.text)
        if self.seen is not None and self.text is None:
            self.deleted = True
            if not self.base.base.facts:
                self._forget()  # it held nothing of the articles'
        self.by_person = (self.by_person & now) | (now - was)
        self.by_machine &= now
        self.taken_out = (self.taken_out | (was - now)) - now
        self.touched |= {cell(fact) for fact in was ^ now}
        self.count["facts that a person changed"] += len(was ^ now)

    def _check_file(self, before: str | None, asserted: frozenset[Assertion]) -> None:
        if self.deleted:
            assert self.text is None, "a deleted record is back"
            if not asserted:
                self._forget()
        elif before is not None and self.text is None:
            assert not asserted, "a record that articles speak of is gone"
            assert not re.search(r"# h\d", before), "a comment went with the record"
            assert not self.by_person, "a person's fact went with the record"
            self._forget()
        if not self.edited:
            assert self.text == (new_record(asserted, KIND) if asserted else None), "not the text of a new record"

    def _forget(self) -> None:
        self.by_person = self.by_machine = frozenset()
        self.touched, self.taken_out, self.deleted, self.edited = set(), set(), False, False

    def _check_facts(self, result: MergedRecord, asserted: frozenset[Assertion]) -> None:
        now, tree = facts_of(self.text), tree_of(self.text or "")
        assert tree is not None
        wanted = without_rejected(asserted, tree)
        told = {conflict.slot for conflict in result.conflicts}
        refused = {c.slot for c in result.conflicts if c.kind == "refused"}
        assert self.by_person <= now, f"lost: {sorted(self.by_person - now)}"
        for fact in wanted - now:
            assert told & {fact[0], item_of(fact[0])}, f"asserted, absent and not told: {fact}"
        for fact in (self.by_machine & now) - wanted:
            twice = sum(held.slot == item_of(fact[0]) for held in all_held(self.text)) > 1
            assert twice or told & {fact[0], item_of(fact[0])}, f"stale: {fact}"
            if fact[0] not in refused and item_of(fact[0]) not in refused and not twice:
                self._check_kept(fact, wanted)
        for fact in wanted - now if not self.deleted else ():
            if cell(fact) not in self.touched and (item_of(fact[0]), "") not in self.touched:
                assert fact[0] in refused or item_of(fact[0]) in refused, f"untouched, but absent: {fact}"
        self.taken_out = {fact for fact in self.taken_out if fact in asserted}
        back = {fact for fact in self.taken_out & now if fact in wanted and fact in self.base.base.theirs}
        assert not back, f"taken out, and back: {back}"

    def _check_kept(self, fact: Assertion, wanted: frozenset[Assertion]) -> None:
        """A fact of the machine's own stays without an article only for a person's words, or as all that is left."""
        slot = fact[0]
        if slot.key:
            slot = item_of(slot)
            assert (slot, "") in self.by_machine, f"stale: {fact}"
            lines = item_text(self.text or "", slot)
            mine = any(item_of(other) == slot for other, _ in self.by_person)
            assert mine or "#" in lines or slot_parts(self.text or "", slot) - set(PARTS[slot.field]), f"stale: {fact}"
        else:
            required = KIND.field(slot.field)
            assert required
            assert required.required, f"stale: {fact}"
            assert not wanted, f"stale: {fact}"
