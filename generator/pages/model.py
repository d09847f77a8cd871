"""The types of a page: planned, drafted and rendered to Markdown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class TemplateContext(Protocol):
    """What a template is rendered with; the classes are in `contexts`."""

    def variables(self) -> dict[str, object]:
        """The variables for the template."""


class AlternateForm(NamedTuple):
    """An alternate form of a page: its media type, title, and address from the site's root."""

    type: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What the options say about a site as a publication; "" for what they leave out."""

    licence: str = ""
    version: str = ""
    publisher: str = ""
    doi: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: its Markdown path from the site's root, and its content.

    `title` and `description` are plain text, not yet escaped. `record` is the path of the file that
    a person edits to change the page, from the project's root; "" if none. `json_ld` is what machines read.
    `updated` is the day of the newest article or change that the page rests on, as YYYY-MM-DD; "" if none. `feeds` are
    its other forms, `citation` the tags by which reference managers know it, `card` is the path of its social
    card, "" if it has none of its own.
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
    card: str = ""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page before rendering: `context` makes the template's context, `after` what follows, `json_ld` its data.

    All are made lazily. `like` is the kind whose template is used if the page's own does not exist. `is_empty`: the
    page has nothing to list yet. `inputs` are those of `PlannedPage`.
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
    card: str = ""
    after: Callable[[str], str] = lambda _: ""
    like: str = ""
    is_empty: bool = False
    inputs: object = None

    @property
    def data(self) -> Mapping[str, object]:
        """The JSON-LD."""
        return self.json_ld() if callable(self.json_ld) else self.json_ld


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A planned page; `draft` reads the knowledge base when it is called.

    `depends_on_all` declares that any change to the site may change it, whatever its draft reads. `is_empty`: there is
    nothing yet that it could list, so that no navigation leads to it. `inputs` are what was read for it before
    its draft is called: the page changes with them, by their `repr`, and with what its draft reads.
    """

    path: str
    draft: Callable[[], PageDraft]
    depends_on_all: bool = False
    is_empty: bool = False
    inputs: object = None
