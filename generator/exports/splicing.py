"""Files that consist of a piece for each record or article: unchanged pieces are copied from the last build's file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from dataclasses import dataclass, field
from errno import ENOENT
from itertools import accumulate
from operator import add, sub
from os import strerror
from pathlib import Path
from sys import intern
from typing import NamedTuple, TypeVar

from generator.last_file import UNFINISHED, Content, LastFile, SplicedFile, WrittenFile, whole
from generator.schema.model import Ref

_Item = TypeVar("_Item")


class Pieces(NamedTuple):
    """The pieces of a file in their order: their owners, and the function that makes one by its number."""

    owners: tuple[str, ...]
    make_piece: Callable[[int], bytes]

    def and_then(self, others: "Pieces") -> "Pieces":
        """These pieces and others behind them."""
        count = len(self.owners)

        def make_piece(number: int) -> bytes:
            return self.make_piece(number) if number < count else others.make_piece(number - count)

        return Pieces(self.owners + others.owners, make_piece)


def owner_of(ref: Ref) -> str:
    """The owner of the pieces of a record."""
    return f"{ref.kind}/{ref.id}"


def pieces_of(items: Iterable[_Item], make: Callable[[_Item], bytes], owner: Callable[[_Item], str]) -> Pieces:
    """A piece of each item; their owners are unique."""
    items = tuple(items)
    return Pieces(tuple(map(owner, items)), lambda number: make(items[number]))


_PieceSpan = tuple[int, int, tuple[str, ...]]
"""Where a piece begins in its file, its length in bytes, and the ids that it was made from."""
_NOWHERE: _PieceSpan = (0, 0, ())


class PieceLayout(NamedTuple):
    """The size of a file, and its pieces: the owner of each, how many bytes stand `before` it, its length, its ids.

    Columns are read from the store in half the time that as many rows take; where a piece begins is not stored, for
    it is another after each change of an earlier one.
    """

    size: int
    owners: tuple[str, ...]
    before: tuple[int, ...]
    lengths: tuple[int, ...]
    used: tuple[tuple[str, ...], ...]

    def shared(self) -> "PieceLayout":
        """The same layout, made of shared strings: many pieces use the same ids."""
        used = tuple(tuple(map(intern, ids)) for ids in self.used)
        return self._replace(owners=tuple(map(intern, self.owners)), used=used)

    def starts(self) -> list[int]:
        """Where each piece begins."""
        return list(map(sub, accumulate(map(add, self.before, self.lengths)), self.lengths))

    def spans(self) -> dict[str, _PieceSpan]:
        """The spans of the pieces by owner."""
        return dict(zip(self.owners, zip(self.starts(), self.lengths, self.used, strict=True), strict=True))


class Part(NamedTuple):
    """A part of a file: a piece of an owner, or what stands between pieces and is made each time.

    Its `data` is new, or where it stands in the last build's file.
    """

    data: bytes | range
    owner: str = ""
    used: tuple[str, ...] = ()


class _NewPiece(NamedTuple):
    data: bytes
    used: tuple[str, ...]


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

    def parts(self, path: str, pieces: Pieces) -> list[Part]:
        """The pieces of a file, each made only if it may have changed."""
        last, changed, parts = self._last.find(path), self._last.changed or frozenset(), list[Part]()
        known = self._last.layouts[path].spans() if last else {}
        for number, owner in enumerate(pieces.owners):
            start, length, used = known.get(owner, _NOWHERE)
            if owner in known and changed.isdisjoint(used):
                parts.append(Part(range(start, start + length), owner, used))
            else:
                ids = self._watch()
                parts.append(Part(pieces.make_piece(number), owner, tuple(ids)))
        self._changes[path] = _changes(last, known, parts) if last else None
        return parts

    def data(self, path: str, parts: Iterable[Part]) -> Iterator[bytes]:
        """The bytes of each of some parts of a file."""
        with ExitStack() as opened:
            read: Callable[[range], bytes] | None = None
            for data, *_ in parts:
                if isinstance(data, bytes):
                    yield data
                else:
                    read = read or opened.enter_context(LastFile(self._last.folder / path).opened())
                    yield read(data)

    def join(self, path: str, parts: Iterable[Part]) -> Content | None:
        """The content of a file, None if it is that of the last build's; its owners are unique."""
        parts, size, between, pieces = tuple(parts), 0, 0, list[tuple[str, int, int, tuple[str, ...]]]()
        for data, owner, used in parts:
            size += len(data)
            between += len(data)
            if owner:
                pieces.append((owner, between - len(data), len(data), used))
                between = 0
        owners, before, lengths, ids = zip(*pieces, strict=True) if pieces else ((), (), (), ())
        self.layouts[path] = PieceLayout(size, owners, before, lengths, ids)
        made = SplicedFile(LastFile(self._last.folder / path), tuple(part.data for part in parts))
        if self._changes.get(path) == _NOTHING and made.is_last():
            return None
        new = [data for data in made.parts if isinstance(data, bytes)]
        return b"".join(new) if len(new) == len(made.parts) else made

    def joined(
        self, path: str, pieces: Pieces, around: Callable[[Sequence[Part]], Iterable[Part]] = tuple
    ) -> Content | None:
        """A file of pieces, None if it is the last build's: then it is not even read.

        `around` adds what stands around pieces, which depends on what changes all files, and on which pieces are empty.
        """
        layout, changed = self._last.layouts.get(path), self._last.changed
        if layout is not None and changed is not None and layout.owners == pieces.owners:
            stale = [number for number, used in enumerate(layout.used) if not changed.isdisjoint(used)]
            if not stale:
                self.layouts[path], self._changes[path] = layout, _NOTHING
                return None
            if (last := self._last.find(path)) and (new := self._replaced(layout, pieces.make_piece, stale)):
                return self._spliced(path, layout, new, last)
        return self.join(path, around(self.parts(path, pieces)))

    def _replaced(
        self, layout: PieceLayout, make: Callable[[int], bytes], stale: Iterable[int]
    ) -> dict[int, _NewPiece] | None:
        """Pieces made again, by their numbers; None if any is empty that was not, or the other way round."""
        new = dict[int, _NewPiece]()
        for number in stale:
            ids = self._watch()
            new[number] = _NewPiece(make(number), tuple(ids))
        return new if all(bool(new[number].data) == bool(layout.lengths[number]) for number in new) else None

    def _spliced(self, path: str, layout: PieceLayout, made: Mapping[int, _NewPiece], last: LastFile) -> Content | None:
        """The last build's file with some pieces replaced, None if they are the same."""
        starts, used, lengths, new = layout.starts(), list(layout.used), list(layout.lengths), dict[int, bytes]()
        with last.opened() as read:
            for number, piece in made.items():
                used[number] = piece.used
                if piece.data != read(range(starts[number], starts[number] + layout.lengths[number])):
                    new[number], lengths[number] = piece.data, len(piece.data)
        size = layout.size + sum(lengths) - sum(layout.lengths)
        self.layouts[path] = layout._replace(size=size, lengths=tuple(lengths), used=tuple(used))
        self._changes[path] = _replacements(layout, lengths, new) if new else _NOTHING
        done, parts = 0, list[bytes | range]()
        for number, data in new.items():
            parts += (range(done, starts[number]), data)
            done = starts[number] + layout.lengths[number]
        return SplicedFile(last, (*parts, range(done, layout.size))) if new else None

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

    def forget(self) -> None:
        """Let go of the layouts of the files that were joined so far."""
        self.layouts.clear()
        self._changes.clear()

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
