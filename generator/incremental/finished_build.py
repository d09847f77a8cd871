"""The fingerprint of a finished build: while it holds, the next build has nothing to do."""

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from generator.incremental.file_stamp import FileStamp
from generator.incremental.fingerprints import InputScan, text_digests

_PLAIN = 2
"""The version of marshal's format in which equal values have equal bytes: no value refers to an earlier one."""


@dataclass(frozen=True, slots=True)
class FinishedBuild:
    """What a build read and wrote, as digests, and what it said.

    - `options`: the configuration and the tools
    - `inputs`: the stamps of all files that it read; `recent` are the texts of those whose stamp proves nothing
    - `site`: the stamps of all files of the site
    - `level`: the lowest level of messages that were logged
    - `messages`: the logger, level and text of each message
    """

    options: bytes
    inputs: bytes
    recent: Mapping[str, bytes]
    site: bytes
    level: int
    messages: tuple[tuple[str, int, str], ...]

    def has_same_inputs(self, inputs: InputScan) -> bool:
        """Whether the files to read are those of then."""
        if not inputs.doubtful.issubset(self.recent) or stamps_digest(inputs.seen, self.recent) != self.inputs:
            return False
        return text_digests(sorted(self.recent)) == self.recent


def recent_digests(inputs: InputScan) -> dict[str, bytes] | None:
    """The digests of the recent files; None if one was written during the build, or can't be compared."""
    recent = inputs.unchanged_recent()
    return recent if recent.keys() == inputs.doubtful else None


def stamps_digest(stamps: Mapping[str, FileStamp], without: Iterable[str] = ()) -> bytes:
    """A digest of files by path; of those `without` a stamp only the path counts."""
    rows, paths = {**stamps, **{path: None for path in without if path in stamps}}, sorted(stamps)
    return blake2b(marshal.dumps((paths, [rows[path] for path in paths]), _PLAIN), digest_size=16).digest()
