"""Long lists in sections: by the first letter, by the year; a short list is one section."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from generator.pages.alphabet import OTHER, anchor, initial
from generator.pages.periods import when
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

T = TypeVar("T")

SHORT = 40
"""Up to so many entries a list is one section."""


class Section(NamedTuple):
    """A part of a list: its anchor, its heading ("" for the only one), and its rows in the list's order."""

    id: str
    label: str
    rows: Sequence[Any]


def by_letter(rows: Sequence[T], name: Callable[[T], str]) -> tuple[Section, ...]:
    """Rows under the first letter of their names, without accents; digits and signs under #."""
    if len(rows) <= SHORT:
        return (Section("all", "", rows),) if rows else ()
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[initial(name(row))].append(row)
    order = sorted(found, key=lambda letter: (letter == OTHER, letter))
    return tuple(Section(anchor(letter), letter, found[letter]) for letter in order)


def by_year(site: SiteIndex, refs: Iterable[Ref], field: str) -> tuple[Section, ...]:
    """Things by the year of their date, in the order given; those of no certain year last."""
    found: dict[str, list[Ref]] = defaultdict(list)
    for ref in refs:
        found[when(site.base.records[ref].text(field)).year].append(ref)
    if sum(map(len, found.values())) <= SHORT:
        return tuple(Section("all", "", tuple(r for rows in found.values() for r in rows)) for _ in [0] if found)
    place = site.place("")
    return tuple(
        Section(f"year-{year or 'undated'}", place.date(year) if year else site.catalogue["undated_year"], found[year])
        for year in sorted(found, reverse=True)
    )
