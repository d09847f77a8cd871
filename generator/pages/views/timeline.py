"""The timeline: everything with a date, by month, on one page and on a page for each year, side and state."""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, NamedTuple

from generator.pages import json_ld
from generator.pages.chips import chip, statuses_of
from generator.pages.contexts import Context
from generator.pages.dates import When, when
from generator.pages.escape import Markdown, escape
from generator.pages.meeting_facts import sure_date
from generator.pages.model import PageDraft
from generator.pages.page_context import PageContext, relative
from generator.pages.sections import UNDATED
from generator.pages.site_index import SiteIndex
from generator.pages.svg.dots import DatedDot, dated_line
from generator.pages.svg.timeline import timeline as draw
from generator.pages.views.periods import Period, periods
from generator.schema.model import Ref
from generator.values import sort_key

PATH = "timeline.md"
_FOLDER = "timeline"
_ON_ONE_PAGE = 150
_LARGE = 600
"""Beyond so many entries what passes a filter goes on by year."""
_SIDES = 40
_FEW = 12
_SIDES_TOLD = 4


class Chosen(NamedTuple):
    """A filter: its list, its name, the path of its page, and what passes it, newest first."""

    group: str
    label: str
    path: str
    refs: tuple[Ref, ...]


class Month(NamedTuple):
    """A section of the list: its anchor, its heading ("" where the year is all that is known), and its entries.

    `elsewhere` is the path of the page that has the entries, "" for this page.
    """

    id: str
    label: str
    refs: tuple[Ref, ...]
    elsewhere: Markdown


class Year(NamedTuple):
    """A year of the list."""

    label: str
    months: tuple[Month, ...]


def drafts(site: SiteIndex, updated: str) -> Iterator[PageDraft]:
    """The whole timeline, and a page a filter."""
    dates, chosen = dates_of(site), []
    if dates:
        chosen = list(filters(site, dates))
    own = _entries(site)
    title, about = site.catalogue["timeline"], site.catalogue["timeline_about"]
    yield _draft(site, Chosen("", title, PATH, tuple(dates)), about, dates, chosen, own, updated)
    for each in (*chosen, *_parts(site, dates, chosen)):
        about = site.catalogue.text("timeline_part", part=each.label, count=len(each.refs))
        yield _draft(site, each, about, dates, chosen, own, updated)


def dates_of(site: SiteIndex) -> Mapping[Ref, When]:
    """The dates of everything that has one, newest first; meetings are among them without one, too."""
    base, found = site.base, {}
    for kind in base.schema.kinds:
        for ref in (ref for ref in base.records if kind.timeline and ref.kind == kind.name):
            text = base.records[ref].text(kind.timeline)
            if text or ref in site.meetings.by_meeting:
                found[ref] = text
    order = sorted(sorted(found), key=lambda ref: sort_key(found[ref]), reverse=True)
    return {ref: when(found[ref]) for ref in order}


def filters(site: SiteIndex, dates: Mapping[Ref, When]) -> Iterator[Chosen]:
    """Every filter that something passes; of the sides the commonest."""
    words, base = site.catalogue, site.base
    years: dict[str, list[Ref]] = defaultdict(list)
    kinds: dict[str, list[Ref]] = defaultdict(list)
    states: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for ref, at in dates.items():
        years[at.year].append(ref)
        kinds[ref.kind].append(ref)
        kind = base.schema.kind(ref.kind)
        field = kind.field("status") if kind else None
        for value in statuses_of(site, ref):
            states[value, field.label_of(value) if field else value].append(ref)
    for year in sorted(years, reverse=True):
        label = site.place(PATH).date(year) if year else words["undated_year"]
        yield Chosen("year", label, f"{_FOLDER}/{year or UNDATED}.md", tuple(years[year]))
    by_side = sorted(site.meetings.by_side.items(), key=lambda row: (-len(row[1]), row[0]))
    for side, refs in by_side[:_SIDES]:
        yield Chosen("side", base.name(side), f"{_FOLDER}/side-{side.id}.md", refs)
    for value, label in sorted(states):
        yield Chosen("status", label, f"{_FOLDER}/status-{value}.md", tuple(states[value, label]))
    for kind in base.schema.kinds if len(kinds) > 1 else ():
        if kind.name in kinds:
            yield Chosen("kind", kind.heading, f"{_FOLDER}/kind-{kind.name}.md", tuple(kinds[kind.name]))


def _parts(site: SiteIndex, dates: Mapping[Ref, When], chosen: Iterable[Chosen]) -> Iterator[Chosen]:
    """The years of what passes a filter, where these are too many for one page."""
    for each in chosen:
        years: dict[str, list[Ref]] = defaultdict(list)
        for ref in each.refs if _is_large(each) else ():
            years[dates[ref].year].append(ref)
        for year in sorted(years, reverse=True):
            label = site.place(PATH).date(year) if year else site.catalogue["undated_year"]
            path = f"{each.path.removesuffix('.md')}/{year or UNDATED}.md"
            yield Chosen("", f"{each.label} · {label}", path, tuple(years[year]))


def _is_large(own: Chosen) -> bool:
    """Whether what passes a filter goes on on pages of its own; a year never does."""
    return own.group not in ("", "year") and len(own.refs) > _LARGE


