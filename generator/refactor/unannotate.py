"""A removed thing out of an article: its words stay as plain text, or give way to a mask."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.articles import read_article
from generator.articles.escaping import escape_markdown
from generator.articles.model import Annotation, Article
from generator.diagnostics.problem import Problem, failed
from generator.facts.annotation_schema import MENTIONED, ROLE, STATEMENTS, UNNAMED, AnnotationType, annotation_types
from generator.facts.extract import HOLDERS, container_of
from generator.schema.model import Schema
from generator.text.source import Edit, apply

MASK = "█████"


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes out of articles: an id, and from the meetings `incomplete` the claim that their lists are complete."""

    ids: frozenset[str]
    incomplete: frozenset[str]
    mask: bool


@dataclass(frozen=True, slots=True)
class Unannotated:
    """An article without a thing: its text, and how many annotations went."""

    text: str
    annotations: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What happens to the annotations of an article: those that go, and the attributes that others lose.

    `mentioned` are those that would otherwise fill a field of a thing around the removed one.
    """

    gone: frozenset[int]
    lost: dict[int, frozenset[str]]
    mentioned: frozenset[int] = frozenset()


def unannotate(article: Article, schema: Schema, removal: Removal) -> Unannotated | Problem | None:
    """An article without the annotations and attributes of what is removed; None where it has none.

    A statement goes with its speaker, and one of an unnamed speaker with the only thing that it is kept for.
    """
    plan = _plan(article, schema, removal)
    if not plan.gone and not plan.lost:
        return None
    for escape in (_as_it_is, escape_markdown):
        text = apply(article.source.text, _edits(article, plan, removal, escape=escape))
        if _is_sound(article, text, plan, masked=removal.mask):
            return Unannotated(text, len(plan.gone))
    first = min((*plan.gone, *plan.lost))
    message = "without this annotation its words would mean something else to Markdown"
    hint = "write the words in a plainer way, then run the command again"
    return Problem("article-is-editable", message, article.annotations[first].span, hint=hint)


def _plan(article: Article, schema: Schema, removal: Removal) -> _Plan:
    words = annotation_types(schema)
    gone: set[int] = set()
    lost: dict[int, frozenset[str]] = {}
    for at, annotation in enumerate(article.annotations):
        word = words[annotation.kind]
        naming = {
            attribute.key
            for attribute in annotation.attributes
            if attribute.value in removal.ids
            and any(field.type == "reference" for field in word.attributes.get(attribute.key, ()))
        }
        if (word.kind and annotation.id in removal.ids) or _is_orphan(annotation, naming):
            gone.add(at)
            continue
        if word.kind and annotation.id in removal.incomplete and annotation.get("attendance") == "complete":
            naming.add("attendance")
        if naming:
            lost[at] = frozenset(naming)
    return _with_orphans(article, words, _Plan(frozenset(gone), lost))


def _with_orphans(article: Article, words: Mapping[str, AnnotationType], plan: _Plan) -> _Plan:
    """The plan with what becomes of annotations that filled a field of a removed thing: they only mention theirs."""
    gone, lost, mentioned = set(plan.gone), dict(plan.lost), set[int]()
    for at, annotation in enumerate(article.annotations):
        around, _ = container_of(article.annotations, at, words)
        if at in gone or around not in plan.gone:
            continue
        if annotation.kind == UNNAMED:
            gone.add(at)
        elif annotation.get(ROLE) != MENTIONED:
            lost[at] = lost.get(at, frozenset()) | ({ROLE} if annotation.get(ROLE) else frozenset())
            if _has_container(article.annotations, around, words[annotation.kind], plan.gone):
                mentioned.add(at)
    return _Plan(frozenset(gone), {at: names for at, names in lost.items() if names}, frozenset(mentioned))


def _has_container(annotations: Sequence[Annotation], around: int, word: AnnotationType, gone: Collection[int]) -> bool:
    """Whether something further around takes an annotation of that kind."""
    kinds = {container.kind.annotation for container in word.containers}
    while (around := annotations[around].parent) >= 0:
        if around not in gone and annotations[around].kind in kinds:
            return True
    return False


def _is_orphan(annotation: Annotation, naming: Collection[str]) -> bool:
    """Whether a statement loses its speaker, or the last thing that holds what an unnamed speaker says."""
    if annotation.kind not in STATEMENTS or not naming:
        return False
    return "by" in naming or (
        annotation.get("speaker") is not None and not any(annotation.get(h) for h in HOLDERS if h not in naming)
    )


def label_bounds(annotation: Annotation) -> tuple[int, int]:
    """The offsets of an inline annotation's label in the file, without its brackets."""
    return annotation.span.start + 1, annotation.span.source.text.rfind("]{", 0, annotation.head.start)


def _edits(article: Article, plan: _Plan, removal: Removal, *, escape: Callable[[str], str]) -> Iterator[Edit]:
    for at, annotation in enumerate(article.annotations):
        if at in plan.mentioned:
            yield Edit(annotation.head.end, annotation.head.end, f" {ROLE}={MENTIONED}")
        if at in plan.lost:
            yield from _without_attributes(annotation, plan.lost[at])
        if at not in plan.gone:
            continue
        if annotation.is_block:
            yield from _without_fences(annotation)
            continue
        start, end = label_bounds(annotation)
        label = article.source.text[start:end]
        is_leaf = not any(other.parent == at for other in article.annotations)
        masked = removal.mask and annotation.kind not in STATEMENTS
        words = MASK if masked else escape(label)
        if is_leaf and words != label:
            yield Edit(annotation.span.start, annotation.span.end, words)
        else:
            yield Edit(annotation.span.start, start, "")
            yield Edit(end, annotation.span.end, "")


def _without_attributes(annotation: Annotation, names: Collection[str]) -> Iterator[Edit]:
    text = annotation.span.source.text
    for attribute in annotation.attributes:
        if attribute.key in names:
            start = attribute.span.start
            while text[start - 1] in " \t\r\n":
                start -= 1
            yield Edit(start, attribute.span.end, "")


def _without_fences(annotation: Annotation) -> Iterator[Edit]:
    """The two lines of a block annotation go; what stands before them, as in a quotation, stays."""
    text, span = annotation.span.source.text, annotation.span
    ends = [end for mark in "\r\n" if (end := text.find(mark, annotation.head.end)) >= 0]
    yield Edit(span.start, min(ends, default=span.end), "")
    yield Edit(span.end - len(":::"), span.end, "")


def _as_it_is(label: str) -> str:
    return label


def _is_sound(article: Article, text: str, plan: _Plan, *, masked: bool) -> bool:
    """Whether a text is the article without these annotations, and nothing else is different for a reader."""
    found, problems = read_article(replace(article.source, text=text))
    if found is None or failed(problems):
        return False
    if not masked and [block.text for block in found.blocks] != [block.text for block in article.blocks]:
        return False
    kept = [each for at, each in enumerate(article.annotations) if at not in plan.gone]
    lost = [plan.lost.get(at, frozenset()) for at in range(len(article.annotations)) if at not in plan.gone]
    expected = [
        (each.kind, each.id, [(a.key, a.value) for a in each.attributes if a.key not in names])
        for each, names in zip(kept, lost, strict=True)
    ]
    now = [
        (each.kind, each.id, [(a.key, a.value) for a in each.attributes if (a.key, a.value) != (ROLE, MENTIONED)])
        for each in found.annotations
    ]
    return now == [(kind, id_, [pair for pair in pairs if pair != (ROLE, MENTIONED)]) for kind, id_, pairs in expected]
