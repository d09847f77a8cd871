"""Everything that an article annotates has a record, because `communique extract` was run after the last change.

Bad:

    content/articles/the-paper.md
    [Ulanov]{person=rustem-ulanov} spoke.

Good, after `communique extract`, and committed with the article:

    content/records/persons/rustem-ulanov.yaml
    name: Ulanov
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase

SEVERITY: Severity = "error"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """The first annotation of each thing without a record."""
    for ref, mentions in base.mentions.items():
        if ref not in base.records:
            annotation = base.articles[mentions[0].article].annotations[mentions[0].annotation]
            message = f"the {ref.kind} `{ref.id}` has no record"
            hint = "run `communique extract`"
            yield Problem("extraction-is-current", message, annotation.head, hint=hint)
