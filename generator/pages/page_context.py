"""What a page needs to refer to others: relative links, and values in words."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator.catalogue import Catalogue
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.accounts import Accounts
from generator.pages.direction import in_language
from generator.pages.escape import Markdown, escape
from generator.pages.quotation import Passage
from generator.records.addresses import note_on
from generator.schema.model import Field, Ref
from generator.values import (
    Date,
    authority_label,
    authority_page,
    country_name,
    is_country,
    iso_8601,
    read_date,
    show_date,
)

_COUNTRY = "country"
_OWN_NAME = Markdown("")
ANY_FOLDER = "*"
"""Stands for each folder of the site's root; links from it begin with `../`."""
_PHRASES = {"day": "on_day", "month": "in_period", "year": "in_period"}


def _undated(_: Ref | None) -> str:
    return ""


def _no_accounts(_: Ref) -> Accounts:
    return Accounts((), ())


class MarkParts(NamedTuple):
    """An evidence mark before and after the words that name its fact; without `after` it names none.

    `state` are the words for the state of the evidence.
    """

    before: str
    after: str = ""
    state: str = ""


class Fragments(NamedTuple):
    """Looks up what recurs on many pages.

    `passage` is the sentence of an annotation, by article and index, `link` the link to a record, by the folder of the
    page, the record and the text of the link, `mark` an evidence mark, by the folder of the page and the fact, `source`
    what is said of a quoted article, by the folder of the page, `accounts` what each side said of a meeting. `as_of` is
    the date of the newest article, retraction, cited source or change behind the page of a record, or behind the site
    (None).
    """

    passage: Callable[[str, int], Passage]
    link: Callable[[str, Ref | str, Markdown], Markdown]
    mark: Callable[[str, Ref, Slot, str], MarkParts]
    source: Callable[[str, str], tuple[str, str]]
    accounts: Callable[[Ref], Accounts] = _no_accounts
    as_of: Callable[[Ref | None], str] = _undated


@dataclass(frozen=True, slots=True)
class PageContext:
    """The path of a page (`persons/x.md`), its language, and what it can link to and quote."""

    base: KnowledgeBase
    path: str
    language: str
    catalogue: Catalogue
    fragments: Fragments
    site_title: str = ""

    @property
    def folder(self) -> str:
        """The folder of the page: `persons`, "" for the site's root."""
        return self.path.rpartition("/")[0]

    def text(self, key: str, **values: object) -> str:
        """A message of the interface in the page's language, with its values."""
        return self.catalogue.text(key, **values)

    def date(self, value: str) -> str:
        """A date in words."""
        return show_date(value, self.language, self.catalogue.date_phrases)

    def time(self, value: str) -> Markdown:
        """A date in words as an element: `time` if machines can read the date, else `span`."""
        machine = iso_8601(value)
        tag, words = f'time datetime="{machine}"' if machine else "span", escape(self.date(value))
        return Markdown(f"<{tag}>{words}</{tag.partition(' ')[0]}>")

    def when(self, value: str) -> str:
        """A date as a phrase in a sentence: `on 2 December 2025`, `in December 2025`, `24–25 February 2022`."""
        read = read_date(value)
        points = read.points if isinstance(read, Date) else ()
        only = points[0] if len(points) == 1 else None
        phrase = "" if only is None or only.doubt else _PHRASES.get(only.form, "")
        return self.text(phrase, date=self.date(value)) if phrase else self.date(value)

    def link(self, ref: Ref | str, text: str = "") -> Markdown:
        """A link to a record by its name, or by `text`; plain text if there is no such page."""
        return self.fragments.link(self.folder, ref, escape(text) if text else _OWN_NAME)

    def anchor(self, path: str, text: str, fragment: str = "", kind: str = "") -> Markdown:
        """A link to a page of the site."""
        front = self.base.fronts.get(path[len("articles/") : -len(".md")]) if path.startswith("articles/") else None
        shown = in_language(escape(text), front.language if front else "", self.language)
        return _anchor(self.folder, path, shown, fragment, kind)

    def outside(self, url: str, text: str = "", archived: str = "") -> Markdown:
        """A link out of the site; beside it, since when the page is gone, and a link to its copy.

        `archived` is a copy that counts before the one that content/links names.
        """
        note = note_on(self.base.addresses, url, archived)
        link = f'<a href="{escape(url)}" rel="noopener nofollow">{escape(text or url)}</a>'
        if note.dead:
            link += f' <span class="cq-gone">({escape(self.text("gone", date=self.date(note.dead)))})</span>'
        if note.archived:
            copy = escape(self.text("archived_copy"))
            link += f' · <a href="{escape(note.archived)}" rel="noopener nofollow">{copy}</a>'
        elif note.lost:
            lost = escape(self.text("copy_gone", date=self.date(note.lost)))
            link += f' · <span class="cq-gone">{lost}</span>'
        return Markdown(link)

    def show(self, subject: Ref, slot: Slot, value: str) -> str | Markdown:
        """A value of a record as readers see it: a link, a date in words, a choice's label, or the text."""
        kind = self.base.schema.kind(subject.kind)
        field = kind.field(slot.field) if kind else None
        if field and slot.part:
            field = field.field(slot.part)
        return self.value(field, value) if field else value

    def part(self, subject: Ref, slot: Slot, part: str, value: str) -> str | Markdown:
        """A field of an item as readers see it, "" for an absent one."""
        return self.show(subject, slot._replace(part=part), value) if value else ""

    def value(self, field: Field, value: str) -> str | Markdown:
        """A value of a field as readers see it."""
        if field.type == "reference":
            is_code = _COUNTRY in field.to and value not in self.base.ids and is_country(value)
            return country_name(value, self.language) if is_code else self.link(value)
        if field.type == "date":
            return self.date(value)
        if field.type == "url":
            return self.outside(value)
        if field.type == "authority" and (url := authority_page(value)):
            return Markdown(f'<a href="{escape(url)}" rel="noopener nofollow">{escape(authority_label(value))}</a>')
        return field.label_of(value) if field.choices else value


