"""One article gives a meeting only one status, that of its own day; another meeting has an id of its own.

A meeting that was planned and then held has the status `held`. Where an article tells of two meetings, of which one was
held and the other denied, one id for both would make a page that contradicts itself.

Bad:

    content/articles/the-paper.md
    [They met on Monday]{meeting=talks status=held}. [They did not on Tuesday]{meeting=talks status=denied}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    status: held

Good:

    content/articles/the-paper.md
    [They met on Monday]{meeting=talks status=held}. [They did not on Tuesday]{meeting=rumour status=denied}.
    content/records/meetings/rumour.yaml
    name: Rumour of talks
    date: 2025-12-03
    status: denied
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Fact
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import STATUS
from generator.schema.model import Ref

SEVERITY: Severity = "warning"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Each further status that one article gives a meeting, once."""
    dated = {kind.name for kind in base.schema.kinds if kind.timeline}
    for facts in base.by_article.values():
        first: dict[Ref, Fact] = {}
        reported: set[tuple[Ref, str]] = set()
        for fact in facts:
            if fact.slot != STATUS or fact.subject.kind not in dated:
                continue
            known = first.setdefault(fact.subject, fact)
            if known.value != fact.value and (fact.subject, fact.value) not in reported:
                reported.add((fact.subject, fact.value))
                message = f"`{fact.subject.id}` has status `{fact.value}` here and `{known.value}` above"
                hint = "keep the status of the article's day, or give the other meeting an id of its own"
                yield Problem("meeting-has-one-status", message, fact.span, SEVERITY, hint)
