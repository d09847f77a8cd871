"""Files that consist of a piece for each record or article: unchanged pieces are copied from the last build's file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import nullcontext
from dataclasses import dataclass, field
from errno import ENOENT
from itertools import accumulate
from os import strerror
from pathlib import Path
from typing import NamedTuple

from generator.last_file import UNFINISHED, Content, LastFile, SplicedFile, WrittenFile, whole

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

    def at(self, number: int) -> range:
        """Where a piece stands."""
        return range(self.starts[number], self.starts[number] + self.lengths[number])

    def spans(self) -> dict[str, _PieceSpan]:
        """The spans of the pieces by owner."""
        return dict(zip(self.owners, zip(self.starts, self.lengths, self.used, strict=True), strict=True))


class Part(NamedTuple):
    """A part of a file: a piece of an owner, or what stands between pieces and is made each time.

    Its `data` is new, or where it stands in the last build's file.
    """

    data: bytes | range
    owner: str = ""
    used: tuple[str, ...] = ()


class NewPieces(NamedTuple):
    """New pieces of a file, joined: `before` and `after` own the unchanged pieces around them, "" at an end."""

    before: str
    after: str
    data: bytes


class PieceChanges(NamedTuple):
    """What differs from the last build's file: the owners whose pieces are gone, perhaps for others, and new pieces."""

    gone: tuple[str, ...]
    runs: tuple[NewPieces, ...]


_NOTHING = PieceChanges((), ())


@dataclass(frozen=True, slots=True)
class LastFiles:
    """The site's folder as the last build left it, the layouts of files in it, and the ids that may have changed.

    A piece is copied if it used none of these; none is where `changed` is None.
    """

    folder: Path = Path()
    layouts: Mapping[str, PieceLayout] = field(default_factory=dict)
    changed: AbstractSet[str] | None = None

    def find(self, path: str) -> LastFile | None:
        """A file; None if it is not the file that the build left."""
        layout = self.layouts.get(path)
        if layout is None or self.changed is None:
            return None
        found = LastFile(self.folder / path)
        return found if found.size() == layout.size else None


