"""What an importer finds in a file: metadata, and the text in blocks."""

from dataclasses import dataclass, fields, replace
from typing import Literal, TypeAlias

BlockKind: TypeAlias = Literal["paragraph", "heading", "item", "quote", "row"]


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """A block of a text: `lines` are those that a reader sees apart, or the cells of a table's row."""

    kind: BlockKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a text comes from, "" for what is unknown; dates are EDTF, `author` names all authors."""

    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    licence: str = ""
    retrieved: str = ""

    def over(self, other: "Metadata") -> "Metadata":
        """These values, and those of `other` where there are none."""
        return replace(other, **{each.name: value for each in fields(self) if (value := getattr(self, each.name))})


@dataclass(frozen=True, slots=True)
class Imported:
    """A text with its metadata, and notes about what was read with doubt."""

    metadata: Metadata
    blocks: tuple[ImportedBlock, ...] = ()
    notes: tuple[str, ...] = ()
