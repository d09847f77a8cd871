"""If a source is the id of an article, the article exists in this project.

Bad, if no article has the id `the-paper-1`:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    sources:
      date: the-paper-1

Good:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    sources:
      date: https://example.org/readout 2025-03-05
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import Cited, KnowledgeBase
from generator.project.files import ARTICLES
from generator.text.suggest import nearest

SEVERITY: Severity = "error"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Sources that name no article, each at its position."""
    known = base.articles.keys()
    for cited in base.cited.values():
        sources: dict[int, Cited] = {source.span.start: source for source in cited.values()}
        for source in sources.values():
            if "/" not in source.source and source.source not in known:
                near = nearest(source.source, sorted(known))
                hint = (
                    f"did you mean `{near}`?" if near else f"add the article to {ARTICLES}, or give a URL and its date"
                )
                message = f"no article has the id `{source.source}`"
                yield Problem("source-exists", message, source.span, SEVERITY, hint)
