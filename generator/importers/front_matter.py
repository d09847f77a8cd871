"""The front matter of imported documents: read from plain values, cleaned, and written as YAML."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from generator.articles.front import read_front
from generator.articles.front_entries import plain_value
from generator.articles.model import DRAFT, GENRES
from generator.importers.markdown import plain
from generator.importers.model import Metadata, text_keys
from generator.records.quoting import quote
from generator.text.source import SourceText
from generator.values import value_type

_STRUCTURED = ("authors", "excerpt", "reviewed", "retracted", "refused")
_TEXTS = text_keys()
_CHECKED = {"archived": "url", "retrieved": "date", "origin": "id", "corrects": "id"}


def metadata_of(entries: Mapping[str, object]) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata that plain values give, and the keys of those that no article can have.

    The values that are no texts, such as those of `authors` and `reviewed`, are those of JSON, or the YAML of one line.
    """
    known: dict[str, Any] = {}
    unusable = []
    for key, value in entries.items():
        found: object = None
        if key in _TEXTS and isinstance(value, str):
            found = _text(key, plain(value))
        elif key in _STRUCTURED:
            found = _structured(key, value)
        if found:
            known[key] = found
        else:
            unusable.append(key)
    return Metadata(**known), tuple(unusable)


def _text(key: str, text: str) -> str:
    is_choice = key != "genre" or text in GENRES
    is_valid = key not in _CHECKED or value_type(_CHECKED[key]).check(text) is None
    return text if text and is_choice and is_valid and (key != "review" or text == DRAFT) else ""


def _structured(key: str, value: object) -> object:
    """The value of an entry that is more than a text; None for one that an article can't have."""
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = f"---\ntitle: T\ndate: 2025-01-01\n{key}: {plain(written)}\n---\n"
    front, _ = read_front(SourceText("front matter", text))
    return getattr(front.matter, key) if front.matter else None


def clean_metadata(metadata: Metadata) -> Metadata:
    """The metadata with every text on one line, without control characters."""
    values: dict[str, Any] = {each.name: getattr(metadata, each.name) for each in fields(metadata)}
    clean: dict[str, Any] = {name: plain(value) if isinstance(value, str) else value for name, value in values.items()}
    return Metadata(**clean)


def front_lines(metadata: Metadata) -> Iterator[str]:
    """The entries of a front matter as YAML, each on its line."""
    for each in fields(metadata):
        value = plain_value(getattr(metadata, each.name))
        if value and not (each.name == "author" and metadata.authors):
            yield f"{each.name}: {quote(value) if isinstance(value, str) else flow(value)}"


def flow(value: object) -> str:
    """A value as the YAML of one line, between brackets or braces."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return quote(str(value), flow=True) if isinstance(value, str) else str(value)
