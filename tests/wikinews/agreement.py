"""Whether an article says what its report says: the same words, and every mention at its place."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from annotate import DEPTH, WORDS, Annotated, Dropped, Place, Report, Thing, edtf, fold, title

from generator.articles import read_article
from generator.articles.model import Annotation, Article
from generator.diagnostics.problem import as_text
from generator.text.source import SourceText


class Found(NamedTuple):
    """An annotation or a mention: what it names, and how many characters, white space apart, stand before its ends."""

    word: str
    value: str
    start: int
    end: int


def parsed(annotated: Annotated) -> Article:
    """The article, which must be without findings."""
    article, problems = read_article(SourceText(f"content/articles/{annotated.id}.md", annotated.markdown))
    assert not problems, "\n".join(map(as_text, problems))
    assert article
    return article


def disagreements(report: Report, annotated: Annotated, known: Mapping[str, Thing]) -> Iterator[str]:
    """In what an article differs from its report; nothing where both agree."""
    article = parsed(annotated)
    text = " ".join(block.text for block in article.blocks)
    if fold(text) != fold(report["text"]):
        yield f"the text became {text!r}"
    before = characters_before(report["text"])
    found = found_in(article)
    yield from _lost(report, annotated, found, Counter(wanted_of(report, known)))
    for place, annotation in zip(found, article.annotations, strict=True):
        yield from _misplaced(report, before, place, annotation)
    yield from _misnested(article, found)


def found_in(article: Article) -> tuple[Found, ...]:
    """The annotations of an article, in their order."""
    counts = [characters_before(block.text) for block in article.blocks]
    before = [0, *accumulate(count[-1] for count in counts)]
    return tuple(
        Found(a.kind, a.id or "", before[a.block] + counts[a.block][a.start], before[a.block] + counts[a.block][a.end])
        for a in article.annotations
    )


def wanted_of(report: Report, known: Mapping[str, Thing]) -> Iterator[Found]:
    """The mentions and dates of a report that can be annotated, whatever stands around them."""
    before = characters_before(report["text"])
    for mention in report["mentions"]:
        if title(mention) and mention["type"] in WORDS:
            yield Found(*known[title(mention)], before[mention["start"]], before[mention["end"]])
    for date in report["dates"]:
        if value := edtf(date["when"]):
            yield Found("date", value, before[date["start"]], before[date["end"]])


def unfounded(report: Report, annotated: Annotated) -> Iterator[Dropped]:
    """What was dropped although it could stand."""
    for dropped in annotated.dropped:
        words = report["text"][dropped.start : dropped.end].strip()
        stands = {
            "another kind": False,
            "no date": False,
            "no words": bool(words),
            "several paragraphs": not re.search(r"\n\s*\n", re.sub(r"\r\n?", "\n", words)),
            "crossing": not any(crosses(dropped, place) for place in annotated.places),
            "too deep": sum(_holds(place, dropped) for place in annotated.places) < DEPTH,
        }
        if stands[dropped.reason]:
            yield dropped


def crosses(one: Dropped | Place, other: Place) -> bool:
    """Whether two places share words and neither holds the other."""
    shared = max(one.start, other.start) < min(one.end, other.end)
    return shared and not _holds(one, other) and not _holds(other, one)


def characters_before(text: str) -> Sequence[int]:
    """How many characters that are no white space stand before each offset, the end included."""
    return (0, *accumulate(not character.isspace() for character in text))


def _holds(outer: Dropped | Place | Found, inner: Dropped | Place | Found) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _lost(report: Report, annotated: Annotated, found: Sequence[Found], wanted: Counter[Found]) -> Iterator[str]:
    """Mentions that are neither annotated nor told as dropped, and annotations of no mention."""
    before = characters_before(report["text"])
    told = Counter((before[dropped.start], before[dropped.end]) for dropped in annotated.dropped)
    missing = Counter((place.start, place.end) for place in (wanted - Counter(found)).elements())
    asked = sum(bool(title(mention)) for mention in report["mentions"]) + len(report["dates"])
    if surplus := Counter(found) - wanted:
        yield f"no mention is at the place of {surplus}"
    if silently := missing - told:
        yield f"neither annotated nor told: {silently}"
    if len(found) + len(annotated.dropped) != asked:
        yield f"{len(found)} annotated and {len(annotated.dropped)} dropped of {asked}"


def _misplaced(report: Report, before: Sequence[int], place: Found, annotation: Annotation) -> Iterator[str]:
    """An annotation whose words or whose place in the file are not those of its mention."""
    start, end = before.index(place.start + 1) - 1, before.index(place.end)
    label = fold(report["text"][start:end])
    if annotation.label != label:
        yield f"{annotation.label!r} stands where the report has {label!r}"
    span = annotation.span
    if not (span.text.startswith("[") and span.text.endswith("}") and annotation.head.text.startswith(place.word)):
        yield f"no annotation of {label!r} stands at line {span.line}, column {span.column}"


def _misnested(article: Article, found: Sequence[Found]) -> Iterator[str]:
    """An annotation that stands inside others than those that hold its words."""
    for index, place in enumerate(found):
        around = {n for n in range(index) if _holds(found[n], place)}
        above, parent = set(), article.annotations[index].parent
        while parent >= 0:
            above.add(parent)
            parent = article.annotations[parent].parent
        if above != around:
            yield f"{article.annotations[index].label!r} stands inside {above}, not {around}"
