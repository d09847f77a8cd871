"""Participants outside lists: in the lines of a paragraph, behind `Participants:`, or in a table, a side a column."""

from collections.abc import Sequence
from dataclasses import replace

from generator.importers.tei_headings import is_country, is_neutral, is_side, names_participants
from generator.importers.tei_participants import names_in, visible_text
from generator.importers.xml_tree import XmlElement


def as_lists(element: XmlElement, before: str) -> tuple[XmlElement, ...]:
    """The lists that a paragraph or a table amounts to; none if it is not sure what says what.

    `before` is the text of the block before it, which may announce a table.
    """
    if element.name in ("p", "ab"):
        return () if any(element.all("list", "table", "p")) else _lines(element)
    if element.name == "table":
        head = element.find("head")
        return _columns(element) if names_participants(visible_text(head) if head else before) else ()
    return ()


def announces(element: XmlElement, before: str) -> bool:
    """Whether an element has people that a word announces as participants."""
    if element.name not in ("p", "ab", "table") or not names_in(element):
        return False
    words = before if element.name == "table" else visible_text(element).replace(":", " ").partition(" ")[0]
    return bool(words) and names_participants(words)


def _lines(element: XmlElement) -> tuple[XmlElement, ...]:
    lines: list[list[XmlElement | str]] = [[]]
    for child in element.children:
        if isinstance(child, XmlElement) and child.name == "lb":
            lines.append([])
        else:
            lines[-1].append(child)
    first, *items = (_made(element, "item", line) for line in lines)
    if not names_in(first) and names_participants(visible_text(first)) and items:
        return (_made(element, "list", [replace(first, name="head"), *items]),)
    if not items and (rest := _behind_colon(first)):
        return (_made(element, "list", [_made(element, "item", rest)]),)
    return ()


def _behind_colon(item: XmlElement) -> list[XmlElement | str]:
    """What stands behind `Participants:` at the start of a line; nothing if it begins in another way."""
    children = [each for each in item.children if not isinstance(each, str) or each.strip()]
    if len(children) > 1 and isinstance(children[0], XmlElement) and not visible_text(children[0]).endswith(":"):
        colon = children[1]
        is_apart = isinstance(colon, str) and colon.lstrip().startswith(":")
        children = [f"{visible_text(children[0])}{colon}", *children[2:]] if is_apart else []
    if not children:
        return []
    text = children[0] if isinstance(children[0], str) else visible_text(children[0])
    named, colon, rest = text.partition(":")
    return [rest, *children[1:]] if colon and names_participants(named.strip()) else []


def _columns(table: XmlElement) -> tuple[XmlElement, ...]:
    """A list for each column, below the side that its first cell names; none unless all other cells have people."""
    first, *rows = ([*row.elements()] for row in table.elements() if row.name == "row")
    cells = [cell for row in rows for cell in row]
    if not rows or any(len(row) != len(first) for row in rows) or not all(map(_is_side_cell, first)):
        return ()
    if not all(names_in(cell) or not visible_text(cell) for cell in cells):
        return ()
    columns: Sequence[tuple[XmlElement, ...]] = tuple(zip(first, *rows, strict=True))
    return tuple(
        _made(table, "list", [replace(top, name="head"), *(replace(cell, name="item") for cell in column)])
        for top, *column in columns
    )


def _is_side_cell(cell: XmlElement) -> bool:
    text = visible_text(cell)
    return not names_in(cell) and bool(text) and (is_side(text) or is_country(text) or is_neutral(text))


def _made(element: XmlElement, name: str, children: Sequence[XmlElement | str]) -> XmlElement:
    return replace(element, name=name, children=list(children))
