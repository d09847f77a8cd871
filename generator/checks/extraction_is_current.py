"""Everything that an article annotates has a record: `communique extract` has been run since.

Bad: an article holds `[Umerov]{person=rustem-umerov}`, and there is no `content/records/persons/rustem-umerov.yaml`.

Good: `communique extract` was run, and the record is committed with the article.
"""

from collections.abc import Iterator

from generator.knowledge import KnowledgeBase
from generator.problems import Problem


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """The first annotation of each thing that has no record."""
    for ref, mentions in base.mentions.items():
        if ref not in base.records:
            annotation = base.articles[mentions[0].article].annotations[mentions[0].annotation]
            message = f"the {ref.kind} `{ref.id}` has no record"
            hint = "run `communique extract`"
            yield Problem("extraction-is-current", message, annotation.head, hint=hint)
