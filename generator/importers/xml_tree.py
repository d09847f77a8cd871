"""XML as a tree whose elements know their positions; entities and external references are refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.sax import SAXException, SAXParseException  # nosec B406 -- names alone: what reads is of defusedxml
from xml.sax.expatreader import ExpatParser  # nosec B406 -- as above
from xml.sax.handler import ContentHandler, feature_namespaces  # nosec B406 -- as above
from xml.sax.xmlreader import AttributesNSImpl  # nosec B406 -- as above

from defusedxml import DefusedXmlException, EntitiesForbidden
from defusedxml.sax import make_parser

from generator.diagnostics.problem import Problem
from generator.text.source import SourceText, Span

XML = "http://www.w3.org/XML/1998/namespace"
DEPTH = 200


@dataclass(slots=True)
class XmlElement:
    """An element; the names of its attributes are without prefixes, but for `xml:`.

    `namespace` is its namespace, "" for none. `start` is the offset of its tag.
    """

    name: str
    namespace: str
    attributes: dict[str, str]
    start: int
    children: "list[XmlNode]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute, "" if there is none."""
        return self.attributes.get(name, "")

    def elements(self) -> "Iterator[XmlElement]":
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, XmlElement))

    def find(self, *names: str) -> "XmlElement | None":
        """The first element at a path of names below it."""
        found: XmlElement | None = self
        for name in names:
            found = next((each for each in found.elements() if each.name == name), None) if found else None
        return found

    def all(self, *names: str) -> "Iterator[XmlElement]":
        """Every element of some names at any depth, in the order of the text."""
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if not isinstance(child, str):
                if child.name in names:
                    yield child
                waiting += child.children[::-1]

    def text(self) -> str:
        """All text in it, with white space folded."""
        return " ".join("".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        """The pieces of text in it."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()


XmlNode: TypeAlias = XmlElement | str
_CORRECT = "correct the XML there; `xmllint --noout FILE` says more"
_END = "the file ends inside `<{name}>` of line {line}", "write `</{name}>`; if the file was cut off, get it again"
_WORDS = (
    ("mismatched tag", "this closes another element than `<{name}>` of line {line}", "write `</{name}>` before it"),
    ("no element found", *_END),
    ("unclosed token", "what begins here is never closed", "write the missing `>`, quote, or end of the comment"),
    ("unclosed CDATA", "what begins here is never closed", "write the missing `]]>`"),
    (
        "not well-formed",
        "a character that XML does not allow here",
        "write `&lt;` for `<`, `&amp;` for `&`, and quotes around what follows `=`",
    ),
    ("undefined entity", "an entity that XML does not know", "write the character itself, or its number: `&#233;`"),
    ("duplicate attribute", "the same attribute twice in one tag", "delete one of them"),
    ("unbound prefix", "a prefix of no namespace", "declare it with `xmlns:…` in the first tag, or delete it"),
    ("junk after document element", "more text behind the last tag", "one element has to contain all others"),
    ("syntax error", "this is no XML: it begins with no tag", "give a file in XML, or export it again as XML"),
    ("reference to invalid character number", "a number of no character", "write the character itself"),
    ("XML or text declaration not at start", "`<?xml …?>` that is not at the start", "delete what stands before it"),
)


def read_xml(source: SourceText) -> tuple[XmlElement | None, tuple[Problem, ...]]:
    """Read an XML text; None and the problem, with line and column, if it is not well-formed or not safe."""
    reader = make_parser()
    reader.setFeature(feature_namespaces, True)  # noqa: FBT003 -- the interface of SAX
    builder = _Builder(source, reader)
    reader.setContentHandler(builder)
    try:
        reader.feed(source.text.removeprefix("\ufeff"))
        reader.close()
    except _TooDeepError:
        hint = "remove a few levels"
        return None, (_fault(source, reader, f"elements nested more than {DEPTH} deep", hint),)
    except DefusedXmlException as error:
        is_entity = isinstance(error, EntitiesForbidden)
        what = f"the entity `{error.name}`" if is_entity else "a reference to another file"
        remedy = "write the text itself in its place" if is_entity else "delete the `<!DOCTYPE …>`"
        hint = f"{remedy}; the program resolves no entities and opens no other file"
        return None, (_fault(source, reader, f"the file declares or uses {what}", hint, "xml-is-safe"),)
    except SAXParseException as error:
        at = _offset(source, error.getLineNumber() or 1, error.getColumnNumber() or 0)
        return None, (_invalid(source, error.getMessage(), at, builder.opened()),)
    except SAXException as error:
        return None, (_fault(source, reader, error.getMessage(), "correct the XML"),)
    return builder.root, ()


def _invalid(source: SourceText, message: str, at: int, opened: XmlElement | None) -> Problem:
    """What is not well-formed in plain words; `opened` is the element that was open there."""
    words, hint = next((pair for start, *pair in _WORDS if message.startswith(start)), (message, _CORRECT))
    if "{" in words and not opened:
        words, hint = "the file has no element", "give a file in XML, or export it again as XML"
    elif opened and "{" in words:
        line = source.span(opened.start, opened.start + 1).line
        words, hint = (each.format(name=opened.name, line=line) for each in (words, hint))
    at = max(0, min(at, len(source.text.rstrip()) - 1))
    return Problem("xml-is-valid", words, source.span(at, at + 1), hint=hint)


def _fault(source: SourceText, reader: ExpatParser, message: str, hint: str, rule: str = "xml-is-valid") -> Problem:
    at = _offset(source, reader.getLineNumber() or 1, reader.getColumnNumber() or 0)
    return Problem(rule, message, source.span(at, at + 1), hint=hint)


def _offset(source: SourceText, line: int, column: int) -> int:
    start = source.line_start(line)
    mark = len(source.text) - len(source.text.removeprefix("\ufeff")) if line == 1 else 0
    return min(start + mark + column, len(source.text))


def element_span(source: SourceText, element: XmlElement) -> Span:
    """The span of an element's tag."""
    end = source.text.find(">", element.start)
    return source.span(element.start, (end + 1) or element.start + 1)


class _TooDeepError(Exception):
    """Elements are nested too deeply."""


class _Builder(ContentHandler):
    """Builds the tree."""

    def __init__(self, source: SourceText, reader: ExpatParser) -> None:
        super().__init__()
        self.root: XmlElement | None = None
        self._source = source
        self._reader = reader
        self._open: list[XmlElement] = []

    def startElementNS(  # noqa: N802 -- the interface of SAX
        self,
        name: tuple[str | None, str],
        _qname: str | None,
        attrs: AttributesNSImpl,
    ) -> None:
        at = _offset(self._source, self._reader.getLineNumber() or 1, self._reader.getColumnNumber() or 0)
        attributes = {(f"xml:{key}" if space == XML else key): value for (space, key), value in attrs.items()}
        element = XmlElement(name[1], name[0] or "", attributes, at)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        if len(self._open) > DEPTH:
            raise _TooDeepError

    def endElementNS(self, name: tuple[str | None, str], _qname: str | None) -> None:  # noqa: N802, ARG002
        self._open.pop()

    def opened(self) -> XmlElement | None:
        """The innermost element that is open."""
        return self._open[-1] if self._open else None

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].children.append(content)

    def skippedEntity(self, name: str) -> None:  # noqa: N802
        raise EntitiesForbidden(name, None, None, None, None, None)
