"""All annotations of all articles as W3C Web Annotations (JSON-LD), with the texts that their positions count in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.articles.attributes import written_braces
from generator.articles.model import Annotation, Article
from generator.articles.running_text import RunningText, running_text
from generator.exports.json_lines import encode
from generator.pages.addresses import canonical_url, relative_url
from generator.pages.downloads import ANNOTATIONS
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

_AROUND = 32
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"sources": {"@id": "http://schema.org/hasPart", "@container": "@list"}, "text": "http://schema.org/text"},
]


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


def make_annotations(site: SiteIndex) -> bytes:
    """An AnnotationCollection with one page; `sources` are the articles with their running texts."""
    view = _View(site, {kind.annotation: kind.name for kind in site.base.schema.kinds})
    sources, items = [], []
    for article in site.base.articles.values():
        text = running_text(article)
        sources.append(encode(_source(view, article, text)))
        items += [encode(item) for item in _items(view, article, text)]
    head = {
        "@context": _CONTEXT,
        "id": view.url(ANNOTATIONS),
        "type": "AnnotationCollection",
        "label": site.title,
        "total": len(items),
    }
    page = {"id": f"{view.url(ANNOTATIONS)}#page", "type": "AnnotationPage", "startIndex": 0}
    texts, listed = _lines(sources), _lines(items)
    return f'{_opened(head)}, "sources": {texts}, "first": {_opened(page)}, "items": {listed}}}}}\n'.encode()


def _opened(value: Mapping[str, object]) -> str:
    """An object as JSON without its closing brace."""
    return encode(value).removesuffix("}")


def _lines(values: Iterable[str]) -> str:
    """A list as JSON, one value a line."""
    listed = ",\n".join(values)
    return f"[\n{listed}\n]"


def _source(view: _View, article: Article, text: RunningText) -> dict[str, object]:
    made = {"id": view.url(f"articles/{article.id}/"), "type": "Text"}
    made |= {"language": article.front.language} if article.front.language else {}
    return {**made, "label": article.front.title, "text": text.text}


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
