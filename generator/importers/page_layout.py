"""Pages that are laid out with tables: takes menus out of their cells, and makes paragraphs of empty lines."""

import re
from collections.abc import Iterator
from copy import copy

from lxml import html as html_tree
from lxml.etree import _Element as Element

_SENTENCES = re.compile(r"[.!?][\"”»’']?\s+[\"“«]?[^\W\d_a-z]")
_MANY, _FEW_LINKS = 0.4, 2
_BLOCKS = frozenset(
    {"p", "div", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "form"}
)
_COPYRIGHT = re.compile(r"\s*(?:©|\([cC]\) ?\d{4}|[Cc]opyright\b|COPYRIGHT\b|[Aa]ll rights reserved)")
_SHORT = 200


def without_layout(tree: Element) -> None:
    """Change a page with text in the cells of a table to one with the text's cells alone."""
    cells = [cell for cell in tree.iter("td") if _is_innermost(cell)]
    texts = {cell for cell in cells if _SENTENCES.search(_words(cell))}
    for cell in cells:
        if _is_beside(cell, texts) and (_is_menu(cell) or _is_copyright(cell)):
            cell.clear()
        elif cell in texts and not any(child.tag in _BLOCKS for child in cell.iter() if child is not cell):
            _break(cell)


def _words(cell: Element) -> str:
    return " ".join(" ".join(cell.itertext()).split())


def _is_innermost(cell: Element) -> bool:
    return cell.find(".//td") is None


def _is_beside(cell: Element, texts: set[Element]) -> bool:
    """Whether another cell of the cell's tables has several sentences."""
    table = next(iter(cell.iterancestors("table")), None)
    while table is not None:
        if any(other is not cell and other in texts for other in table.iter("td")):
            return True
        table = next(iter(table.iterancestors("table")), None)
    return False


def _is_menu(cell: Element) -> bool:
    """Whether many words of a cell are links, and it has no sentences."""
    links = [" ".join(link.text_content().split()) for link in cell.iter("a")]
    words = _words(cell)
    has_sentences = bool(_SENTENCES.search(words))
    return len(links) >= _FEW_LINKS and not has_sentences and sum(map(len, links)) >= _MANY * len(words)


def _is_copyright(cell: Element) -> bool:
    words = cell.text_content()
    return len(words) < _SHORT and bool(_COPYRIGHT.match(words))


def _break(cell: Element) -> None:
    """Make a paragraph of what empty lines part in a cell."""
    parts = [part for part in _parts(cell) if part.text_content().strip()]
    if len(parts) > 1:
        for child in list(cell):
            cell.remove(child)
        cell.text = None
        cell.extend(parts)


def _parts(cell: Element) -> Iterator[Element]:
    part = html_tree.Element("p")
    part.text = cell.text
    was_break = False
    for child in cell:
        is_break = child.tag == "br"
        if is_break and was_break:
            yield part
            part = html_tree.Element("p")
            part.text = child.tail
        else:
            part.append(_copied(child))
        was_break = is_break and not (child.tail or "").strip()
    yield part


def _copied(child: Element) -> Element:
    made: Element = copy(child)
    made.tail = child.tail
    return made
