"""Templates as an earlier build compiled them: that takes longer than to write the few pages that changed."""

import sys
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.incremental.manifest import Codes, read_codes, write


class Compiled(BytecodeCache):
    """What Jinja asks for the code of a template; `folder` is that of the build's other notes, `key` theirs.

    The file is trusted as templates are, which can run any code, too: it lies in the project, and never in git.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self.path, self.key = folder / f"templates.{str(sys.implementation.cache_tag).replace('-', '')}", key
        self.known = dict(read_codes(self.path, key).codes)
        self.has_new = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A template's path, which may hold any bytes: Jinja's own key is made of UTF-8 only."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose text is the same."""
        text, code = self.known.get(bucket.key, ("", None))
        if text == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Note the code of a template."""
        if bucket.code:
            self.known[bucket.key] = bucket.checksum, bucket.code
            self.has_new = True

    def keep(self) -> None:
        """Write down what was compiled, for the next build."""
        if self.has_new:
            write(self.path, self.key, Codes(self.known))
