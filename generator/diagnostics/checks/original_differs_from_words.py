"""The original of a quotation differs from its words: otherwise the words are the original.

Marks, capitals and spaces make no difference.

Bad:

    content/articles/the-paper.md
    [Talks]{meeting=talks name=Talks} are [“Good”]{.quote by=ann-roe about=talks original="good" language=en},
    said [Ann Roe]{person=ann-roe}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    content/records/persons/ann-roe.yaml
    name: Ann Roe

Good, if the quotation is a translation:

    content/articles/the-paper.md
    [Talks]{meeting=talks name=Talks} are [“Good”]{.quote by=ann-roe about=talks original="добре" language=uk},
    said [Ann Roe]{person=ann-roe}.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.facts.translations import ORIGINAL, statement_fields, words_key
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref
from generator.text.source import Span

SEVERITY: Severity = "warning"
_RULE = "original-differs-from-words"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Statements whose original repeats their words: each annotation, and what only a record says."""
    for ref, slot, value, span in _originals(base):
        words = slot.key[statement_fields(base.schema)[ref.kind, slot.field]]
        if words_key(words) == words_key(value):
            hint = "leave the original out; the language is then that of the words"
            yield Problem(_RULE, "the original is the same as the words", span, SEVERITY, hint)


def _originals(base: KnowledgeBase) -> Iterator[tuple[Ref, Slot, str, Span]]:
    fields = statement_fields(base.schema)
    for ref, slots in base.asserted.items():
        for slot, facts in slots.items():
            if slot.part == ORIGINAL and (ref.kind, slot.field) in fields:
                yield from ((ref, slot, fact.value, fact.span) for fact in facts)
    for ref, record_facts in base.record_facts.items():
        for slot, value, span in record_facts:
            is_original = slot.part == ORIGINAL and (ref.kind, slot.field) in fields
            if is_original and (slot, value) not in base.evidence.get(ref, {}):
                yield ref, slot, value, span
