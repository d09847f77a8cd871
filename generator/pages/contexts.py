"""Template contexts: the variables and functions that a page's template can use, a class for each kind of page.

A template sees the public fields, properties and methods of its page's class; `template_docs` lists them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from generator.articles.model import FrontMatter
from generator.facts.model import Slot
from generator.knowledge_base import Item, KnowledgeBase
from generator.pages import blocks, citation, intro
from generator.pages.addresses import PageFormat
from generator.pages.blocks import ArticleMentions, BacklinkGroup, FactRow
from generator.pages.changes import ChangeRow, Rejection, changes_of, rejections_of
from generator.pages.chips import chip
from generator.pages.coverage import Dispute, disputes_of
from generator.pages.direction import in_language, marked
from generator.pages.escape import Markdown, escape
from generator.pages.evidence import mark, role_mark
from generator.pages.meeting_facts import points
from generator.pages.meetings import Meetings, Participation
from generator.pages.page_context import PageContext
from generator.pages.pagination import PageLink, page_links
from generator.pages.roles import shown_role
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement, Statements, language_of_words
from generator.pages.status import MeetingState
from generator.schema.model import Kind, Ref
from generator.values import direction, flag, language_name

_OURS = frozenset({"site", "page", "variables"})
"""Public names of contexts that templates do not see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the template of every page can use."""

    site: SiteIndex
    page: PageContext
    name: Annotated[str, "The title of the page."]
    subject: Annotated[Ref | None, "The record that the page is about, none for other pages."] = None
    as_of: Annotated[str, 'The date of the newest source or change behind it, as exact as it is, "" for none.'] = ""
    forms: Annotated[tuple[PageFormat, ...], "Other forms of the page: data, feed, calendar."] = ()
    foot_links: Annotated[Markdown | str, "Links to edit the record, report an error and see the history."] = ""

    def variables(self) -> dict[str, object]:
        """The variables for the template."""
        return {name: getattr(self, name) for name in variable_names(type(self))}

    @property
    def t(self) -> Callable[..., str]:
        """A message of the interface by its key, with values: `t("show_all", count=12)`."""
        return self.page.catalogue.text

    @property
    def base(self) -> KnowledgeBase:
        """The knowledge base."""
        return self.site.base

    @property
    def statements(self) -> Statements:
        """All statements; `statements.of("by", ref)` are those of a speaker."""
        return self.site.statements

    @property
    def meetings(self) -> Meetings:
        """All meetings with their participants and sides."""
        return self.site.meetings

    @property
    def newest(self) -> str:
        """The day of the newest article of the site, YYYY-MM-DD; "" if none."""
        return self.site.newest

    @property
    def slot(self) -> type[Slot]:
        """The slot of a field, for `mark`: `slot("date")`."""
        return Slot

    @property
    def raw(self) -> type[Markdown]:
        """Text that is already Markdown and is not escaped."""
        return Markdown

    @property
    def flag(self) -> Callable[[str], str]:
        """The flag of a country's id."""
        return flag

    @property
    def direction(self) -> Callable[[str], str]:
        """The writing direction of a language tag: `ltr` or `rtl`."""
        return direction

    def link(self, ref: Ref | str | None, text: str = "") -> Markdown | str:
        """A link to a record's page by its name, or by `text`."""
        return self.page.link(ref, text) if ref else ""

    def article(self, id_: str) -> Markdown:
        """A link to an article by its title."""
        front = self.base.fronts.get(id_)
        return self.page.anchor(f"articles/{id_}.md", front.title) if front else escape(id_)

    def front_matter(self, id_: str) -> FrontMatter:
        """The front matter of an article; an empty one if there is no such article, which only others name."""
        return self.base.fronts.get(id_) or FrontMatter("", "")

    def date(self, value: str) -> str:
        """A date in words."""
        return self.page.date(value) if value else ""

    def time(self, value: str) -> Markdown | str:
        """A date in words as a `time` element; "" if none."""
        return self.page.time(value) if value else ""

    def date_of(self, ref: Ref) -> str:
        """The date of a record in words, from the timeline field of its kind."""
        return self.date(self.base.timeline_date(ref))

    def text(self, ref: Ref, field: str) -> str:
        """The value of a plain field of a record as written; "" if none."""
        return self.base.records[ref].text(field) if ref in self.base.records else ""

    def value_of(self, ref: Ref, field: str) -> str | Markdown:
        """The value of a plain field of a record as readers see it; "" if none."""
        value = self.text(ref, field)
        return self.page.show(ref, Slot(field), value) if value else ""

    def show(self, subject: Ref, slot: Slot, value: str) -> str | Markdown:
        """A value of a record as readers see it."""
        return self.page.show(subject, slot, value)

    def part_of(self, ref: Ref, item: Item, part: str) -> str | Markdown:
        """A field of an item as readers see it; "" if none."""
        return self.page.part(ref, item.slot, part, item.parts[part])

    def mark(self, subject: Ref, slot: Slot, value: str, label: str) -> Markdown:
        """The evidence mark of a fact; `label` names the fact for screen readers."""
        return mark(self.page, subject, slot, value, label)

    def role_mark(self, own: Participation) -> Markdown:
        """The evidence mark of a participant's role; "" if the participation's mark covers it."""
        return role_mark(self.base, self.page, own)

    def chip(self, ref: Ref) -> Markdown:
        """The status of a record as chips; "" if none."""
        return chip(self.site, ref)

    def state(self, ref: Ref) -> MeetingState:
        """The outcome of a meeting: `state(ref).held` says whether it took place."""
        return self.meetings.state(ref)

    def tally(self, refs: Iterable[Ref]) -> str:
        """The number of meetings that took place, and of the others by status."""
        refs = tuple(refs)
        held, others = self.meetings.tally(refs)[0], intro.others_by_status(self.site, self.page, refs)
        return "; ".join(filter(None, (str(held) if held or not others else "", others)))

    def speaker(self, parts: Mapping[str, str]) -> Markdown | str:
        """Who made a statement: a link, or the source's words for an unnamed speaker."""
        return self.link(parts["by"]) or parts["speaker"]

    def quoted(self, statement: Statement) -> Markdown:
        """The words of a statement, a quotation in quotation marks, a paraphrase without, and their original."""
        parts = statement.parts
        words = in_language(escape(parts["says"]), language_of_words(self.base, statement), self.page.language)
        shown = words if parts["form"] == "paraphrase" else Markdown(self.page.text("quotation", words=words))
        return Markdown(f"{shown} {self._original(parts)}") if parts["original"] else shown

    def _original(self, parts: Mapping[str, str]) -> Markdown:
        language = parts["language"]
        words = Markdown(self.page.text("quotation", words=marked(escape(parts["original"]), language)))
        name = escape(language_name(language, self.page.language))
        return Markdown(f'<span class="cq-original">{self.page.text("original_in", language=name, words=words)}</span>')

    def points(self, ref: Ref) -> tuple[tuple[str, str], ...]:
        """What a meeting that took place agreed on and left open, each with its field: agreed or not_agreed."""
        return points(self.site, ref)

    def any_points(self, refs: Iterable[Ref]) -> bool:
        """Whether at least one of some meetings agreed on a point or left one open."""
        return any(self.points(ref) for ref in refs)

    def role(self, title: str) -> str:
        """A role or office as it stands alone, with a capital letter."""
        return shown_role(title)

    def texts(self, keys: Iterable[str]) -> list[str]:
        """The messages of several keys."""
        return [self.page.text(key) for key in keys]

    def used_fields(self, refs: Iterable[Ref], fields: Iterable[str]) -> tuple[str, ...]:
        """The plain fields that at least one of some records has, so that a table has no empty columns."""
        records = [self.base.records[ref] for ref in refs]
        return tuple(field for field in fields if any(record.text(field) for record in records))

    def used_parts(self, rows: Iterable[Item], parts: Iterable[str]) -> tuple[str, ...]:
        """The fields that at least one of some items has."""
        items = tuple(rows)
        return tuple(part for part in parts if any(item.parts.get(part) for item in items))

    def cite(self, title: str) -> tuple[tuple[str, Markdown], ...]:
        """The citations of the page: the name of each format, and its lines."""
        return citation.citations(citation.work_of(self.page, title, self.site.title, self.site.base_url))

    def page_links(self, name: str) -> tuple[PageLink, ...]:
        """Links to the parts of a long list of the record; none for a short list."""
        lists = self.site.paginated.get(self.subject, ()) if self.subject else ()
        return page_links(self.page, self.subject, lists, name) if self.subject else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContext(Context):
    """What the template of a record's page can use, whatever its kind."""

    subject: Annotated[Ref, "The record that the page is about."]
    kind: Annotated[Kind, "The kind of the record."]

    @property
    def lead(self) -> Markdown:
        """The first sentences of the page; "" if none."""
        return Markdown("")

    @property
    def more_facts(self) -> tuple[FactRow, ...]:
        """Rows of the facts box that follow from other facts."""
        return ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """What articles call the record, other than its name."""
        return blocks.other_names(self.base, self.subject)

    @property
    def mentioned(self) -> tuple[str, ...]:
        """The articles that mention the record, newest first."""
        return blocks.mentioned(self.base, self.subject)

    def fact_rows(self) -> tuple[FactRow, ...]:
        """The plain fields of the record for the facts box, each value with its mark."""
        return blocks.fact_rows(self.base, self.page, self.subject, self.kind)

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """The facts of the record on which articles differ."""
        return disputes_of(self.base, self.subject)

    @property
    def changes(self) -> tuple[ChangeRow, ...]:
        """What was changed in the record, newest first, from the files of `communique history`."""
        return changes_of(self.base, self.page, self.subject)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """What the editors reject of the facts that articles give."""
        return rejections_of(self.base, self.page, self.subject)

    def items(self, field: str) -> tuple[Item, ...]:
        """The items of a group field."""
        return blocks.all_items(self.base, self.subject, self.kind, field)

    def choice(self, field: str, part: str, value: str) -> str:
        """The label of a value of a choice field, or of a choice within a group."""
        return blocks.choice_label(self.kind, field, part, value)

    def backlinks(self) -> tuple[BacklinkGroup, ...]:
        """References to the record for which the page has no list of its own, group by group."""
        return tuple(blocks.backlinks(self.site, self.subject))

    def statements_about(self) -> tuple[Statement, ...]:
        """Statements about the record that belong to other records."""
        return blocks.statements_about(self.site, self.subject)

    def mentions(self, articles: Iterable[str]) -> tuple[ArticleMentions, ...]:
        """The sentences of some articles that mention the record."""
        return tuple(blocks.mentions(self.base, self.page, self.subject, articles))

    def country_names(self, code: str) -> tuple[tuple[str, str], ...]:
        """A country's names in its own languages: language tag and name."""
        return blocks.names_in_own_languages(code, self.site.language)


def variable_names(context: type[Context]) -> tuple[str, ...]:
    """The names that templates of a context's pages can use."""
    class_: type = context
    return _public_names(class_)


@cache
def _public_names(context: type) -> tuple[str, ...]:
    return tuple(name for name in dir(context) if not name.startswith("_") and name not in _OURS)
