"""A saved web page to its text and metadata, by trafilatura; this module needs the extra `intake`."""

import logging
import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import html as html_tree
from lxml.etree import _Element as Element
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from generator.articles.model import Author
from generator.importers.model import BlockKind, Imported, ImportedBlock, Metadata
from generator.importers.page_layout import without_layout
from generator.importers.page_metadata import read_metadata

_Lines: TypeAlias = tuple[str, ...]
_BLOCKS = frozenset({"p", "head", "list", "quote"})
_EMPTY_LINE = re.compile(r"\0\s*\0")
_NO_TEXT = frozenset({"script", "style", "template", "noscript"})
_MAX_DEPTH = 200


def read_page(text: str) -> Imported | None:
    """The main text of a page and its metadata; None if it has none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree = load_html(_without_declaration(text))
    if tree is None or _depth(tree) > _MAX_DEPTH:
        return None
    own = read_metadata(tree)
    without_layout(tree)
    _keep_captions(tree)
    found = bare_extraction(tree, include_comments=False, include_formatting=True, with_metadata=True)
    if found is None or isinstance(found, dict):
        return None
    body = found.body
    if _is_flat(body):
        strict = bare_extraction(tree, include_comments=False, include_formatting=True, favor_precision=True)
        body = strict.body if strict is not None and not isinstance(strict, dict) else body
    blocks = tuple(_blocks(body))
    metadata = own.metadata.over(
        Metadata(
            title=found.title or "",
            publisher=found.sitename or "",
            url=found.url or "",
            licence=found.license or "",
        ).by([Author(name) for name in (found.author or "").split("; ")])
    )
    if blocks and blocks[0].kind == "heading" and _same(blocks[0].lines[0], metadata.title):
        blocks = blocks[1:]
    return Imported(metadata, blocks, own.notes) if blocks else None


def _without_declaration(text: str) -> str:
    """A page without its XML declaration, whose encoding is no longer that of the text."""
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)


def _depth(tree: Element) -> int:
    """How deeply the elements of a page are nested, at most one more than what is read."""
    level, elements = 0, [tree]
    while elements and level <= _MAX_DEPTH:
        elements = [child for element in elements for child in element]
        level += 1
    return level


def _is_flat(body: Element) -> bool:
    """Whether extraction gave up on the structure of a page: it then gives lines in one paragraph, the menu too."""
    return len(body) == 1 and len(body[0]) == 0 and "\n" in (body[0].text or "")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _keep_captions(tree: Element) -> None:
    """Put a paragraph with its caption in the place of each figure: extraction drops figures."""
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        text = " ".join(caption.text_content().split())
        if figure is None or figure.getparent() is None or not text or figure.find(".//table") is not None:
            continue
        paragraph = html_tree.Element("p")
        paragraph.text, paragraph.tail = text, figure.tail
        figure.getparent().replace(figure, paragraph)


def _blocks(body: Element) -> Iterator[ImportedBlock]:
    """The blocks of the extracted tree, in its order."""
    for element in body:
        match element.tag:
            case "head":
                yield from _block("heading", element)
            case "list":
                yield from _items(element)
            case "quote":
                children = [child for child in element if child.tag == "p"]
                for child in children or [element]:
                    yield from _block("quote", child)
            case "table":
                yield from _rows(element)
            case "graphic" | "lb":
                if (element.tail or "").strip():
                    yield ImportedBlock("paragraph", (element.tail,))
            case _:
                yield from _block("paragraph", element)


def _items(element: Element) -> Iterator[ImportedBlock]:
    """The items of a list; those of a list inside it follow."""
    for item in element.iter("item"):
        yield from _block("item", item)


def _rows(table: Element) -> Iterator[ImportedBlock]:
    """The rows of a table. A page may be laid out with tables: a cell that is alone, or has several blocks, is text."""
    for row in table.iter("row"):
        cells = list(row.iter("cell"))
        words = [" ".join(" ".join(_lines(cell)).split()) for cell in cells]
        is_layout = sum(map(bool, words)) == 1 or any(len(cell) > 1 and _has_blocks(cell) for cell in cells)
        if not is_layout and any(words):
            yield ImportedBlock("row", tuple(words))
        for cell, text in zip(cells, words, strict=True) if is_layout else ():
            if _has_blocks(cell):
                yield from _blocks(cell)
            elif text:
                yield ImportedBlock("paragraph", (text,))


def _has_blocks(cell: Element) -> bool:
    """Whether a cell holds blocks, and no text beside them."""
    return len(cell) > 0 and all(each.tag in _BLOCKS for each in cell) and not (cell.text or "").strip()


def _block(kind: BlockKind, element: Element) -> Iterator[ImportedBlock]:
    """The blocks of an element: an empty line in a paragraph or a quotation begins another."""
    text, is_flowing = "".join(_pieces(element)), kind in {"paragraph", "quote"}
    for part in _EMPTY_LINE.split(text) if is_flowing else (text,):
        if lines := _split(part):
            yield ImportedBlock(kind, lines if is_flowing else (" ".join(lines),))


def _lines(element: Element) -> _Lines:
    """The text of an element, in the lines that `<br>` parts; without that of lists inside an item."""
    return _split("".join(_pieces(element)))


def _trimmed(text: str) -> str:
    return "\n".join(line.strip(" \t") for line in text.split("\n")).strip()


def _split(text: str) -> _Lines:
    return tuple(part for each in text.split("\0") if (part := _trimmed(each)))


def _pieces(element: Element) -> Iterator[str]:
    yield (element.text or "").replace("\0", "")
    for child in element:
        if child.tag == "lb":
            yield "\0"
        elif child.tag == "list":
            yield "\0" if element.tag != "item" else ""
            yield from () if element.tag == "item" else _pieces(child)
        elif child.tag in {"p", "item"}:
            yield "\0"
            yield from _pieces(child)
            yield "\0"
        elif isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            yield from _pieces(child)
        yield (child.tail or "").replace("\0", "")
