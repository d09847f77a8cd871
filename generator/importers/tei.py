"""TEI: documents with names and dates marked up, and registers of what the names stand for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.articles.model import Author
from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.importers.front_matter import metadata_of
from generator.importers.marked_text import MarkedDocument, NamedWords
from generator.importers.model import Metadata
from generator.importers.tei_blocks import ENTRIES, TeiBlocks
from generator.importers.tei_dateline import mark_meeting
from generator.importers.tei_headings import Setting, denies_in_text, is_remote
from generator.importers.tei_participants import visible_text
from generator.importers.tei_register import TeiEntry, register_of
from generator.importers.tei_words import date_of
from generator.importers.xml_tree import XmlElement, element_span, read_xml
from generator.text.source import SourceText
from generator.values import value_type

_ROOTS = ("TEI", "teiCorpus", "TEI.2", "div", "text", "body")
_FRUS = re.compile(r"frus[0-9][\w-]*")
_PUBLISHED = "documents without a date, which got that of the publication of the whole"
_IDS = ("", "frus", "id", "volume", "local")
_VOLUME = re.compile(r"(?=.*[A-Za-z])[\w.-]{2,60}")
_FRUS_SITE = "https://history.state.gov/historicaldocuments"
OWN_ARTICLE = re.compile(r"(?:^|/)articles/([a-z0-9-]+)/(?:index\.html)?$")
_OF_OTHERS = ("attachment", "enclosure", "floatingText", "quote", "q", "note", "document")
_DAY = len("2025-12-02")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SOURCE = "source"
"""The type of the reference to the page that an exported article was made of."""


@dataclass(frozen=True, slots=True)
class TeiFile:
    """The documents of a file, and its register by the ids of entries."""

    source: SourceText
    documents: tuple[MarkedDocument, ...]
    register: Mapping[str, TeiEntry]


def read_tei(source: SourceText, stem: str) -> tuple[TeiFile | None, tuple[Problem, ...]]:
    """Read a TEI file; `stem` is its name, for the id of a document that has none."""
    root, problems = read_xml(source)
    if root is None:
        return None, problems
    if root.name not in _ROOTS:
        hint = "give a file whose root is TEI, teiCorpus, or a div of one"
        message = f"not TEI: the root is `{root.name}`"
        return None, (Problem("import-is-readable", message, element_span(source, root), hint=hint),)
    documents = tuple(_documents(source, root, stem))
    register = register_of(root)
    if not documents and not register:
        hint = "a document has its words in `text` and `body`, or in a `div` of type `document`"
        return None, (Problem("text-is-present", "it has no text", element_span(source, root), hint=hint),)
    return TeiFile(source, documents, register), ()


def _documents(source: SourceText, root: XmlElement, stem: str) -> Iterator[MarkedDocument]:
    texts = [each for each in root.all("TEI") if root.name == "teiCorpus"] or [root]
    for text in texts:
        body = text if text.name in ("div", "body") else next(text.all("body"), None)
        found = [text] if text.name == "div" else [each for each in text.all("div") if each.get("type") == "document"]
        braces = _braces(text)
        shared = (stem, braces, _spans(source, text, braces), _usage(text, root))
        yield from (_Document(source, root, text, element, *shared).read() for element in found)
        if not found and body and body.text():
            document = _Document(source, root, text, body, *shared).read()
            if not _is_register_only(document):
                yield document


def _is_register_only(document: MarkedDocument) -> bool:
    """Whether a body without a date has nothing but a register, a heading, and words about it."""
    has_marks = any(block.marks or block.cells for block in document.blocks)
    return bool(document.notes.get(ENTRIES)) and not (has_marks or document.metadata.date)


@dataclass(frozen=True, slots=True)
class _Document:
    """A document: the file's root, its text with a header, and the element that holds its words.

    What is found once for all documents of a text: the `braces` and `spans` of our own exports, and the `usage`, the
    language that the header names.
    """

    source: SourceText
    root: XmlElement
    text: XmlElement
    element: XmlElement
    stem: str
    braces: Mapping[str, str]
    spans: Sequence[tuple[str, str, NamedWords]]
    usage: str

    def read(self) -> MarkedDocument:
        """The document with its marks."""
        head = self.element.find("head")
        day = self._day()
        setting = Setting(day if _WHOLE_DAY.fullmatch(day) else "", _dateline(self.element))
        reading = TeiBlocks(
            self.source,
            self.braces,
            is_english=self._language()[:2].lower() in ("en", ""),
            setting=setting,
            is_denied=self._is_denied(head, setting),
        )
        reading.read(self.element, head)
        reading.cover(self.spans)
        metadata, unusable = self._metadata(head)
        reading.notes[_PUBLISHED] += self._is_dated_by_volume()
        return MarkedDocument(
            self._own_id() or self._id(),
            metadata,
            mark_meeting(reading.blocks, setting.day, is_remote=is_remote(self._title(head))),
            element_span(self.source, self.element),
            reading.notes + Counter(f"note of type `{key}` in a `bibl`, left out" for key in unusable),
            day,
            tuple(reading.problems),
        )

    def _is_denied(self, head: XmlElement | None, setting: Setting) -> bool:
        """Whether the title or the text says that the meeting was another one, or none."""
        title = self._title(head)
        texts = (each.text() for each in self.element.all("p", "ab", "note"))
        return (bool(title) and setting.is_contradicted(title)) or any(map(denies_in_text, texts))

    def _title(self, head: XmlElement | None) -> str:
        """The words of the document's own heading, or else of its file's title; "" for none."""
        title = head or self._header("titleStmt", "title")
        return visible_text(title) if title else ""

    def _own_id(self) -> str:
        """The id of the article that an export of ours was made of; "" for other documents."""
        bibl = self._header("sourceDesc", "bibl")
        refs = bibl.all("ref") if bibl else ()
        return next((_own(each) for each in refs if each.get("type") != _SOURCE and _own(each)), "")

    def _id(self) -> str:
        div = self.element.get("xml:id") if self.element is not self.text else ""
        volume = self.text.get("xml:id") or (self._volume() if div else self.root.get("xml:id"))
        return as_id(" ".join(dict.fromkeys(filter(None, (volume, div or ("" if volume else self.stem))))))

    def _volume(self) -> str:
        """The id of the volume that a document is in: that of the file's root, or else of its edition; "" for none."""
        statement = self._header("publicationStmt")
        numbers = (each.text() for each in statement.all("idno") if each.get("type") in _IDS) if statement else ()
        return self.root.get("xml:id") or next((each for each in numbers if _VOLUME.fullmatch(each)), "")

    def _header(self, *names: str) -> XmlElement | None:
        for owner in (self.text, self.root):
            if found := owner.find("teiHeader", "fileDesc", *names):
                return found
        return None

    def _metadata(self, head: XmlElement | None) -> tuple[Metadata, tuple[str, ...]]:
        """What heading and header say, and the types of the notes that no article can have."""
        title = _without_notes(head) if head else ""
        header = self._header("titleStmt", "title")
        bibl = self._header("sourceDesc", "bibl")
        edition = None if self._own_id() else self._header("publicationStmt", "publisher")
        publishers = (bibl.find("publisher") if bibl else None, edition)
        authors = [_author(each) for each in bibl.all("author")] if bibl else []
        is_one = len(authors) == 1 and not authors[0].is_organization
        notes = {each.get("type"): each.text() for each in bibl.all("note") if each.get("type")} if bibl else {}
        more, unusable = metadata_of(notes)
        known = Metadata(
            title=title or (header.text() if header else ""),
            date=self._date(bibl),
            publisher=next((each.text() for each in publishers if each), ""),
            author=authors[0].name if is_one else "",
            authors=() if is_one else tuple(authors),
            url=self._url(),
            language=self._language(),
        )
        return known.over(more), unusable

    def _date(self, bibl: XmlElement | None) -> str:
        """The date of the document: that of its dateline, else what its attributes or the header say."""
        known = self._days()
        header = self._header("publicationStmt", "date")
        for date in (bibl.find("date") if bibl else None, header):
            known += [date.text(), date_of(date)] if date else []
        return next((each for each in known if each and value_type("date").check(each) is None), "")

    def _is_dated_by_volume(self) -> bool:
        """Whether a part of a text has no date of its own, so that it gets the day on which the whole was published."""
        bibl, header = self._header("sourceDesc", "bibl"), self._header("publicationStmt", "date")
        is_part = self.element is not self.text and self.element.get("type") == "document"
        known = any(value_type("date").check(each) is None for each in self._days() if each)
        return bool(is_part and header and not known and not (bibl and bibl.find("date")))

    def _day(self) -> str:
        """The date that the datelines or the attributes give for what the document tells of; "" if they differ."""
        lines = {each[:_DAY] for each in map(date_of, _dateline_dates(self.element)) if each and "/" not in each}
        if len(lines) > 1:
            return ""
        return next((each for each in self._days() if value_type("date").check(each) is None), "")

    def _days(self) -> list[str]:
        """The dates of the datelines, and those that the attributes give for the document; some may be no date."""
        lines = list(_dateline_dates(self.element))
        first, last = (self.element.get(f"doc-dateTime-{end}")[:_DAY] for end in ("min", "max"))
        known = [date_of(date)[:_DAY] for date in lines if "/" not in date_of(date)]
        known += [date_of(date) for date in lines]
        return [*known, first if first == last else f"{first}/{last}"]

    def _url(self) -> str:
        bibl = self._header("sourceDesc", "bibl")
        refs = list(bibl.all("ref")) if bibl else []
        refs = [each for each in refs if each.get("type") == _SOURCE] or refs
        outside = (each.get("target") for each in refs if each.get("type") == _SOURCE or not _own(each))
        volume, div = self._volume(), self.element.get("xml:id")
        frus = f"{_FRUS_SITE}/{volume}/{div}" if _FRUS.fullmatch(volume) and div else ""
        return next((each for each in (*outside, frus) if each and value_type("url").check(each) is None), "")

    def _language(self) -> str:
        elements = (self.element, self.text, self.text.find("text") or self.text, self.root)
        known = (*(each.get("xml:lang") for each in elements), self.usage)
        return next((each for each in known if each and value_type("language").check(each) is None), "")


