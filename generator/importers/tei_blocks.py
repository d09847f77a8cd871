"""The text of a TEI document in blocks: names and dates become marks, other markup is kept as text and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.importers.marked_text import MarkedBlock, MarkedKind, NamedWords
from generator.importers.tei_lines import announces, as_lists
from generator.importers.tei_listed import ParticipantLists
from generator.importers.tei_register import REGISTERS, is_register
from generator.importers.tei_words import SILENT, SPOKEN, is_block
from generator.importers.xml_tree import XmlElement

_BLOCK_KINDS: Mapping[str, MarkedKind] = {"head": "heading", "item": "item", "quote": "quote", "label": "paragraph"}
UNREAD = "people announced as participants in a form that is not read as a list"
ENTRIES = "entries of registers"


@dataclass(slots=True)
class TeiBlocks(ParticipantLists):
    """Reads the blocks of one document."""

    def read(self, element: XmlElement, title: XmlElement | None) -> tuple[MarkedBlock, ...]:
        """The blocks of a document without its title, unless that has marks; its footnotes are at the end."""
        for child in element.children:
            if child is title and isinstance(child, XmlElement):
                self._title(child)
            elif isinstance(child, str):
                if child.strip():
                    self.leaf("paragraph", [child])
            else:
                self._block(child)
        while self.footnotes:
            self.footnote(self.footnotes.pop(0))
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
        self.leaf("heading", element.children)
        if len(self.blocks) > before and not self.blocks[-1].marks:
            self.blocks.pop()

    def _block(self, element: XmlElement, kind: MarkedKind = "paragraph") -> None:
        """Add the blocks of an element."""
        name = element.name
        was_in_dateline = self.in_dateline
        self.in_dateline |= name == "dateline"
        if name in SILENT:
            pass
        elif name == "note":
            self.footnotes.append(element)
        elif self.is_participants(element):
            self.participants(element)
        elif name in ("list", "div", "table", *REGISTERS) and is_register(element):
            self.notes[ENTRIES] += sum(1 for _ in element.all("item", "person", "org", "place", "row"))
        elif name == "row":
            self.row(element)
        elif not self.braces and (lists := as_lists(element, self.text_before())):
            self.unlisted(element, lists, lambda: self._mixed(element, kind))
        else:
            self.notes[UNREAD] += announces(element, self.text_before())
            self._mixed(element, _BLOCK_KINDS.get(name, kind))
        self.in_dateline = was_in_dateline

    def _mixed(self, element: XmlElement, kind: MarkedKind) -> None:
        """Add an element's own words as blocks, and the blocks in it, in their order."""
        if not any(is_block(child) for child in element.elements()):
            self.leaf(kind, [element] if element.name in SPOKEN else element.children, element.get("xml:id"))
            return
        run: list[XmlElement | str] = []
        for child in element.children:
            if isinstance(child, XmlElement) and is_block(child):
                self.leaf(kind, run)
                run = []
                self._block(child, "quote" if kind == "quote" else "paragraph")
            else:
                run.append(child)
        self.leaf(kind, run)
