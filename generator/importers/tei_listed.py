"""Lists of participants in a TEI document, which become block annotations of a meeting."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from generator.importers.marked_text import NamedWords, Pairs, TextMark
from generator.importers.tei_headings import HeadingKind, Setting, names_participants
from generator.importers.tei_participants import (
    attendance,
    kind_of_heading,
    names_in,
    side_headings,
    visible_text,
)
from generator.importers.tei_register import is_register
from generator.importers.tei_words import TeiWords
from generator.importers.xml_tree import XmlElement, element_span

_LEAD_WORDS = 30
_MENTIONED = "listed people who may not have taken part, mentioned only"
_NO_MEETING = "lists of people who surely took part in no meeting of the dateline, of which no meeting is made"


@dataclass(slots=True)
class ParticipantLists(TeiWords):
    """Reads lists of participants; `is_denied` if the document tells of another meeting, or of none that was held."""

    setting: Setting = field(default_factory=Setting)
    is_denied: bool = False
    _present: int = 0
    _lead: int | None = None

    def is_participants(self, element: XmlElement) -> bool:
        """Whether a list has participants by its type, or by the heading in it or right before it."""
        if element.name != "list" or element.get("type") == "participants":
            return element.name == "list"
        if self.braces:
            return False
        head = element.find("head")
        named = visible_text(head) if head else self.text_before()
        return names_participants(named) and bool(names_in(element)) and not is_register(element)

    def participants(self, element: XmlElement) -> None:
        """Add a list of participants, flat or by side."""
        self._meet(element, lambda is_doubtful: self._listed(element, (), is_doubtful=is_doubtful))

    def unlisted(self, element: XmlElement, lists: Sequence[XmlElement], add: Callable[[], None]) -> None:
        """Add a paragraph or a table as it is, with what the lists that it amounts to say of its people."""

        def read(is_doubtful: bool) -> None:  # noqa: FBT001 -- the only value
            kept = self.blocks, self.footnotes
            notes, self.notes = self.notes, Counter()
            self.blocks, self.footnotes = [], []
            for each in lists:
                self._listed(each, (), is_doubtful=is_doubtful, is_inner=element.name == "table")
            self.blocks, self.footnotes = kept
            self.notes = notes + Counter({_MENTIONED: self.notes[_MENTIONED]})
            add()

        self._meet(element, read)

    def text_before(self) -> str:
        """The text of the block before, if nothing in it is marked."""
        return self.blocks[-1].text if self.blocks and not self.blocks[-1].marks else ""

    def _meet(self, element: XmlElement, add: Callable[[bool], None]) -> None:
        """Put a meeting around the blocks that are added, if anybody in them surely took part."""
        before, present = len(self.blocks), self._present
        self._lead = before if self._lead is None else self._lead
        self.in_list = True
        add(self.is_denied or self._is_introduced_otherwise())
        self.in_list = False
        if self._present == present:
            self.notes[_NO_MEETING] += 1
        elif len(self.blocks) > before:
            meeting = NamedWords("meeting", element.text(), element_span(self.source, element))
            self.blocks[before] = replace(self.blocks[before], opens=(meeting, *self.blocks[before].opens))
            self.blocks[-1] = replace(self.blocks[-1], closes=self.blocks[-1].closes + 1)

    def _is_introduced_otherwise(self) -> bool:
        """Whether a short paragraph before the lists tells of another meeting than the dateline, or of none."""
        texts = (
            block.text for block in self.blocks[: self._lead] if not any(m.mention.in_dateline for m in block.marks)
        )
        return any(self.setting.is_contradicted(text) for text in texts if len(text.split()) <= _LEAD_WORDS)

    def _kind(self, heading: XmlElement, text: str) -> HeadingKind:
        """What a heading says of those below it; one that tells of another meeting leaves it open if they came."""
        if self.setting.is_contradicted(text):
            return "doubtful"
        return kind_of_heading(heading, text, is_english=self.is_english or not text)

    def _listed(self, element: XmlElement, side: Pairs, *, is_doubtful: bool, is_inner: bool = False) -> None:
        """Add the items of a list; what a heading says holds for those up to the next one.

        Any other item without a name ends the side.
        """
        is_doubtful |= self._kind(element, "") == "doubtful"
        own = is_doubtful
        headings = side_headings(element, is_inner=is_inner, is_english=self.is_english)
        under = side
        for at, child in enumerate(element.elements()):
            if at in headings:
                own = is_doubtful or self._kind(child, visible_text(child)) == "doubtful"
                words = headings[at]
                is_over_all = child.name == "head" and not words
                under = (("side", words),) if words else side if is_over_all or side else ()
                before = len(self.blocks)
                self._participant(child, side, is_doubtful=own)
                if words and not own:
                    self._side(child, before)
            else:
                under = under if names_in(child) else side
                self._participant(child, under, is_doubtful=own)

    def _participant(self, element: XmlElement, side: Pairs, *, is_doubtful: bool) -> None:
        """Add an item: a person with a role behind the comma, or a side with a list of its people."""
        inner = [child for child in element.elements() if child.name == "list"]
        head = [child for child in element.children if child not in inner]
        if inner:
            alone = replace(element, children=head)
            named = visible_text(alone)
            kind = self._kind(alone, named)
            is_doubtful |= kind == "doubtful"
            before = len(self.blocks)
            self.leaf("paragraph", head)
            if kind == "side" and not is_doubtful and any(map(self._has_present, inner)):
                self._side(element, before)
            under = side if not named else (("side", named),) if kind == "side" else ()
            for one in inner:
                self._listed(one, under, is_doubtful=is_doubtful, is_inner=not named)
        elif element.name in ("head", "label"):
            self.leaf("paragraph", head)
        else:
            self.attend(element, side, is_doubtful=is_doubtful)
            self.leaf("item", element.children)

    def attend(self, item: XmlElement, side: Pairs, *, is_doubtful: bool) -> None:
        """Note what a list says of the people of an item."""
        found = attendance(item, is_english=self.is_english)
        people = names_in(item)
        said: Pairs = (("as", "mentioned"),)
        if found.is_sure and not is_doubtful:
            said = (("as", "participant"), *((("role", found.role),) if found.role else ()), *side)
            self._present += len(people)
        elif people:
            self.notes[_MENTIONED] += len(people)
        self.roles |= dict.fromkeys(map(id, people), said)

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
