"""A file that the site offers to programs: where it lies, what it rests on, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.schema.model import Ref


@dataclass(frozen=True, slots=True)
class Export:
    """One file: `path` is its address from the site's root (`persons/x/index.json`), `make` gives its bytes.

    `subject` is the thing whose neighbourhood alone the bytes depend on: its record, those that it names or that name
    it, and the articles that mention any of these; `Ref("article", id)` for what belongs to an article. None for what
    depends on everything.
    """

    path: str
    subject: Ref | None
    make: Callable[[], bytes]
