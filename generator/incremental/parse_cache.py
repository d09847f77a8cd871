"""What the files of a project said when a build read them last: to take them apart again is half of its reading.

Only builds look here: `extract` and `check` believe nothing but the files themselves.
"""

import pickle  # nosec B403 -- our own cache, which is trusted like templates
import sys
from pathlib import Path

from generator.incremental import checksummed_file, fingerprints
from generator.memo import Memo

_SHARE = 10


def load(path: Path) -> Memo:
    """What was kept, nothing where it can't be trusted or is another version's."""
    body = checksummed_file.read(path, _key())
    if body is None:
        return Memo()
    found: Memo = pickle.loads(body)  # noqa: S301 # nosec B301 -- this very version wrote it, and it is whole
    return found


def keep(path: Path, memory: Memo) -> None:
    """Keep it for the next build where much of it is new: else the few are read again."""
    if memory.fresh * _SHARE > len(memory):
        memory.forget_others()
        checksummed_file.write(path, _key(), pickle.dumps(memory, pickle.HIGHEST_PROTOCOL))


def _key() -> bytes:
    """A digest of all that the meaning of a text rests on: the tool, and its Python."""
    return fingerprints.digest_of([sys.implementation.cache_tag, sys.version], ())
