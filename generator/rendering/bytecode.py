"""Jinja's bytecode cache for templates of any path, on any disk."""

import shutil
from contextlib import suppress
from hashlib import blake2b
from os import fsencode
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class TemplateBytecode(FileSystemBytecodeCache):
    """Keeps the bytecode of templates in a folder of its own below `folder`, for one version of all tools.

    It is trusted like templates, which can run any code, too.
    """

    def __init__(self, folder: Path, tools: bytes) -> None:
        own = folder / tools.hex()[:16]
        with suppress(OSError):
            for other in folder.iterdir() if folder.is_dir() else ():
                if other != own:
                    shutil.rmtree(other, ignore_errors=True)
            own.mkdir(parents=True, exist_ok=True)
        super().__init__(str(own))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A digest of the template's path, which may hold any bytes; Jinja's own takes UTF-8 only."""
        return blake2b(fsencode(filename or name), digest_size=16).hexdigest()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bytecode, if the disk takes it: without it the next build compiles the template again."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