def link(base: KnowledgeBase, folder: str, ref: Ref | str, text: Markdown) -> Markdown:
    """A link to a record from the pages of a folder; plain text if there is no such page."""
    target = base.ids.get(ref) if isinstance(ref, str) else ref
    record = base.records.get(target) if target else None
    if target is None or record is None:
        return text or escape(ref if isinstance(ref, str) else ref.id)
    return _anchor(folder, path_of(base, target), text or escape(record.text("name") or target.id), "", target.kind)


def path_of(base: KnowledgeBase, ref: Ref) -> str:
    """The Markdown path of a thing's page."""
    kind = base.schema.kind(ref.kind)
    return f"{kind.plural if kind else ref.kind}/{ref.id}.md"


def address(path: str) -> str:
    """The address of a page from the site's root: `persons/x/` for `persons/x.md`, "" for the home page."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def relative(page: str, target: str) -> str:
    """The path of one page relative to another."""
    return relative_to(page.rpartition("/")[0], target)


@lru_cache(maxsize=16384)
def resolve_path(folder: str, href: str) -> str:
    """The path, from the site's root, that a link on a folder's page leads to."""
    return posixpath.normpath(posixpath.join(folder, href))


@lru_cache(maxsize=4096)
def _anchor(folder: str, path: str, label: Markdown, fragment: str, kind: str) -> Markdown:
    """A link from pages of one folder; `label` is already escaped."""
    style = f' class="cq-ref cq-ref--{kind}"' if kind else ""
    return Markdown(f'<a{style} href="{relative_to(folder, path)}{"#" if fragment else ""}{fragment}">{label}</a>')


@lru_cache(maxsize=16384)
def relative_to(folder: str, target: str) -> str:
    """The path of a page relative to the pages of a folder."""
    up, shared = folder.count("/") + 1 if folder else 0, ""
    for part in folder.split("/") if folder else ():
        if not target.startswith(f"{shared}{part}/"):
            break
        up, shared = up - 1, f"{shared}{part}/"
    return f"{'../' * up}{target[len(shared) :]}"
