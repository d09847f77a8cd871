"""Splits long lists into sections by first letter or year; a short list is one section."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from generator.pages.dates import when
from generator.pages.page_context import PageContext
from generator.schema.model import Ref
from generator.values.collation import collation_key

T = TypeVar("T")

SHORT = 40
"""Up to so many entries a list is one section."""
_ALPHABET = "en"
OTHER = "#"
"""The section of names that begin with a digit or a sign."""
UNDATED = "undated"
"""The section of what has no certain year."""


class Section(NamedTuple):
    """A part of a list: its anchor, its heading ("" for the only one), and its rows in the list's order."""

    id: str
    label: str
    rows: Sequence[Any]


def initial(name: str) -> str:
    """The first letter of a name in upper case, a Latin one without its accent: É is under E, ї under Ї."""
    first = name.strip()[:1]
    bare = unicodedata.normalize("NFD", first)[:1]
    letter = (bare if bare.isascii() else first).upper()[:1]
    return letter if letter.isalpha() else OTHER


def anchor(letter: str) -> str:
    """A letter as part of a URL."""
    return "letter-other" if letter == OTHER else f"letter-{letter.lower()}"


def by_letter(
    rows: Sequence[T], name: Callable[[T], str], collate: Callable[[str, str], bytes] = collation_key
) -> tuple[Section, ...]:
    """Rows by the first letter of their names, without accents; digits and signs under #. `collate` orders letters."""
    if len(rows) <= SHORT:
        return (Section("all", "", rows),) if rows else ()
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[initial(name(row))].append(row)
    order = sorted(found, key=lambda letter: (letter == OTHER, collate(letter, _ALPHABET)))
    return tuple(Section(anchor(letter), letter, found[letter]) for letter in order)


def by_year(page: PageContext, refs: Iterable[Ref], field: str) -> tuple[Section, ...]:
    """Records by the year of a date field, in the order given; those of no certain year last."""
    found: dict[str, list[Ref]] = defaultdict(list)
    for ref in refs:
        found[when(page.base.records[ref].text(field)).year].append(ref)
    if sum(map(len, found.values())) <= SHORT:
        return tuple(Section("all", "", tuple(r for rows in found.values() for r in rows)) for _ in [0] if found)
    return tuple(
        Section(f"year-{year or UNDATED}", page.date(year) if year else page.text("undated_year"), found[year])
        for year in sorted(found, reverse=True)
    )
