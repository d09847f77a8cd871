"""Files that consist of a piece for each record or article: unchanged pieces are copied from the last build's file."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

Piece = tuple[str, Callable[[], bytes]]
"""The owner of a piece, and the function that makes it."""


_PieceSpan = tuple[int, int, tuple[str, ...]]
"""Where a piece begins in its file, its length in bytes, and the ids that it was made from."""
_NOWHERE: _PieceSpan = (0, 0, ())


class PieceLayout(NamedTuple):
    """The size of a file, and its pieces: the owner of each, and what `_PieceSpan` says, in columns.

    Columns are read from the store in half the time that as many rows take.
    """

    size: int
    owners: tuple[str, ...]
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    used: tuple[tuple[str, ...], ...]

    def spans(self) -> dict[str, _PieceSpan]:
        """The spans of the pieces by owner."""
        return dict(zip(self.owners, zip(self.starts, self.lengths, self.used, strict=True), strict=True))


class Part(NamedTuple):
    """A part of a file: a piece of an owner, or what stands between pieces and is made each time."""

    data: bytes
    owner: str = ""
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastFiles:
    """The site's folder as the last build left it, the layouts of files in it, and the ids that may have changed.

    A piece is copied if it used none of these; none is where `changed` is None.
    """

    folder: Path = Path()
    layouts: Mapping[str, PieceLayout] = field(default_factory=dict)
    changed: AbstractSet[str] | None = None

    def read(self, path: str) -> tuple[memoryview, Mapping[str, _PieceSpan]]:
        """The bytes of a file and its pieces; none if it is not the file that the build left."""
        layout = self.layouts.get(path)
        if layout and self.changed is not None:
            try:
                data = (self.folder / path).read_bytes()
            except OSError:
                data = b""
            if len(data) == layout.size:
                return memoryview(data), layout.spans()
        return memoryview(b""), {}


class Splicer:
    """Joins files from pieces; `layouts` are those of the files that it has joined.

    `watch` begins a new set of the ids that are looked up from then on.
    """

    def __init__(self, last: LastFiles = LastFiles(), watch: Callable[[], set[str]] = set) -> None:
        self._last, self._watch = last, watch
        self.layouts: dict[str, PieceLayout] = {}

    def parts(self, path: str, pieces: Iterable[Piece]) -> list[Part]:
        """The pieces of a file, each made only if it may have changed."""
        (data, known), changed, parts = self._last.read(path), self._last.changed or frozenset(), []
        for owner, make in tuple(pieces):
            start, length, used = known.get(owner, _NOWHERE)
            if owner in known and changed.isdisjoint(used):
                parts.append(Part(bytes(data[start : start + length]), owner, used))
            else:
                ids = self._watch()
                parts.append(Part(make(), owner, tuple(ids)))
        return parts

    def join(self, path: str, parts: Iterable[Part]) -> bytes:
        """The bytes of a file; its owners are unique."""
        parts, start, pieces = tuple(parts), 0, list[tuple[str, int, int, tuple[str, ...]]]()
        for data, owner, used in parts:
            if owner:
                pieces.append((owner, start, len(data), used))
            start += len(data)
        owners, starts, lengths, ids = zip(*pieces, strict=True) if pieces else ((), (), (), ())
        self.layouts[path] = PieceLayout(start, owners, starts, lengths, ids)
        return b"".join(part.data for part in parts)


def separated(parts: Iterable[Part], separator: bytes) -> list[Part]:
    """The parts with a separator between those that are not empty."""
    made, between = list[Part](), b""
    for part in parts:
        made += [Part(between), part] if part.data else [part]
        between = separator if part.data else between
    return made
