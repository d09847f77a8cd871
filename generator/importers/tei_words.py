"""The words of a TEI document: names and dates become marks, other markup is kept as text and counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics.problem import Problem
from generator.importers.inline_text import InlineText
from generator.importers.marked_text import MarkedBlock, MarkedKind, NamedWords, Pairs
from generator.importers.tei_register import REGISTERS, target_of
from generator.importers.xml_tree import XmlElement, element_span
from generator.text.source import SourceText
from generator.values import Date, read_date

_KINDS = {"persName": "person", "orgName": "org", "placeName": "place", "country": "country"}
_PLACES = ("settlement", "region", "district")
_TYPES = {
    "person": "person",
    "org": "org",
    "organization": "org",
    "organisation": "org",
    "place": "place",
    "country": "country",
}
SPOKEN = ("q", "said", "quote")
_BLOCKS = frozenset({
    *("div", "p", "ab", "head", "dateline", "list", "item", "label", "table", "row", "lg", "l", "opener", "closer"),
    *("salute", "signed", "byline", "postscript", "trailer", "argument", "floatingText", "body", "front", "back"),
    *("group", "text", "figure", "sp", "stage", "speaker", "attachment"),
    *("div1", "div2", "div3", "epigraph", "docTitle", *REGISTERS),
})  # fmt: skip
_SKIPPED = {"fw": "running heads", "graphic": "pictures", "gap": "gaps", "figDesc": "descriptions of pictures"}
SILENT = frozenset({"pb", "cb", "milestone", "anchor", "teiHeader", "standOff", "index"})
_DATES = ("when", "when-iso")
_BOUNDS = ("notBefore", "notAfter", "notBefore-iso", "notAfter-iso")
_RANGES = (("from", "to"), ("from-iso", "to-iso"))


@dataclass(slots=True)
class TeiWords:
    """Reads the words of one document; `braces` maps ids to annotations in braces, as our own export has them.

    `roles` has what a list of participants says of a name, by the `id` of its element.
    """

    source: SourceText
    braces: Mapping[str, str]
    is_english: bool = True
    blocks: list[MarkedBlock] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    footnotes: list[XmlElement] = field(default_factory=list)
    roles: dict[int, Pairs] = field(default_factory=dict)
    in_dateline: bool = False
    in_list: bool = False

    def leaf(self, kind: MarkedKind, nodes: Sequence[XmlElement | str], id_: str = "", before: str = "") -> None:
        """Add one block, unless it has no words."""
        text = InlineText()
        text.add(before)
        self._inline(nodes, text)
        words, marks = text.finish()
        if words.strip():
            self.numbers |= {id_: len(self.blocks)} if id_ else {}
            self.blocks.append(MarkedBlock(kind, words.replace("\n", " ") if kind == "heading" else words, marks))

    def row(self, element: XmlElement) -> None:
        """Add the row of a table."""
        cells = []
        for cell in element.elements():
            text = InlineText()
            self._inline(cell.children, text)
            words, marks = text.finish()
            cells.append(MarkedBlock("row", words, marks))
        if any(cell.text for cell in cells):
            self.blocks.append(MarkedBlock("row", "", (), tuple(cells)))

    def footnote(self, element: XmlElement) -> None:
        """Add a footnote: its first block is an item that begins with its number."""
        number = f"{element.get('n')}. " if element.get("n") not in ("", "0") else ""
        for part in filter(_has_words, _parts(element)):
            self.leaf("item", part, before=number)
            number = ""
        self.notes["footnotes, now at the end"] += 1

    def _inline(self, nodes: Sequence[XmlElement | str], text: InlineText) -> None:
        for node in nodes:
            if isinstance(node, str):
                text.add(node)
            elif node.name == "note":
                self.footnotes.append(node)
            elif node.name == "lb":
                text.line_break()
            elif node.name in _SKIPPED:
                self.notes[f"{_SKIPPED[node.name]}, left out"] += 1
            elif node.name == "choice":
                self._inline([next(node.elements(), "")], text)
            elif node.name not in SILENT:
                start = text.open()
                self._inline(node.children, text)
                self._mark(node, start, text)

    def _mark(self, node: XmlElement, start: int, text: InlineText) -> None:
        mention = self.mention(node)
        if mention is None:
            if node.name not in _BLOCKS:
                called = "date with bounds only" if any(map(node.get, _BOUNDS)) else node.name
                self.notes[f"{called}, kept as text"] += 1
        elif not text.close(start, mention):
            self.notes[f"{node.name} without words"] += 1

    def mention(self, node: XmlElement) -> NamedWords | None:
        """What an element names; None if it is markup of another sort."""
        span = element_span(self.source, node)
        label = node.text()
        for target in node.get("ana").split():
            if braces := self.braces.get(target.removeprefix("#")):
                return NamedWords("", label, span, braces=braces)
        if node.name == "date":
            return self._date(node, label)
        if node.name in SPOKEN:
            speaker = target_of(node, ("who", "corresp"))
            return NamedWords("quote", label, span, target=speaker) if speaker else None
        kind = _KINDS.get(node.name) or ("place" if node.name in _PLACES else "")
        kind = kind or (_TYPES.get(node.get("type"), "") if node.name in ("name", "rs") else "")
        if not kind:
            return None
        if kind == "place" and node.get("type") == "country":
            kind = "country"
        role = self.roles.get(id(node), ()) if kind == "person" else self._listed_only(kind)
        return NamedWords(kind, label, span, target_of(node), attributes=role, in_dateline=self.in_dateline)

    def _listed_only(self, kind: str) -> Pairs:
        """A place or a date beside a participant is not that of the meeting."""
        return (("as", "mentioned"),) if self.in_list and kind in ("place", "country", "date") else ()

    def _date(self, node: XmlElement, label: str) -> NamedWords | None:
        """A date by its attributes; a value that is none is reported, and the words stay text."""
        span = element_span(self.source, node)
        if value := date_of(node):
            return NamedWords(
                "date", label, span, id=value, attributes=self._listed_only("date"), in_dateline=self.in_dateline
            )
        names = (*_DATES, *(name for pair in _RANGES for name in pair), *_BOUNDS)
        given = {name: node.get(name) for name in names if node.get(name)}
        wrong = next((value for value in given.values() if not _valid(value)), "")
        if wrong or (given and not any(name in _BOUNDS for name in given)):
            message = f"`{wrong or '/'.join(given.values())}` is no date: the words stay text"
            self.problems.append(Problem("date-is-valid", message, span, "warning", "correct the attribute"))
        return None


def _parts(element: XmlElement) -> Iterator[list[XmlElement | str]]:
    """What stands on lines of its own in an element, however deep, in order."""
    run: list[XmlElement | str] = []
    for child in element.children:
        if isinstance(child, XmlElement) and is_block(child):
            yield run
            run = []
            yield from _parts(child)
        else:
            run.append(child)
    yield run


def _has_words(nodes: Sequence[XmlElement | str]) -> bool:
    return any((node if isinstance(node, str) else node.text()).strip() for node in nodes)


def is_block(element: XmlElement) -> bool:
    """Whether an element stands on lines of its own."""
    return element.name in _BLOCKS or (element.name in SPOKEN and any(map(is_block, element.elements())))


def date_of(element: XmlElement) -> str:
    """The exact date of an element in EDTF; "" if it has none."""
    for name in _DATES:
        if value := _valid(element.get(name)):
            return value
    for first, last in _RANGES:
        start, end = _day(element.get(first)), _day(element.get(last))
        if start or end:
            return _valid(start if start == end else f"{start or '..'}/{end or '..'}")
    return ""


def _valid(text: str) -> str:
    """A date as written, or its day if the time is written in another way; "" if it is none."""
    return next((each for each in (text, _day(text)) if each and isinstance(read_date(each), Date)), "")


def _day(text: str) -> str:
    return text.partition("T")[0]
