"""What persons wrote in one record, kept as comments at the end of another."""

import re
from collections.abc import Sequence

from generator.records.edit import OpenRecord, open_record
from generator.records.layout import comments, newline
from generator.records.splice import EditRejected
from generator.text import yaml_tree

_HEADER = re.compile(r"#\s*yaml-language-server:")


def comments_of(draft: OpenRecord) -> list[str]:
    """The comments of a record, without their signs; the line that names its JSON Schema is none of a person's."""
    words = (draft.text[start:end] for start, end in comments(draft.text, draft.tree))
    return [text.removeprefix("#").removeprefix(" ").rstrip() for text in words if not _HEADER.match(text)]


def with_comments(draft: OpenRecord, old: str, lines: Sequence[str]) -> OpenRecord | EditRejected:
    """A record with lines behind it, as comments under one that says which id they come from; as it is without any."""
    if not lines:
        return draft
    stop = newline(draft.text)
    gap = "" if draft.text.endswith(("\n", "\r")) or not draft.text else stop
    told = (f"# From {old}, which was merged into this:", *(f"# {line}".rstrip() for line in lines))
    changed = open_record(f"{draft.text}{gap}{''.join(line + stop for line in told)}")
    if isinstance(changed, EditRejected) or yaml_tree.plain(changed.tree) != yaml_tree.plain(draft.tree):
        return EditRejected("its last lines leave no place for comments behind them")
    return changed
