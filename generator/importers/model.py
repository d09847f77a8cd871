"""What an importer finds in a file: metadata, and the text in blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Literal, TypeAlias

from generator.articles.model import Author, Excerpt, Refusal, Retraction, Reviewed

BlockKind: TypeAlias = Literal["paragraph", "heading", "item", "quote", "row"]


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """A block of a text: `lines` are those that a reader sees apart, or the cells of a table's row."""

    kind: BlockKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter of an imported text, "" for what is unknown; dates are EDTF, `author` names all authors.

    The values from `archived` on are no part of its `repr`, by which ledgers know what was imported.
    """

    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    licence: str = ""
    retrieved: str = ""
    archived: str = field(default="", repr=False)
    genre: str = field(default="", repr=False)
    origin: str = field(default="", repr=False)
    corrects: str = field(default="", repr=False)
    review: str = field(default="", repr=False)
    authors: tuple[Author, ...] = field(default=(), repr=False)
    excerpt: Excerpt | None = field(default=None, repr=False)
    reviewed: Reviewed | None = field(default=None, repr=False)
    retracted: Retraction | None = field(default=None, repr=False)
    refused: tuple[Refusal, ...] = field(default=(), repr=False)

    def over(self, other: "Metadata") -> "Metadata":
        """These values, and those of `other` where there are none."""
        known = {each.name: value for each in fields(self) if (value := getattr(self, each.name))}
        return replace(other, **(known | {"authors": self.authors} if self.author else known))

    def by(self, authors: Sequence[Author]) -> "Metadata":
        """These values with authors: one person by name, several and organizations as a list."""
        found = tuple(dict.fromkeys(each for each in authors if each.name))
        is_plain = len(found) < 2 and not any(each.is_organization for each in found)  # noqa: PLR2004 -- several
        return replace(self, author=", ".join(each.name for each in found), authors=() if is_plain else found)


def text_keys() -> tuple[str, ...]:
    """The keys of metadata whose values are texts."""
    return tuple(each.name for each in fields(Metadata) if each.default == "")


@dataclass(frozen=True, slots=True)
class Imported:
    """A text with its metadata, and notes about a day that was read with doubt."""

    metadata: Metadata
    blocks: tuple[ImportedBlock, ...] = ()
    notes: tuple[str, ...] = ()
