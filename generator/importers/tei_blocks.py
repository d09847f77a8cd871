"""The text of a TEI document in blocks: names and dates become marks, other markup is kept as text and counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.diagnostics.problem import Problem
from generator.importers.inline_text import InlineText
from generator.importers.marked_text import MarkedBlock, MarkedKind, NamedWords, Pairs, TextMark
from generator.importers.tei_participants import (
    attendance,
    is_doubtful_heading,
    is_heading,
    names_in,
    side_headings,
    visible_text,
)
from generator.importers.tei_register import REGISTERS, is_register, target_of
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
_SPOKEN = ("q", "said", "quote")
_BLOCKS = frozenset({
    *("div", "p", "ab", "head", "dateline", "list", "item", "label", "table", "row", "lg", "l", "opener", "closer"),
    *("salute", "signed", "byline", "postscript", "trailer", "argument", "floatingText", "body", "front", "back"),
    *("group", "text", "figure", "sp", "stage", "speaker", "attachment"),
    *("div1", "div2", "div3", "epigraph", "docTitle", *REGISTERS),
})  # fmt: skip
_SKIPPED = {"fw": "running heads", "graphic": "pictures", "gap": "gaps", "figDesc": "descriptions of pictures"}
_SILENT = frozenset({"pb", "cb", "milestone", "anchor", "teiHeader", "standOff", "index"})
_BLOCK_KINDS: Mapping[str, MarkedKind] = {"head": "heading", "item": "item", "quote": "quote", "label": "paragraph"}
_DATES = ("when", "when-iso")
ENTRIES = "entries of registers"
_BOUNDS = ("notBefore", "notAfter", "notBefore-iso", "notAfter-iso")
_RANGES = (("from", "to"), ("from-iso", "to-iso"))


@dataclass(slots=True)
class TeiBlocks:
    """Reads the blocks of one document; `braces` maps ids to annotations in braces, as our own export has them."""

    source: SourceText
    braces: Mapping[str, str]
    is_english: bool = True
    blocks: list[MarkedBlock] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    _footnotes: list[XmlElement] = field(default_factory=list)
    _role: Pairs = ()
    _in_dateline: bool = False

    def read(self, element: XmlElement, title: XmlElement | None) -> tuple[MarkedBlock, ...]:
        """The blocks of a document without its title, unless that has marks; its footnotes are at the end."""
        for child in element.children:
            if child is title and isinstance(child, XmlElement):
                self._title(child)
            elif isinstance(child, str):
                if child.strip():
                    self._leaf("paragraph", [child])
            else:
                self._block(child)
        while self._footnotes:
            self._footnote(self._footnotes.pop(0))
        return tuple(self.blocks)

    def cover(self, spans: Sequence[tuple[str, str, NamedWords]]) -> None:
        """Put block annotations around the blocks from one id to another: outer ones first."""
        for first, last, mention in reversed(spans):
            if first in self.numbers and last in self.numbers:
                start, end = self.numbers[first], self.numbers[last]
                self.blocks[start] = replace(self.blocks[start], opens=(mention, *self.blocks[start].opens))
                self.blocks[end] = replace(self.blocks[end], closes=self.blocks[end].closes + 1)

    def _title(self, element: XmlElement) -> None:
        before = len(self.blocks)
        self._leaf("heading", element.children)
        if len(self.blocks) > before and not self.blocks[-1].marks:
            self.blocks.pop()

    def _block(self, element: XmlElement, kind: MarkedKind = "paragraph") -> None:
        """Add the blocks of an element."""
        name = element.name
        was_in_dateline = self._in_dateline
        self._in_dateline |= name == "dateline"
        if name in _SILENT:
            pass
        elif name == "note":
            self._footnotes.append(element)
        elif name == "list" and element.get("type") == "participants":
            self._participants(element)
        elif name in ("list", "div", "table", *REGISTERS) and is_register(element):
            self.notes[ENTRIES] += sum(1 for _ in element.all("item", "person", "org", "place", "row"))
        elif name == "row":
            self._row(element)
        else:
            self._mixed(element, _BLOCK_KINDS.get(name, kind))
        self._in_dateline = was_in_dateline

    def _mixed(self, element: XmlElement, kind: MarkedKind) -> None:
        """Add an element's own words as blocks, and the blocks in it, in their order."""
        if not any(is_block(child) for child in element.elements()):
            self._leaf(kind, [element] if element.name in _SPOKEN else element.children, element.get("xml:id"))
            return
        run: list[XmlElement | str] = []
        for child in element.children:
            if isinstance(child, XmlElement) and is_block(child):
                self._leaf(kind, run)
                run = []
                self._block(child, "quote" if kind == "quote" else "paragraph")
            else:
                run.append(child)
        self._leaf(kind, run)

    def _leaf(self, kind: MarkedKind, nodes: Sequence[XmlElement | str], id_: str = "", before: str = "") -> None:
        """Add one block, unless it has no words."""
        text = InlineText()
        text.add(before)
        self._inline(nodes, text)
        words, marks = text.finish()
        if words.strip():
            self.numbers |= {id_: len(self.blocks)} if id_ else {}
            self.blocks.append(MarkedBlock(kind, words.replace("\n", " ") if kind == "heading" else words, marks))

    def _row(self, element: XmlElement) -> None:
        cells = []
        for cell in element.elements():
            text = InlineText()
            self._inline(cell.children, text)
            words, marks = text.finish()
            cells.append(MarkedBlock("row", words, marks))
        if any(cell.text for cell in cells):
            self.blocks.append(MarkedBlock("row", "", (), tuple(cells)))

    def _footnote(self, element: XmlElement) -> None:
        """Add a footnote: its first block is an item that begins with its number."""
        number = f"{element.get('n')}. " if element.get("n") not in ("", "0") else ""
        for part in filter(_has_words, _parts(element)):
            self._leaf("item", part, before=number)
            number = ""
        self.notes["footnotes, now at the end"] += 1

    def _inline(self, nodes: Sequence[XmlElement | str], text: InlineText) -> None:
        for node in nodes:
            if isinstance(node, str):
                text.add(node)
            elif node.name == "note":
                self._footnotes.append(node)
            elif node.name == "lb":
                text.line_break()
            elif node.name in _SKIPPED:
                self.notes[f"{_SKIPPED[node.name]}, left out"] += 1
            elif node.name == "choice":
                self._inline([next(node.elements(), "")], text)
            elif node.name not in _SILENT:
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
        if node.name in _SPOKEN:
            speaker = target_of(node, ("who", "corresp"))
            return NamedWords("quote", label, span, target=speaker) if speaker else None
        kind = _KINDS.get(node.name) or ("place" if node.name in _PLACES else "")
        kind = kind or (_TYPES.get(node.get("type"), "") if node.name in ("name", "rs") else "")
        if not kind:
            return None
        if kind == "place" and node.get("type") == "country":
            kind = "country"
        role = self._role if kind == "person" else ()
        return NamedWords(kind, label, span, target_of(node), attributes=role, in_dateline=self._in_dateline)

    def _date(self, node: XmlElement, label: str) -> NamedWords | None:
        """A date by its attributes; a value that is none is reported, and the words stay text."""
        span = element_span(self.source, node)
        if value := date_of(node):
            return NamedWords("date", label, span, id=value, in_dateline=self._in_dateline)
        names = (*_DATES, *(name for pair in _RANGES for name in pair), *_BOUNDS)
        given = {name: node.get(name) for name in names if node.get(name)}
        wrong = next((value for value in given.values() if not _valid(value)), "")
        if wrong or (given and not any(name in _BOUNDS for name in given)):
            message = f"`{wrong or '/'.join(given.values())}` is no date: the words stay text"
            self.problems.append(Problem("date-is-valid", message, span, "warning", "correct the attribute"))
        return None

    def _participants(self, element: XmlElement) -> None:
        """Add a list of participants, flat or by side, as the block annotation of a meeting."""
        before = len(self.blocks)
        self._listed(element, (), is_doubtful=False)
        if len(self.blocks) > before:
            meeting = NamedWords("meeting", element.text(), element_span(self.source, element))
            self.blocks[before] = replace(self.blocks[before], opens=(meeting, *self.blocks[before].opens))
            self.blocks[-1] = replace(self.blocks[-1], closes=self.blocks[-1].closes + 1)

    def _listed(self, element: XmlElement, side: Pairs, *, is_doubtful: bool) -> None:
        """Add the items of a list; a heading that speaks of absence holds for those up to the next one."""
        is_doubtful |= is_doubtful_heading(element, "", is_english=True)
        own = is_doubtful
        headings = side_headings(element)
        under = side
        for at, child in enumerate(element.elements()):
            if at in headings or child.name in ("head", "label") or (not names_in(child) and is_heading(child)):
                own = is_doubtful or is_doubtful_heading(child, visible_text(child), is_english=self.is_english)
                words = headings.get(at, "")
                under = (("side", words),) if words else side
                before = len(self.blocks)
                self._participant(child, side, is_doubtful=own)
                if words and not own:
                    self._side(child, before)
            else:
                self._participant(child, under, is_doubtful=own)

    def _participant(self, element: XmlElement, side: Pairs, *, is_doubtful: bool) -> None:
        """Add an item: a person with a role behind the comma, or a side with a list of its people."""
        inner = [child for child in element.elements() if child.name == "list"]
        head = [child for child in element.children if child not in inner]
        if inner:
            alone = replace(element, children=head)
            named = visible_text(alone)
            is_doubtful |= is_doubtful_heading(alone, named, is_english=self.is_english or not named)
            before = len(self.blocks)
            self._leaf("paragraph", head)
            if not is_doubtful and any(map(self._has_present, inner)):
                self._side(element, before)
                side = (("side", named),) if named else side
            for one in inner:
                self._listed(one, side, is_doubtful=is_doubtful)
        elif element.name in ("head", "label"):
            self._leaf("paragraph", head)
        else:
            self._role = self._attending(element, side, is_doubtful=is_doubtful)
            self._leaf("item", element.children)
            self._role = ()

    def _attending(self, item: XmlElement, side: Pairs, *, is_doubtful: bool) -> Pairs:
        """What a list says of the people of an item."""
        found = attendance(item, is_english=self.is_english)
        if found.is_sure and not is_doubtful:
            return (("as", "participant"), *((("role", found.role),) if found.role else ()), *side)
        if people := names_in(item):
            self.notes["listed people who may not have taken part, mentioned only"] += len(people)
        return (("as", "mentioned"),)

    def _has_present(self, people: XmlElement) -> bool:
        """Whether a list has an item that does not leave it open if somebody was there."""
        items = [each for each in people.elements() if each.name not in ("head", "label")]
        return any(not names_in(each) or attendance(each, is_english=self.is_english).is_sure for each in items)

    def _side(self, element: XmlElement, before: int) -> None:
        """Put a mark over the words that name a side."""
        if len(self.blocks) > before and not self.blocks[-1].marks:
            words = self.blocks[-1].text.rstrip(" :")
            mark = TextMark(0, len(words), NamedWords("side", words, element_span(self.source, element)))
            self.blocks[-1] = replace(self.blocks[-1], marks=(mark,) if words else ())


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
    return element.name in _BLOCKS or (element.name in _SPOKEN and any(map(is_block, element.elements())))


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
