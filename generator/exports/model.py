"""A file that the site offers to programs: where it lies, what it rests on, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.schema.model import Ref


@dataclass(frozen=True, slots=True)
class Export:
    """One file: `path` is its address from the site's root (`persons/x/index.json`), `make` gives its bytes.

    `subject` is the thing that it is about, which its bytes depend on with what that thing leads to (a feed, with the
    rounds that follow a meeting), but on nothing else; `Ref("article", id)` for what belongs to an article. None for
    what depends on everything; of these, those of one `group` look up the same, and are best made by one process.
    """

    path: str
    subject: Ref | None
    make: Callable[[], bytes]
    group: str = ""
