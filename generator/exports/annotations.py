"""All annotations of all articles as W3C Web Annotations (JSON-LD), with the texts that their positions count in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.articles.attributes import written_braces
from generator.articles.front_entries import front_entries
from generator.articles.model import Annotation, Article
from generator.articles.running_text import RunningText, running_text
from generator.exports.json_lines import encode
from generator.exports.splicing import Part, Splicer, pieces_of, separated
from generator.last_file import Content
from generator.pages.addresses import canonical_url, relative_url
from generator.pages.downloads import ANNOTATIONS
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

_AROUND = 32
_SEPARATOR = b",\n"
_SOURCE = "text of "
"""What the owner of a text begins with: annotations of the article belong to its id."""
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "sources": {"@id": "http://schema.org/hasPart", "@container": "@list"},
        "text": "http://schema.org/text",
        "date": "http://schema.org/datePublished",
        "publisher": "http://schema.org/publisher",
        "author": "http://schema.org/author",
        "url": {"@id": "http://schema.org/url", "@type": "@id"},
        "archived": {"@id": "http://schema.org/archivedAt", "@type": "@id"},
        "licence": "http://schema.org/license",
        "genre": "http://schema.org/genre",
        "frontMatter": {"@id": "http://schema.org/additionalProperty", "@type": "@json"},
    },
]

_TERMS = ("language", "date", "publisher", "author", "url", "archived", "licence", "genre")
"""The entries of a front matter that have terms of their own; `frontMatter` has the others."""


@dataclass(frozen=True, slots=True)
class _View:
    site: SiteIndex
    kinds: Mapping[str, str]

    def url(self, address: str) -> str:
        return relative_url(self.site, ANNOTATIONS, address)

    def record(self, id_: str) -> str:
        """The permanent address of a record; "" for an id without one."""
        ref = self.site.base.ids.get(id_)
        return self.url(canonical_url(self.site, ref)) if ref else ""


def make_annotations(site: SiteIndex, splicer: Splicer) -> Content | None:
    """An AnnotationCollection with one page; `sources` are the articles with their running texts."""
    view = _View(site, {kind.annotation: kind.name for kind in site.base.schema.kinds})
    articles = site.base.articles
    text = site.twice(lambda id_: running_text(articles[id_]))

    def source(id_: str) -> bytes:
        return encode(_source(view, articles[id_], text(id_))).encode()

    def items(id_: str) -> bytes:
        return _SEPARATOR.join(encode(item).encode() for item in _items(view, articles[id_], text(id_)))

    pieces = pieces_of(articles, source, f"{_SOURCE}{{}}".format).and_then(pieces_of(articles, items, str))
    parts = splicer.parts(ANNOTATIONS, pieces)
    texts, listed = parts[: len(articles)], parts[len(articles) :]
    head = {
        "@context": _CONTEXT,
        "id": view.url(ANNOTATIONS),
        "type": "AnnotationCollection",
        "label": site.title,
        "total": sum(each.count(b"\n") + 1 for each in splicer.data(ANNOTATIONS, listed) if each),
    }
    page = {"id": f"{view.url(ANNOTATIONS)}#page", "type": "AnnotationPage", "startIndex": 0}
    opened = (
        Part(f'{_opened(head)}, "sources": [\n'.encode()),
        Part(f'\n], "first": {_opened(page)}, "items": [\n'.encode()),
    )
    joined = (opened[0], *separated(texts, _SEPARATOR), opened[1], *separated(listed, _SEPARATOR), Part(b"\n]}}\n"))
    return splicer.join(ANNOTATIONS, joined)


def _opened(value: Mapping[str, object]) -> str:
    """An object as JSON without its closing brace."""
    return encode(value).removesuffix("}")


def _source(view: _View, article: Article, text: RunningText) -> dict[str, object]:
    made: dict[str, object] = {"id": view.url(f"articles/{article.id}/"), "type": "Text"}
    entries = front_entries(article.front)
    terms = {name: entries.pop(name) for name in _TERMS if name in entries}
    made |= {"label": entries.pop("title"), **terms}
    made |= {"frontMatter": entries} if entries else {}
    return {**made, "text": text.text}


def _items(view: _View, article: Article, text: RunningText) -> Iterator[dict[str, object]]:
    page = view.url(f"articles/{article.id}/")
    for annotation, anchor, (start, end) in zip(article.annotations, article.anchors, text.ranges, strict=True):
        if start < end:
            yield {
                "id": f"{page}#{anchor}",
                "type": "Annotation",
                "motivation": "identifying" if annotation.id else "describing",
                "body": list(_bodies(view, annotation)),
                "target": {"source": page, "selector": list(_selectors(text.text, start, end))},
            }


def _selectors(text: str, start: int, end: int) -> Iterator[dict[str, object]]:
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    yield {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after}
    yield {"type": "TextPositionSelector", "start": start, "end": end}


def _bodies(view: _View, annotation: Annotation) -> Iterator[dict[str, object]]:
    """The address of the record that is named or speaks, a date as text, and the annotation's braces."""
    named = annotation.id if annotation.kind in view.kinds else annotation.get("by")
    if named and (address := view.record(named)):
        yield {"type": "SpecificResource", "source": address, "purpose": "identifying" if annotation.id else "linking"}
    if annotation.kind == "date" and annotation.id:
        yield {"type": "TextualBody", "value": annotation.id, "purpose": "tagging"}
    yield {"type": "TextualBody", "value": braces_of(annotation), "format": "text/plain", "purpose": "describing"}


def braces_of(annotation: Annotation) -> str:
    """The braces of an annotation, each in the same form."""
    pairs = ((each.key, each.value) for each in annotation.attributes)
    return written_braces(annotation.kind, annotation.id, pairs)


def named_record(site: SiteIndex, kinds: Mapping[str, str], annotation: Annotation) -> Ref | None:
    """The record that an annotation names; None for dates, quotations, and ids without a record."""
    ref = site.base.ids.get(annotation.id or "")
    return ref if ref and ref.kind == kinds.get(annotation.kind) else None