def _usage(text: XmlElement, root: XmlElement) -> str:
    """The language that the header of a text, or else of the file, names; "" if none does."""
    headers = (header for owner in (text, root) if (header := owner.find("teiHeader")))
    return next((found.get("ident") for header in headers for found in header.all("language")), "")


def _own(reference: XmlElement) -> str:
    """The id of an article that a reference to our page of it has; "" for other references."""
    found = OWN_ARTICLE.search(reference.get("target"))
    return found[1] if found else ""


def _author(element: XmlElement) -> Author:
    return Author(element.text(), element.find("orgName") is not None)


def _dateline_dates(element: XmlElement) -> Iterator[XmlElement]:
    """The dates in the datelines of a document, without those of what is attached to it or quoted in it."""
    for child in element.elements():
        if child.name == "dateline":
            yield from child.all("date")
        elif child.name not in _OF_OTHERS and child.get("type") not in _OF_OTHERS:
            yield from _dateline_dates(child)


def _dateline(element: XmlElement) -> str:
    """The words of the datelines of a document, "" if they name no place."""
    lines = [each for each in element.all("dateline") if any(each.all("placeName"))]
    return " ".join(each.text() for each in lines)


def _without_notes(element: XmlElement) -> str:
    words = (
        each if isinstance(each, str) else "" if each.name == "note" else _without_notes(each)
        for each in _spaced(element)
    )
    return " ".join("".join(words).split())


def _spaced(element: XmlElement) -> Iterator[XmlElement | str]:
    for child in element.children:
        yield child
        if isinstance(child, XmlElement) and child.name == "lb":
            yield " "


def _braces(text: XmlElement) -> dict[str, str]:
    """The annotations in braces that an export of ours has beside the text, by their ids."""
    groups = (group for group in text.all("interpGrp") if group.get("type") == "annotation")
    return {each.get("xml:id"): each.text() for group in groups for each in group.all("interp")}


def _spans(source: SourceText, text: XmlElement, braces: Mapping[str, str]) -> list[tuple[str, str, NamedWords]]:
    """The block annotations of an export of ours: the ids of the first and the last block, and what they name."""
    found = []
    for group in text.all("spanGrp"):
        for each in group.all("span") if group.get("type") == "annotation" else ():
            words = braces.get(each.get("ana").removeprefix("#"), "")
            if words:
                mention = NamedWords("", "", element_span(source, each), braces=words)
                found.append((each.get("from").removeprefix("#"), each.get("to").removeprefix("#"), mention))
    return found
