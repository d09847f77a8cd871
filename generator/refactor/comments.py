"""Keep what people wrote in one record as comments at the end of another."""

import re
from collections.abc import Sequence

from generator.records.yaml_document import YamlDocument

_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:")


def comments_of(document: YamlDocument) -> list[str]:
    """The comments of a record without their `#`, except the line that names its JSON Schema."""
    written = (comment for comment in document.comments if not _SCHEMA_LINE.match(comment))
    return [comment.removeprefix("#").removeprefix(" ").rstrip() for comment in written]


def with_comments(document: YamlDocument, old: str, lines: Sequence[str]) -> YamlDocument:
    """Add lines as comments to a record, below one that names the id they come from; without lines add nothing."""
    return document.append_comments([f"From {old}, which was merged into this:", *lines]) if lines else document
