"""All articles as one TEI corpus: names, dates and quotations marked up, and the records as lists apart from the text.

Inside a text, an element points to its record with `ref` (`who` for a speaker), and with `ana` to an `interp` that has
the braces of the annotation, so that none of its attributes is lost. A block annotation is a `span` from its first to
its last paragraph. Paragraphs are the blocks of `running_text`.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import islice

from generator.articles.front_entries import front_entries
from generator.articles.model import Annotation, Article, Author, FrontMatter
from generator.articles.running_text import RunningText, running_text
from generator.exports.annotations import braces_of, named_record
from generator.exports.splicing import Part, Pieces, Splicer, pieces_of
from generator.exports.tei_lists import record_id, record_lists
from generator.exports.xml_text import xml_attribute, xml_text
from generator.last_file import Content
from generator.pages.addresses import relative_url
from generator.pages.downloads import TEI
from generator.pages.references import COUNTRY, ORGANIZATION, PERSON, PLACE, page_kinds
from generator.pages.site_index import SiteIndex
from generator.values import iso_8601, iso_ends

_NAMES = {PERSON: "persName", ORGANIZATION: "orgName", PLACE: "placeName"}
_OPENED = '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
_WITH_ELEMENTS = frozenset({"title", "date", "publisher", "author", "authors", "url", "language"})
_QUOTED = {"quote": "q", "paraphrase": "seg"}


@dataclass(frozen=True, slots=True)
class _Corpus:
    site: SiteIndex
    kinds: Mapping[str, str]
    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Text:
    """An article with its running text; `id` is its id in the corpus."""

    id: str
    article: Article
    text: RunningText


def make_tei(site: SiteIndex, splicer: Splicer) -> Content | None:
    """The corpus; record lists first, then one TEI element for each article."""
    kinds = {kind.annotation: kind.name for kind in site.base.schema.kinds}
    corpus = _Corpus(site, kinds, page_kinds(site.base.schema))
    lists, articles = record_lists(site, corpus.pages), site.base.articles
    texts = pieces_of(articles, partial(_article, corpus), "article/{}".format)
    pieces = reduce(Pieces.and_then, (*(each.items for each in lists), texts))
    head = _header(site.title, site.title, f"<p>{_pointer(site, '')}</p>")

    def around(parts: Iterable[Part]) -> Iterator[Part]:
        made = iter(parts)
        yield Part(f"{_OPENED}{head}<standOff>\n".encode())
        for each in lists:
            yield from (Part(each.opened), *islice(made, len(each.items.owners)), Part(each.closed))
        yield from (Part(b"</standOff>\n"), *made, Part(b"</teiCorpus>\n"))

    return splicer.joined(TEI, pieces, around)


def _article(corpus: _Corpus, id_: str) -> bytes:
    article = corpus.site.base.articles[id_]
    return _document(corpus, _Text(f"a-{id_}", article, running_text(article))).encode()


def _document(corpus: _Corpus, text: _Text) -> str:
    front, language = text.article.front, text.article.front.language
    marked = f" xml:lang={xml_attribute(language)}" if language else ""
    inline = _inline(text)
    paragraphs = [_paragraph(corpus, text, number, inline) for number in range(len(text.text.blocks))]
    body = "".join(paragraphs) or "<p/>\n"
    source = _source(corpus.site, text.article)
    head = _header(front.title, front.publisher or corpus.site.title, source)
    stand_off = _stand_off(text)
    return (
        f"<TEI xml:id={xml_attribute(text.id)}{marked}>\n{head}{stand_off}<text><body>\n{body}</body></text>\n</TEI>\n"
    )


def _header(title: str, publisher: str, source: str) -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{xml_text(title)}</title></titleStmt>"
        f"<publicationStmt><publisher>{xml_text(publisher)}</publisher></publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>\n"
    )


def _source(site: SiteIndex, article: Article) -> str:
    front = article.front
    authors = "".join(map(_author, front.written_by))
    house = f"<publisher>{xml_text(front.publisher)}</publisher>" if front.publisher else ""
    url = f'<ref type="source" target={xml_attribute(front.url)}/>' if front.url else ""
    date = f"<date{_dated(front.date)}>{xml_text(front.date)}</date>" if front.date else ""
    notes = "".join(_notes(front))
    known = f"{authors}<title>{xml_text(front.title)}</title>{house}{date}{url}{notes}"
    return f"<bibl>{known}{_pointer(site, f'articles/{article.id}/')}</bibl>"


def _author(author: Author) -> str:
    name = xml_text(author.name)
    return f"<author>{f'<orgName>{name}</orgName>' if author.is_organization else name}</author>"


def _notes(front: FrontMatter) -> Iterator[str]:
    """The entries of the front matter for which a `bibl` has no element; a list or a mapping is written as JSON."""
    for key, value in front_entries(front).items():
        if key not in _WITH_ELEMENTS:
            words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield f"<note type={xml_attribute(key)}>{xml_text(words)}</note>"


def _pointer(site: SiteIndex, address: str) -> str:
    return f"<ref target={xml_attribute(relative_url(site, TEI, address))}/>"


def _stand_off(text: _Text) -> str:
    """The braces of the annotations, and the spans of those that cover blocks."""
    interps, spans = [], []
    numbers = {block.number: place for place, block in enumerate(text.text.blocks)}
    begun = [block.start for block in text.text.blocks]
    for index, annotation in enumerate(text.article.annotations):
        start, end = text.text.ranges[index]
        if start == end:
            continue
        name = xml_attribute(f"{text.id}.n{index}")
        interps.append(f"<interp xml:id={name}>{xml_text(braces_of(annotation))}</interp>")
        if annotation.is_block:
            last = bisect_left(begun, end) - 1
            ends = f'from="#{text.id}.p{numbers[annotation.block]}" to="#{text.id}.p{last}"'
            spans.append(f'<span {ends} ana="#{text.id}.n{index}"/>')
    groups = f'<interpGrp type="annotation">{"".join(interps)}</interpGrp>' if interps else ""
    groups += f'<spanGrp type="annotation">{"".join(spans)}</spanGrp>' if spans else ""
    return f"<standOff>{groups}</standOff>\n" if groups else ""


def _inline(text: _Text) -> Mapping[int, Sequence[int]]:
    """The inline annotations with words, by the number of their block."""
    found: dict[int, list[int]] = {}
    for index, (annotation, (start, end)) in enumerate(zip(text.article.annotations, text.text.ranges, strict=True)):
        if start < end and not annotation.is_block:
            found.setdefault(annotation.block, []).append(index)
    return found


def _paragraph(corpus: _Corpus, text: _Text, number: int, inline: Mapping[int, Sequence[int]]) -> str:
    block = text.text.blocks[number]
    marked = _marked(corpus, text, (block.start, block.start + len(block.text)), inline.get(block.number, ()))
    return f'<p xml:id="{text.id}.p{number}">{"".join(marked)}</p>\n'


def _marked(corpus: _Corpus, text: _Text, within: tuple[int, int], inside: Sequence[int]) -> Iterator[str]:
    """The text of a range with the annotations `inside`, outer ones around inner ones."""
    at, place = within[0], 0
    while place < len(inside):
        index = inside[place]
        first, last = text.text.ranges[index]
        inner = place + 1
        while inner < len(inside) and text.text.ranges[inside[inner]][0] < last:
            inner += 1
        nested = inside[place + 1 : inner]
        has_quotation = any(text.article.annotations[each].kind in _QUOTED for each in nested)
        name, attributes = _element(corpus, text.article.annotations[index], has_quotation=has_quotation)
        yield xml_text(text.text.text[at:first])
        yield f'<{name}{attributes} ana="#{text.id}.n{index}">'
        yield from _marked(corpus, text, (first, last), nested)
        yield f"</{name}>"
        at, place = last, inner
    yield xml_text(text.text.text[at : within[1]])


def _element(corpus: _Corpus, annotation: Annotation, *, has_quotation: bool) -> tuple[str, str]:
    """The element of an annotation, and its attributes; names and the like can't hold quotations, so `seg` does."""
    base = corpus.site.base
    if annotation.kind in _QUOTED:
        speaker = base.ids.get(annotation.get("by") or "")
        who = f' who="#{record_id(speaker)}"' if speaker and annotation.kind == "quote" else ""
        return _QUOTED[annotation.kind], f'{who} type="{annotation.kind}"'
    if annotation.kind == "date" and not has_quotation:
        return "date", _dated(annotation.id or "")
    ref = named_record(corpus.site, corpus.kinds, annotation)
    if has_quotation:
        target = f' corresp="#{record_id(ref)}"' if ref else ""
        return "seg", f"{target} type={xml_attribute(annotation.kind)}"
    target = f' ref="#{record_id(ref)}"' if ref else ""
    page = corpus.pages.get(corpus.kinds.get(annotation.kind, ""), "")
    if page == COUNTRY:
        return "placeName", f'{target} type="country"'
    if page in _NAMES:
        return _NAMES[page], target
    return "rs", f"{target} type={xml_attribute(annotation.kind)}"


def _dated(date: str) -> str:
    """A date as far as TEI can say it: one that is exact, or the ends of an interval."""
    if exact := iso_8601(date):
        return f" when-iso={xml_attribute(exact)}"
    first, last = iso_ends(date)
    return "".join(f" {name}={xml_attribute(end)}" for name, end in (("from-iso", first), ("to-iso", last)) if end)
