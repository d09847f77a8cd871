"""A file of a project's cache with one value of ours, which is worth nothing without its project."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from generator.incremental import fingerprints
from generator.incremental.cache_folder import ROOT, is_tracked, link_to
from generator.incremental.codec import decode, encode

_Value = TypeVar("_Value")


class CacheFile(Generic[_Value]):
    """One value of a type; it is written only if builds keep anything in the project at `root`."""

    def __init__(self, root: Path, name: str, shape: type[_Value]) -> None:
        self._path, self._shape = root / ROOT / name, shape
        folder = self._path.parent
        self.is_ours = folder.is_dir() and not is_tracked(root) and not link_to(self._path, root)

    def read(self) -> _Value | None:
        """The value; None if there is none, or if it is damaged or of other versions of our tools."""
        if not self.is_ours:
            return None
        try:
            data = self._path.read_bytes()
        except OSError:
            return None
        return decode(data, fingerprints.tool_key(), self._shape)

    def write(self, value: _Value) -> None:
        """Replace the file in one step; where that fails, the next command does the work again."""
        if not self.is_ours:
            return
        new = self._path.with_name(f"{self._path.name}-{os.getpid()}")
        try:
            for torn in self._path.parent.glob(f"{self._path.name}-[0-9]*"):
                torn.unlink(missing_ok=True)
            new.write_bytes(encode(value, fingerprints.tool_key()))
            new.replace(self._path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