class Splicer:
    """Joins files from pieces; `layouts` are those of the files that it has joined.

    `watch` begins a new set of the ids that are looked up from then on.
    """

    def __init__(self, last: LastFiles = LastFiles(), watch: Callable[[], set[str]] = set) -> None:
        self._last, self._watch = last, watch
        self._changes: dict[str, PieceChanges | None] = {}
        self.layouts: dict[str, PieceLayout] = {}

    def parts(self, path: str, pieces: Iterable[Piece]) -> list[Part]:
        """The pieces of a file, each made only if it may have changed."""
        last, changed, parts = self._last.find(path), self._last.changed or frozenset(), list[Part]()
        known = self._last.layouts[path].spans() if last else {}
        for owner, make in tuple(pieces):
            start, length, used = known.get(owner, _NOWHERE)
            if owner in known and changed.isdisjoint(used):
                parts.append(Part(range(start, start + length), owner, used))
            else:
                ids = self._watch()
                parts.append(Part(make(), owner, tuple(ids)))
        self._changes[path] = _changes(last, known, parts) if last else None
        return parts

    def data(self, path: str, part: Part) -> bytes:
        """The bytes of a part of a file."""
        spliced = SplicedFile(LastFile(self._last.folder / path), (part.data,))
        return part.data if isinstance(part.data, bytes) else whole(spliced)

    def join(self, path: str, parts: Iterable[Part]) -> Content | None:
        """The content of a file, None if it is that of the last build's; its owners are unique."""
        parts, start, pieces = tuple(parts), 0, list[tuple[str, int, int, tuple[str, ...]]]()
        for data, owner, used in parts:
            if owner:
                pieces.append((owner, start, len(data), used))
            start += len(data)
        owners, starts, lengths, ids = zip(*pieces, strict=True) if pieces else ((), (), (), ())
        self.layouts[path] = PieceLayout(start, owners, starts, lengths, ids)
        made = SplicedFile(LastFile(self._last.folder / path), tuple(part.data for part in parts))
        if self._changes.get(path) == _NOTHING and made.is_last():
            return None
        new = [data for data in made.parts if isinstance(data, bytes)]
        return b"".join(new) if len(new) == len(made.parts) else made

    def joined(self, path: str, pieces: Sequence[Piece], head: bytes = b"") -> Content | None:
        """A file of a head and pieces, None if it is the last build's: then it is not even read."""
        layout = self._same_owners(path, pieces, len(head))
        if layout is None:
            return self.join(path, (Part(head), *self.parts(path, pieces)))
        changed = self._last.changed or frozenset()
        stale = [number for number, used in enumerate(layout.used) if not changed.isdisjoint(used)]
        last = self._last.find(path) if stale else LastFile()
        if last is None:
            return self.join(path, (Part(head), *self.parts(path, pieces)))
        return self._replaced(path, layout, {number: pieces[number][1] for number in stale}, last)

    def _same_owners(self, path: str, pieces: Sequence[Piece], head: int) -> PieceLayout | None:
        """The layout of the last build's file if it has the same pieces; its head depends on what changes all files."""
        layout = self._last.layouts.get(path)
        if layout is None or self._last.changed is None or layout.owners != tuple(owner for owner, _ in pieces):
            return None
        is_same = layout.starts[:1] == (head,) if pieces else layout.size == head
        return layout if is_same else None

    def _replaced(
        self, path: str, layout: PieceLayout, stale: Mapping[int, Callable[[], bytes]], last: LastFile
    ) -> Content | None:
        """The last build's file with some pieces made again, None if they are the same."""
        used, lengths, new = list(layout.used), list(layout.lengths), dict[int, bytes]()
        for number, make in stale.items():
            ids, new[number] = self._watch(), make()
            used[number] = tuple(ids)
        with last.opened() if new else nullcontext() as read:
            same = [number for number, piece in new.items() if read and piece == read(layout.at(number))]
        for number in same:
            del new[number]
        for number, piece in new.items():
            lengths[number] = len(piece)
        starts = tuple(accumulate(lengths[:-1], initial=layout.starts[0])) if lengths else ()
        size = layout.size + sum(lengths) - sum(layout.lengths)
        self.layouts[path] = PieceLayout(size, layout.owners, starts, tuple(lengths), tuple(used))
        self._changes[path] = _replacements(layout, lengths, new)
        if not new:
            return None
        done, parts = 0, list[bytes | range]()
        for number, piece in new.items():
            parts += (range(done, layout.starts[number]), piece)
            done = layout.starts[number] + layout.lengths[number]
        return SplicedFile(last, (*parts, range(done, layout.size)))

    def keep(self, path: str, data: bytes) -> bytes:
        """The bytes of a file without pieces, which `last` gives to the next build."""
        self.layouts[path] = PieceLayout(len(data), (), (), (), ())
        return data

    def updated(self, path: str, update: Callable[[Path], bool]) -> WrittenFile | None:
        """A copy of the last build's file, kept and changed by `update`; None if there is none, or if that fails.

        Raises OSError, also if a full disk takes only a part.
        """
        last, copy = self._last.find(path), self._last.folder / UNFINISHED / path
        if last is None:
            return None
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            with copy.open("wb") as file:
                file.writelines(WrittenFile(last.path).blocks())
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(copy)) from None
        if not update(copy):
            copy.unlink()
            return None
        self.layouts[path] = PieceLayout(copy.stat().st_size, (), (), (), ())
        return WrittenFile(copy)

    def is_kept(self, path: str, made_of: Iterable[str]) -> bool:
        """Whether a file is the last build's, because the joined files that it is made of are; then it is kept."""
        layout = self._last.layouts.get(path)
        is_same = layout is not None and all(self._changes.get(each) == _NOTHING for each in made_of)
        if layout and is_same:
            self.layouts[path] = layout
        return is_same

    def size(self, path: str) -> int:
        """The size of a file that was joined."""
        return self.layouts[path].size

    def last(self, path: str) -> bytes | None:
        """The file that the last build left; None if there is none that can be used."""
        found = self._last.find(path)
        return whole(SplicedFile(found, (range(self._last.layouts[path].size),))) if found else None

    def last_of(self, path: str) -> bytes:
        """The file that the last build left, which is kept. Raises FileNotFoundError if it is gone since."""
        if (data := self.last(path)) is None:
            raise FileNotFoundError(ENOENT, strerror(ENOENT), path)
        return data

    def changes(self, path: str) -> PieceChanges | None:
        """What differs in a file that was joined; None if nothing of the last build's could be used."""
        return self._changes.get(path)


def _changes(last: LastFile, known: Mapping[str, _PieceSpan], parts: Iterable[Part]) -> PieceChanges | None:
    """What differs in a file; None if unchanged pieces have another order. Empty pieces are none."""
    kept, runs, new, before, end = set[str](), list[NewPieces](), list[bytes](), "", -1
    with last.opened() as read:
        for piece, owner, _ in (part for part in parts if part.data):
            start, length, _ = known.get(owner, _NOWHERE)
            if isinstance(piece, bytes) and (length != len(piece) or piece != read(range(start, start + length))):
                new.append(piece)
                continue
            if start < end:
                return None
            runs += [NewPieces(before, owner, b"".join(new))] if new else []
            kept.add(owner)
            new, before, end = [], owner, start
    runs += [NewPieces(before, "", b"".join(new))] if new else []
    gone = tuple(owner for owner, (_, length, _) in known.items() if length and owner not in kept)
    return PieceChanges(gone, tuple(runs))


def _replacements(layout: PieceLayout, lengths: Sequence[int], new: Mapping[int, bytes]) -> PieceChanges:
    """What differs in a file of the same owners; `lengths` are those of its pieces now."""
    runs: dict[tuple[str, str], list[bytes]] = {}
    kept = [number not in new and length > 0 for number, length in enumerate(lengths)]
    for number, piece in new.items():
        before = next((layout.owners[n] for n in range(number - 1, -1, -1) if kept[n]), "")
        after = next((layout.owners[n] for n in range(number + 1, len(kept)) if kept[n]), "")
        if piece:
            runs.setdefault((before, after), []).append(piece)
    gone = tuple(layout.owners[number] for number in new if layout.lengths[number])
    return PieceChanges(gone, tuple(NewPieces(*between, b"".join(pieces)) for between, pieces in runs.items()))


def separated(parts: Iterable[Part], separator: bytes) -> list[Part]:
    """The parts with a separator between those that are not empty."""
    made, between = list[Part](), b""
    for part in parts:
        made += [Part(between), part] if part.data else [part]
        between = separator if part.data else between
    return made
