"""The codebook: every kind with its fields and annotations from the schema, and examples from the data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, NamedTuple, TypeAlias

from generator.articles.model import Annotation
from generator.facts.annotation_schema import DATE, ROLE, STATEMENTS, AnnotationType, annotation_types
from generator.knowledge_base import KnowledgeBase
from generator.pages.contexts import Context
from generator.pages.escape import Markdown
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.project.files import RECORDS
from generator.schema.model import Field, Kind, Ref
from generator.text.html import slug

PATH = "codebook.md"
_LONG_VALUE = 60
_LONG_PASSAGE = 200
_Place = tuple[str, str, str]


class Example(NamedTuple):
    """A value as written in a record, truncated if long, and the record."""

    value: str
    record: Ref


class AnnotationExample(NamedTuple):
    """An annotation as written in an article, and the link to it on the article's page."""

    text: str
    link: Markdown


_Passages: TypeAlias = Mapping[str, tuple[AnnotationExample, ...]]
"""Examples by the type of their annotation."""


class _Shown(NamedTuple):
    """An annotation that may be shown: how many attributes it has, its place in its article, and its text."""

    attributes: int
    number: int
    text: str


class FieldRow(NamedTuple):
    """A field of a kind or of a group's items: the keys that lead to it, and the permitted values.

    `annotations` are the ways in which an article fills it.
    """

    keys: tuple[str, ...]
    field: Field
    to: tuple[Kind, ...]
    annotations: tuple[str, ...]
    example: Example | None


