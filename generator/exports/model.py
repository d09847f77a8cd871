"""A file that the site offers to programs: its path, its dependencies, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.last_file import Content
from generator.schema.model import Ref


@dataclass(frozen=True, slots=True)
class Export:
    """One file: `path` is relative to the site's root (`persons/x/index.json`), and `make` returns its bytes.

    `make` returns None if the file is there already: the last build left the same bytes.

    `subject` is the record that it is about; its bytes depend on that record and what it links to, and on nothing else.
    It is `Ref("article", id)` for files of an article, and None for a file that depends on everything. Of the latter,
    those with the same `group` share their look-ups and should be made by one process.
    """

    path: str
    subject: Ref | None
    make: Callable[[], Content | None]
    group: str = ""
