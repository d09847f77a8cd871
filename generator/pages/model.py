"""A page of the site: before its template, and as Markdown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class TemplateContext(Protocol):
    """What a template is rendered with; `contexts` has the classes."""

    def variables(self) -> dict[str, object]:
        """The variables for the template."""


class AlternateForm(NamedTuple):
    """Another form of a page: its media type, its title, and its address from the site's root."""

    type: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its Markdown path from the site's root, and what it says.

    `title` and `description` are plain text, to be escaped by whoever shows them. `record` is the path of the file that
    a person edits to change the page, from the project's root, "" for none. `json_ld` is what machines read.
    `updated` is the day of the newest article that the page rests on, as YYYY-MM-DD, "" for none. `feeds` are its other
    forms, `citation` the tags by which reference managers know it.
    """

    path: str
    title: str
    description: str
    text: str
    record: str
    updated: str
    json_ld: Mapping[str, object]
    feeds: tuple[AlternateForm, ...] = ()
    citation: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page before its template: `context` makes what it uses, `after` what follows; `json_ld` may be made as late.

    `like` is the kind whose template serves where there is none of the page's own.
    """

    path: str
    title: str
    description: str
    template: str
    record: str
    updated: str
    json_ld: Mapping[str, object] | Callable[[], Mapping[str, object]]
    context: Callable[[], "TemplateContext"]
    feeds: tuple[AlternateForm, ...] = ()
    citation: tuple[tuple[str, str], ...] = ()
    after: Callable[[str], str] = lambda _: ""
    like: str = ""

    @property
    def data(self) -> Mapping[str, object]:
        """What machines read, made."""
        return self.json_ld() if callable(self.json_ld) else self.json_ld


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that there will be, before anything was read for it: `draft` reads the knowledge base.

    `depends_on_all` says that any change to the site may change it, whatever its draft reads.
    """

    path: str
    draft: Callable[[], PageDraft]
    depends_on_all: bool = False
