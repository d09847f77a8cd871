"""An id that only one article uses is not a misspelling of an id that others use.

Bad:

    content/articles/the-paper.md
    [Marin]{person=vladimir-marin} spoke, and [Marin]{person=vladmir-marin} left.
    content/articles/another-paper.md
    [Marin]{person=vladimir-marin} spoke.
    content/records/persons/vladimir-marin.yaml
    name: Vladimir Marin
    content/records/persons/vladmir-marin.yaml
    name: Marin

Good:

    content/articles/the-paper.md
    [Marin]{person=vladimir-marin} spoke, and [Marin]{person=vladimir-marin} left.
"""

from collections import defaultdict
from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref

SEVERITY: Severity = "info"
_SHORT = 6


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Things with a single mention whose id is one letter away from another of the same kind."""
    once = [ref for ref, mentions in base.mentions.items() if len(mentions) == 1 and _is_word(ref.id)]
    known: dict[str, list[Ref]] = defaultdict(list)
    for ref in base.records if once else ():
        for form in _forms(ref):
            known[form].append(ref)
    for ref in once:
        mentions = base.mentions[ref]
        near = {other for form in _forms(ref) for other in known[form] if other != ref and other.kind == ref.kind}
        for other in sorted(near)[:1]:
            annotation = base.articles[mentions[0].article].annotations[mentions[0].annotation]
            message = f"`{ref.id}` occurs only once, and `{other.id}` differs by one letter"
            yield Problem(
                "id-is-not-typo", message, annotation.head, SEVERITY, f"write `{other.id}` if it is the same {ref.kind}"
            )


def _is_word(id_: str) -> bool:
    """Whether an extra or missing letter is likely to be a typo: not in a short id or one with a number."""
    return len(id_) >= _SHORT and not any(char.isdigit() for char in id_)


def _forms(ref: Ref) -> set[str]:
    """The id, and every id with one letter removed: two ids that differ by one letter have one of these in common."""
    return {ref.id, *(ref.id[:i] + ref.id[i + 1 :] for i in range(len(ref.id)))} if len(ref.id) >= _SHORT else {ref.id}
