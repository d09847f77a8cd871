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

from collections.abc import Iterator, Mapping

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.project.files import ARTICLES
from generator.schema.model import Kind, Ref
from generator.text.suggest import nearest

SEVERITY: Severity = "error"


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> tuple[tuple[str, int], ...]:  # noqa: ARG001 -- all kinds have them
    """The articles that a record names as sources, each with its position."""
    sources = {cited.span.start: cited.source for cited in base.cited[ref].values()}
    return tuple((source, start) for start, source in sources.items() if "/" not in source)


def check(base: KnowledgeBase, gathered: Mapping[Ref, tuple[tuple[str, int], ...]]) -> Iterator[Problem]:
    """Sources that name no article, each at its position."""
    missing = {(ref, start): id_ for ref, found in gathered.items() for id_, start in found if id_ not in base.articles}
    for (ref, start), id_ in missing.items():
        span = next(each.span for each in base.cited[ref].values() if each.span.start == start)
        near = nearest(id_, sorted(base.articles))
        hint = f"did you mean `{near}`?" if near else f"add the article to {ARTICLES}, or give a URL and its date"
        yield Problem("source-exists", f"no article has the id `{id_}`", span, SEVERITY, hint)
