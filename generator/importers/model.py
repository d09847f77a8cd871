"""What an importer finds in a file: metadata, and the text in blocks."""

from dataclasses import dataclass, field, fields, replace
from typing import Literal, TypeAlias

from generator.articles.model import Author, Excerpt, Retraction, Reviewed

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

    def over(self, other: "Metadata") -> "Metadata":
        """These values, and those of `other` where there are none."""
        return replace(other, **{each.name: value for each in fields(self) if (value := getattr(self, each.name))})


def text_keys() -> tuple[str, ...]:
    """The keys of metadata whose values are texts."""
    return tuple(each.name for each in fields(Metadata) if each.default == "")


@dataclass(frozen=True, slots=True)
class Imported:
    """A text with its metadata, and notes about what was read with doubt."""

    metadata: Metadata
    blocks: tuple[ImportedBlock, ...] = ()
    notes: tuple[str, ...] = ()
