"""A page of the site, as Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its Markdown path from the site's root, and what it says.

    `title` and `description` are plain text, to be escaped by whoever shows them. `record` is the path of the file that
    a person edits to change the page, from the project's root, "" for none. `json_ld` is what machines read.
    `updated` is the day of the newest article that the page rests on, as YYYY-MM-DD, "" for none.
    """

    path: str
    title: str
    description: str
    text: str
    record: str
    updated: str
    json_ld: Mapping[str, object]