class InverseRow(NamedTuple):
    """A list on the pages of a kind: its heading, and the field whose references make it, in the words for both."""

    label: str
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """A section of the codebook: a kind of record, or what all kinds share.

    `words` head its annotations, `attributes` are what these may carry, `passages` show some.
    """

    heading: str
    description: str
    kind: Kind | None = None
    folder: str = ""
    words: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    passages: tuple[AnnotationExample, ...] = ()
    rows: tuple[FieldRow, ...] = ()
    inverses: tuple[InverseRow, ...] = ()

    @property
    def anchor(self) -> str:
        """The anchor of the heading."""
        return slug(self.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookContext(Context):
    """What the template of the codebook can use."""

    entries: Annotated[tuple[CodebookEntry, ...], "The kinds, then quotations, dates, and the fields of every kind."]
    shared_anchor: Annotated[str, "The anchor of the fields of every kind."]
    quotations_anchor: Annotated[str, "The anchor of quotations and paraphrases."]

    def anchor(self, kind: Kind) -> str:
        """The anchor of a kind."""
        return slug(kind.heading)


def context(site: SiteIndex) -> CodebookContext:
    """The context of the codebook."""
    kinds = site.base.schema.kinds
    shared = tuple(field for field in kinds[0].fields if all(field in kind.fields for kind in kinds)) if kinds else ()
    examples, passages = _examples(site), _passages(site)
    quotations, dates = _quotations(site, examples, passages), _dates(site, passages)
    general = _general(site, "codebook_shared", rows=tuple(_rows(site.base, kinds, shared, examples)))
    return CodebookContext(
        site=site,
        page=site.place(PATH),
        name=site.catalogue["codebook"],
        entries=(*(_entry(site, kind, shared, examples, passages) for kind in kinds), quotations, dates, general),
        shared_anchor=general.anchor,
        quotations_anchor=quotations.anchor,
    )


def _entry(
    site: SiteIndex, kind: Kind, shared: Sequence[Field], examples: Mapping[_Place, Example], passages: _Passages
) -> CodebookEntry:
    word = annotation_types(site.base.schema)[kind.annotation]
    own = [field for field in kind.fields if field not in shared]
    return CodebookEntry(
        kind.heading,
        kind.description,
        kind,
        f"{RECORDS}/{kind.plural}/",
        (f"{word.name}=…",),
        _attributes(word),
        passages.get(word.name, ()),
        tuple(_rows(site.base, [kind], own, examples)),
        tuple(_inverses(site.base.schema.kinds, kind, shared)),
    )


def _quotations(site: SiteIndex, examples: Mapping[_Place, Example], found: _Passages) -> CodebookEntry:
    """The fields of a quotation; its examples are items of any kind."""
    base, words = site.base, annotation_types(site.base.schema)
    places = [(kind, field) for kind in base.schema.kinds for field in kind.fields if field.statement]
    rows = tuple(
        FieldRow(
            (part.name,),
            part,
            _targets(base, part),
            _fillers(part),
            _first(examples, [(kind.name, field.name, part.name) for kind, field in places]),
        )
        for part in base.schema.statement
    )
    passages = [passage for name in STATEMENTS for passage in found.get(name, ())]
    heads = tuple(f".{name}" for name in STATEMENTS)
    return _general(
        site, "codebook_quotations", heads, _attributes(words[STATEMENTS[0]]), passages=tuple(passages), rows=rows
    )


def _dates(site: SiteIndex, passages: _Passages) -> CodebookEntry:
    word = annotation_types(site.base.schema)[DATE]
    return _general(site, "codebook_dates", (f"{DATE}=…",), _attributes(word), passages.get(DATE, ()))


def _general(
    site: SiteIndex,
    key: str,
    words: tuple[str, ...] = (),
    attributes: tuple[str, ...] = (),
    passages: tuple[AnnotationExample, ...] = (),
    rows: tuple[FieldRow, ...] = (),
) -> CodebookEntry:
    """A section about what kinds share: its heading and description are messages of the interface."""
    heading, about = site.catalogue[key], site.catalogue[f"{key}_about"]
    return CodebookEntry(heading, about, words=words, attributes=attributes, passages=passages, rows=rows)


def _attributes(word: AnnotationType) -> tuple[str, ...]:
    """The attributes that an annotation may have after its head."""
    return (*(f"{name}=…" for name in word.attributes), *(f"{ROLE}={role}" for role in word.roles))


def _rows(
    base: KnowledgeBase, kinds: Sequence[Kind], fields: Iterable[Field], examples: Mapping[_Place, Example]
) -> Iterator[FieldRow]:
    """The fields, each group followed by its own fields, with examples from records of some kinds."""
    for field in fields:
        found = _first(examples, [(kind.name, field.name, "") for kind in kinds])
        yield FieldRow((field.name,), field, _targets(base, field), _fillers(field), found)
        for part in () if field.statement else field.fields:
            found = _first(examples, [(kind.name, field.name, part.name) for kind in kinds])
            yield FieldRow((field.name, part.name), part, _targets(base, part), _fillers(part), found)


def _targets(base: KnowledgeBase, field: Field) -> tuple[Kind, ...]:
    return tuple(kind for kind in base.schema.kinds if kind.name in field.to)


def _fillers(field: Field) -> tuple[str, ...]:
    """How an article fills a field: with an attribute, with an annotation inside a span of the kind, by quoting."""
    inside = [
        f"{{{taken.annotation}=…{f' {ROLE}={taken.role}' if taken.role and not taken.inline else ''}}}"
        for taken in field.takes
    ]
    quoted = [f"{{.{STATEMENTS[0]} {field.statement}=…}}"] if field.statement else []
    return (*(f"{attribute}=…" for attribute in field.attributes), *inside, *quoted)


def _first(examples: Mapping[_Place, Example], places: Iterable[_Place]) -> Example | None:
    """An example from several fields: the first that is not truncated, else the first."""
    found = [examples[place] for place in places if place in examples]
    return next((example for example in found if not _is_long(example)), found[0] if found else None)


def _examples(site: SiteIndex) -> Mapping[_Place, Example]:
    """For each kind, field and item field ("" for none) the first short value, else the first truncated one."""
    found: dict[_Place, Example] = {}
    settled, records = set[_Place](), tuple(site.base.records)
    for ref, places in zip(records, site.each("codebook places", records, partial(_places, site.base)), strict=True):
        for place, value in () if settled.issuperset(places) else _values(site.base, ref):
            if place not in settled and value:
                is_short = len(value) <= _LONG_VALUE
                if is_short or place not in found:
                    found[place] = Example(value if is_short else value[:_LONG_VALUE] + "…", ref)
                settled.update([place] if is_short else ())
    return found


def _places(base: KnowledgeBase, ref: Ref) -> tuple[_Place, ...]:
    """Where a record has values."""
    return tuple(dict.fromkeys(place for place, value in _values(base, ref) if value))


def _values(base: KnowledgeBase, ref: Ref) -> Iterator[tuple[_Place, str]]:
    """The values of a record, and where they stand."""
    kind = base.schema.kind(ref.kind)
    keys = {field.name: field.key for field in kind.fields} if kind else {}
    for slot, value, _ in base.record_facts[ref]:
        if not slot.key or slot.part:
            yield (ref.kind, slot.field, slot.part), value
        for name, part in zip(keys[slot.field], slot.key, strict=True) if slot.key else ():
            yield (ref.kind, slot.field, name), part


def _is_long(example: Example) -> bool:
    return len(example.value) > _LONG_VALUE


def _passages(site: SiteIndex) -> _Passages:
    """For each type of annotations the one with the most attributes among short ones that contain no other."""
    articles, best = tuple(site.base.articles), dict[str, tuple[int, int, int, _Shown]]()
    found = site.each("codebook passages", (Ref("article", id_) for id_ in articles), partial(_shortest, site.base))
    for count, passages in enumerate(found):
        for kind, shown in passages.items():
            candidate = shown.attributes, -len(shown.text), -count, shown
            if kind not in best or candidate > best[kind]:
                best[kind] = candidate
    place = site.place(PATH)
    return {kind: (_passage(site, place, articles[-count], shown),) for kind, (_, _, count, shown) in best.items()}


def _shortest(base: KnowledgeBase, article: Ref) -> Mapping[str, _Shown]:
    """The passages of an article that may be shown, by the type of their annotation."""
    best: dict[str, _Shown] = {}
    annotations = base.articles[article.id].annotations
    for index, annotation in enumerate(annotations):
        attributes, known = len(annotation.attributes), best.get(annotation.kind)
        if (known and attributes < known.attributes) or not _is_alone(annotations, index):
            continue
        text = " ".join(annotation.span.text.split())
        found = _Shown(attributes, index, text)
        if len(text) <= _LONG_PASSAGE and (
            known is None or (attributes, -len(text)) >= (known.attributes, -len(known.text))
        ):
            best[annotation.kind] = found
    return best


def _passage(site: SiteIndex, place: PageContext, id_: str, shown: _Shown) -> AnnotationExample:
    article = site.base.articles[id_]
    anchor = article.anchors[shown.number]
    return AnnotationExample(shown.text, place.anchor(f"articles/{id_}.md", article.front.title, anchor))


def _is_alone(annotations: Sequence[Annotation], index: int) -> bool:
    """Whether an annotation is inline and contains no other one."""
    inside = index + 1 < len(annotations) and annotations[index + 1].parent == index
    return not annotations[index].is_block and not inside


def _inverses(kinds: Iterable[Kind], target: Kind, shared: Sequence[Field]) -> Iterator[InverseRow]:
    """The lists of references from other records on a kind's pages; shared fields have their own section."""
    for kind in kinds:
        for field in kind.fields:
            for part in (field, *field.fields):
                if part.inverse and target.name in part.to and field not in shared and not field.statement:
                    label = field.label if part is field else f"{field.label}, {part.label}"
                    yield InverseRow(part.inverse.label, kind.label, label)