def listed(
    site: SiteIndex, refs: Iterable[Ref], dates: Mapping[Ref, When], most: int | None = None, folder: str = _FOLDER
) -> Iterator[Year]:
    """The years with their months, newest first; beyond `most` entries a month is a link into `folder`."""
    place, listed_so_far = site.place(PATH), 0
    found: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for ref in refs:
        found[dates[ref].year][dates[ref].month].append(ref)
    for year in sorted(found, reverse=True):
        months = []
        for month in sorted(found[year], reverse=True):
            own = tuple(found[year][month])
            here = most is None or not listed_so_far or listed_so_far + len(own) <= most
            listed_so_far += len(own)
            page = Markdown("" if here else f"{folder}/{year or UNDATED}.md")
            months.append(Month(month or year or UNDATED, place.date(month) if month else "", own, page))
        yield Year(place.date(year) if year else site.catalogue["undated_year"], tuple(months))


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A link to a filtered timeline, how many entries it has, and whether it is the page itself."""

    label: str
    href: Markdown
    count: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineContext(Context):
    """What the template of the timeline can use."""

    about: Annotated[str, "What the page lists, in a sentence."]
    all: Annotated[Markdown, "The path of the whole timeline."]
    whole: Annotated[bool, "Whether the page is the whole timeline."]
    total: Annotated[int, "How many entries it has."]
    groups: Annotated[tuple[tuple[str, tuple[FilterLink, ...]], ...], "The filters by year, side, status and kind."]
    overview: Annotated[Markdown, "The entries over time as a drawing."]
    bars: Annotated[tuple[Period, ...], "The numbers of the drawing."]
    years: Annotated[tuple[Year, ...], "The years with their months and entries, newest first."]
    entry: Annotated[Callable[[Ref], Markdown], "A record as an entry of the list."]


def _draft(
    site: SiteIndex,
    own: Chosen,
    about: str,
    dates: Mapping[Ref, When],
    chosen: Sequence[Chosen],
    entry: Callable[[str, Ref], Markdown],
    updated: str,
) -> PageDraft:
    title = own.label if own.path == PATH else site.catalogue.text("timeline_of", part=own.label)

    def make_context() -> TimelineContext:
        groups: dict[str, list[FilterLink]] = defaultdict(list)
        for each in chosen:
            href = Markdown(relative(own.path, each.path))
            groups[each.group].append(FilterLink(each.label, href, len(each.refs), each.path == own.path))
        few = _few(site, own.refs, title)
        bars = () if few else periods(site, own.refs, dates)
        most = _ON_ONE_PAGE if own.path == PATH or _is_large(own) else None
        folder = posixpath.basename(own.path.removesuffix(".md"))
        return TimelineContext(
            site=site,
            page=site.place(own.path),
            name=title,
            about=about,
            all=Markdown(relative(own.path, PATH)),
            whole=own.path == PATH,
            total=len(own.refs),
            groups=tuple((group, tuple(rows)) for group, rows in groups.items()),
            overview=few or _overview(site, bars, title),
            bars=bars,
            years=tuple(listed(site, own.refs, dates, most, folder)),
            entry=partial(entry, own.path),
        )

    data = json_ld.collection(site, title, own.path)
    listed_dates = [(ref, dates[ref]) for ref in own.refs]
    links = [(each.group, each.label, each.path, len(each.refs)) for each in chosen]
    return PageDraft(
        own.path,
        title,
        about,
        "timeline.md.j2",
        "",
        updated,
        data,
        make_context,
        is_empty=not own.refs,
        inputs=(about, updated, links, listed_dates),
    )


def _few(site: SiteIndex, refs: Sequence[Ref], title: str) -> Markdown:
    """A few entries as dots on a dated line with their places; "" for more, or where a date is too vague."""
    if len(refs) > _FEW:
        return Markdown("")
    base, page, dots = site.base, site.place(PATH), list[DatedDot]()
    for ref in refs:
        date, place = base.timeline_date(ref), site.meetings.places.get(ref)
        is_sure = sure_date(site, ref) == date
        doubt = "" if is_sure else site.catalogue["day_not_confirmed"]
        words = ", ".join(filter(None, (page.date(date) if date else "", doubt, base.name(place or ref))))
        held = is_sure and (ref in site.meetings.held or ref not in site.meetings.by_meeting)
        dots.append(DatedDot(date, words, held))
    return dated_line(dots, title=title, description=site.catalogue["dots_drawn"])


def _overview(site: SiteIndex, bars: Sequence[Period], title: str) -> Markdown:
    words = site.catalogue
    about = words.text("timeline_drawn", first=bars[0].label, last=bars[-1].label) if bars else ""
    return draw(
        [bar.drawn for bar in bars],
        title=title,
        description=about,
        unit=words["timeline_unit"],
        held=words["held"],
        other=words["other"],
    )


def _entries(site: SiteIndex) -> Callable[[str, Ref], Markdown]:
    """What the list says of a thing, made once for all pages of a folder."""

    @site.once
    def made(folder: str, ref: Ref) -> Markdown:
        return _entry(site, site.place(posixpath.join(folder, PATH)), ref)

    return lambda path, ref: made(posixpath.dirname(path), ref)


def _entry(site: SiteIndex, place: PageContext, ref: Ref) -> Markdown:
    base = site.base
    kind, record = base.schema.kind(ref.kind), base.records[ref]
    date = record.text(kind.timeline) if kind else ""
    head = place.time(date) if date else f"<span>{escape(place.text('undated'))}</span>"
    venue = site.meetings.places.get(ref)
    where = place.link(venue) if venue else ""
    all_ = site.meetings.sides.get(ref, ())
    sides = ", ".join(place.link(side) for side in all_[:_SIDES_TOLD])
    sides += f" +{len(all_) - _SIDES_TOLD}" if all_[_SIDES_TOLD:] else ""
    more = " · ".join(filter(None, (where, sides)))
    note = f'<span class="cq-timeline__more">{more}</span>' if more else ""
    return Markdown(f"<li>{head}<div>{place.link(ref)} {chip(site, ref)}{note}</div></li>")
