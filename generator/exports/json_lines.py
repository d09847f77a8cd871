"""JSON Lines: one object per line."""

import json
from collections.abc import Mapping

encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
"""A value as JSON on one line."""


def line(value: Mapping[str, object]) -> bytes:
    """An object on its own line."""
    return f"{encode(value)}\n".encode()
