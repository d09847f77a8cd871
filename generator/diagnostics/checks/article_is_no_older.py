"""An article is not older than an event that it reports as past.

Bad, if the article is dated 4 December 2025:

    content/articles/the-paper.md
    [The talks took place]{meeting=talks status=held}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-12
    status: held

Good, or correct the date of the article:

    content/articles/the-paper.md
    [The talks are to take place]{meeting=talks status=planned}.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.values.date import Date, read_date

SEVERITY: Severity = "warning"
_STATUS = Slot("status")


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Articles that report a later event as held."""
    text = base.records[ref].text(kind.timeline) if kind.timeline else ""
    date = read_date(text) if text else None
    for fact in base.contesting(ref, _STATUS) if isinstance(date, Date) else ():
        written = read_date(base.fronts[fact.article].date)
        if fact.value != "held" or not isinstance(date, Date) or not isinstance(written, Date):
            continue
        if written.latest < date.earliest:
            message = f"the article of {written.edtf} reports `{ref.id}` of {date.edtf} as held"
            hint = "write `status=planned`, or correct one of the dates"
            yield Problem("article-is-no-older", message, fact.span, SEVERITY, hint)
