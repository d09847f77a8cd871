"""Files of the last build, and files that are joined from parts of them, of which only what is needed is read."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

BLOCK = 1 << 20
"""So many bytes of a file are in memory at once."""


UNFINISHED = ".communique-unfinished"
"""The folder of a build under way, in the site's; MkDocs and web servers leave hidden names alone."""


class WrittenFile(NamedTuple):
    """The content of a file that stands already where it belongs, in the folder of the build under way."""

    path: Path

    def blocks(self) -> Iterator[bytes]:
        """All bytes in their order. Raises OSError."""
        with self.path.open("rb", buffering=0) as file:
            while block := file.read(BLOCK):
                yield block


class LastFile(NamedTuple):
    """A file that the last build left."""

    path: Path = Path()

    def size(self) -> int | None:
        """Its size in bytes; None if there is no such file."""
        try:
            return self.path.stat().st_size
        except OSError:
            return None

    @contextmanager
    def opened(self) -> Iterator[Callable[[range], bytes]]:
        """A function that reads the bytes at some places. It raises OSError, also if the file has fewer."""
        with self.path.open("rb", buffering=0) as file:

            def read(at: range) -> bytes:
                file.seek(at.start)
                data = file.read(len(at))
                while len(data) < len(at):
                    if not (more := file.read(len(at) - len(data))):
                        raise OSError(errno.EIO, os.strerror(errno.EIO), str(self.path))
                    data += more
                return data

            yield read


class SplicedFile(NamedTuple):
    """The content of a file: new bytes, and where others stand in a file of the last build."""

    last: LastFile
    parts: tuple[bytes | range, ...]

    def blocks(self) -> Iterator[bytes]:
        """All bytes in their order. Raises OSError."""
        waiting, size = list[bytes](), 0
        for data in self._data():
            waiting.append(data)
            size += len(data)
            if size >= BLOCK:
                yield b"".join(waiting)
                waiting, size = [], 0
        yield b"".join(waiting)

    def _data(self) -> Iterator[bytes]:
        with self.last.opened() as read:
            for part in self.parts:
                if isinstance(part, bytes):
                    yield part
                else:
                    yield from (read(part[at : at + BLOCK]) for at in range(0, len(part), BLOCK))

    def is_last(self) -> bool:
        """Whether the content is that of the last build's file."""
        at = 0
        with self.last.opened() as read:
            for part in self.parts:
                here = range(at, at + len(part))
                if part != (read(here) if isinstance(part, bytes) else here):
                    return False
                at = here.stop
        return at == self.last.size()


Content = bytes | SplicedFile | WrittenFile
"""The content of a file that the site offers."""


def blocks(content: Content) -> Iterable[bytes]:
    """The bytes of a content in blocks. Iterating raises OSError."""
    return (content,) if isinstance(content, bytes) else content.blocks()


def whole(content: Content) -> bytes:
    """All bytes of a content. Raises OSError."""
    return content if isinstance(content, bytes) else b"".join(content.blocks())
