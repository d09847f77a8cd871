"""Files that consist of a piece for each record or article: unchanged pieces are copied from the last build's file."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

Lengths = Mapping[str, int]
"""The lengths in bytes of the pieces of a file, in their order, by owner; "" owns what is before the first."""
Piece = tuple[str, Callable[[], bytes]]
"""The owner of a piece, and the function that makes it."""
_HEAD = ""


@dataclass(frozen=True, slots=True)
class LastFiles:
    """The site's folder as the last build left it, and the lengths of the pieces of its files.

    The owner of a piece is the path of its record's or article's `index.json`, which looks up all that the piece does;
    `current` are the owners of which nothing has changed.
    """

    folder: Path = Path()
    lengths: Mapping[str, Lengths] = field(default_factory=dict)
    current: AbstractSet[str] = frozenset()


class Splicer:
    """Joins pieces to files; `lengths` are those of the files that it has joined."""

    def __init__(self, last: LastFiles = LastFiles()) -> None:
        self._last = last
        self.lengths: dict[str, Lengths] = {}

    def join(self, path: str, head: bytes, pieces: Iterable[Piece]) -> bytes:
        """The bytes of a file: its head, and a piece for each owner, made only if it may have changed."""
        known = self._known(path)
        made = {_HEAD: head}
        for owner, make in pieces:
            if piece := known.get(owner, b"") if known and owner in self._last.current else make():
                made[owner] = piece
        self.lengths[path] = {owner: len(piece) for owner, piece in made.items()}
        return b"".join(made.values())

    def _known(self, path: str) -> Mapping[str, bytes]:
        """The pieces of the last build's file; none if it is not the file that the build left."""
        lengths = self._last.lengths.get(path)
        if not lengths:
            return {}
        try:
            data = (self._last.folder / path).read_bytes()
        except OSError:
            return {}
        if len(data) != sum(lengths.values()):
            return {}
        found, start = dict[str, bytes](), 0
        for owner, length in lengths.items():
            found[owner] = data[start : start + length]
            start += length
        return found
