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
from generator.schema.model import Kind, Ref
from generator.text.source import Span

SEVERITY: Severity = "warning"
_RULE = "original-differs-from-words"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Statements whose original repeats their words: each annotation, and what only a record says."""
    for slot, value, span in _originals(base, ref):
        at = statement_fields(base.schema).get((kind.name, slot.field))
        if at is not None and words_key(slot.key[at]) == words_key(value):
            hint = "leave the original out; the language is then that of the words"
            yield Problem(_RULE, "the original is the same as the words", span, SEVERITY, hint)


def _originals(base: KnowledgeBase, ref: Ref) -> Iterator[tuple[Slot, str, Span]]:
    for slot, facts in base.asserted.get(ref, {}).items():
        if slot.part == ORIGINAL:
            yield from ((slot, fact.value, fact.span) for fact in facts)
    for slot, value, span in base.record_facts[ref]:
        if slot.part == ORIGINAL and (slot, value) not in base.evidence.get(ref, {}):
            yield slot, value, span
