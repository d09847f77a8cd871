"""An article is no older than the event that it reports as past.

Bad, where the article is of 4 December 2025:

    content/articles/the-paper.md
    [The talks took place]{meeting=talks status=held}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-12
    status: held

Good, or the article's date is put right:

    content/articles/the-paper.md
    [The talks are to take place]{meeting=talks status=planned}.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.values.date import Date, read_date

SEVERITY: Severity = "warning"
_STATUS = Slot("status")


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Articles that call a later event held."""
    for ref, slots in base.asserted.items():
        kind = base.schema.kind(ref.kind)
        record = base.records[ref]
        date = read_date(record.text(kind.timeline)) if kind and kind.timeline and record.text(kind.timeline) else None
        for fact in slots.get(_STATUS, ()):
            written = read_date(base.articles[fact.article].front.date)
            if fact.value != "held" or not isinstance(date, Date) or not isinstance(written, Date):
                continue
            if written.latest < date.earliest:
                message = f"the article is of {written.edtf}, and `{ref.id}` of {date.edtf} is told as held"
                hint = "write status=planned, or correct one of the dates"
                yield Problem("article-is-no-older", message, fact.span, SEVERITY, hint)
