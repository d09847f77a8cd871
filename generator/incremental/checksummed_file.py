"""Files that are whole or not there: what a build keeps for the next one."""

import os
from hashlib import blake2b
from pathlib import Path

_DIGEST = 32


def read(path: Path, key: bytes) -> bytes | None:
    """What a file holds; None where there is none that can be trusted: half-written, or written under another key."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = data[_DIGEST:]
    return body if _digest(body, key) == data[:_DIGEST] else None


def write(path: Path, key: bytes, body: bytes) -> None:
    """Write a file in one step; `key` is a digest of all that its meaning rests on, of 64 bytes at most."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}-{os.getpid()}")
    new.write_bytes(_digest(body, key) + body)
    new.replace(path)


def _digest(body: bytes, key: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST, key=key).digest()
