"""What people type to annotate: `python benchmarks/typed.py [PROJECT]`.

The characters of brackets, braces and fences in each article, and what they would be if `role=`, `country=`, `org=` and
`for=` held only where they stand: each fact that another mention gives now would have to be given once more, at one
mention that it is about. So the second figure is the least that it could be.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.articles.attributes import written_braces
from generator.articles.model import Article
from generator.facts.model import Fact
from generator.project.files import read_project
from generator.project.loader import load_project
from generator.review.text import read_review_text


class Typed(NamedTuple):
    """An article's words without markup, its annotations, what they take in characters, and what they would take."""

    id: str
    text: int
    annotations: int
    now: int
    repeated: int
    before: int


def measured(root: Path) -> Iterator[Typed]:
    """The figures of each article of a project."""
    loaded, facts, _ = load_project(read_project(root)[0])
    for article in loaded.articles:
        yield typed(article, [fact for fact in facts.all if fact.article == article.id])


def typed(article: Article, facts: list[Fact]) -> Typed:
    """The figures of one article that gives some facts."""
    read = read_review_text(article.source)
    spans = [span for each in read.existing for span in (each.opening, each.braces if each.is_block else each.closing)]
    now = sum(end - start for start, end in spans) + sum(len(":::") for each in read.existing if each.is_block)
    carried = {(fact.subject, fact.slot, fact.value) for fact in facts if fact.carried}
    attributes = [written_braces("x", "x", ((slot.part or slot.field, value),)) for _, slot, value in carried]
    more = sum(len(each) - len(written_braces("x", "x", ())) for each in attributes)
    return Typed(article.id, len(read.text), len(read.existing), now, len(carried), now + more)


def main() -> None:
    """Print the figures as a table."""
    rows = list(measured(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parents[1]))
    print("| article | its words | annotations | typed | attributes to repeat | typed without saying once |")
    print("|---|---:|---:|---:|---:|---:|")
    for row in rows:
        print(f"| {row.id} | {' | '.join(f'{each:,}' for each in row[1:])} |")
    print(f"| all | {' | '.join(f'{sum(each):,}' for each in list(zip(*rows, strict=True))[1:])} |")


if __name__ == "__main__":
    main()
