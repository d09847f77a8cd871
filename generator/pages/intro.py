"""The first sentences of a page, made of data alone."""

from collections.abc import Sequence

from generator.knowledge_base import KnowledgeBase
from generator.pages.escape import Markdown, escape
from generator.pages.page_context import PageContext
from generator.pages.roles import current_title
from generator.pages.site_index import SiteIndex
from generator.schema.model import Kind, Ref

_DESCRIPTION = 160


def truncate(text: str) -> str:
    """Text short enough for a search engine's excerpt, cut between words."""
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1].rsplit(' ', 1)[0]}…"


def description(site: SiteIndex, ref: Ref, kind: Kind) -> str:
    """One line of plain text on a thing, for search engines and previews."""
    record, place = site.base.records[ref], site.place("")
    date = record.text(kind.timeline) if kind.timeline else ""
    told = (site.base.name(ref), kind.label, current_title(site.base, ref), place.date(date) if date else "")
    return truncate(" · ".join(filter(None, told)))


def person(site: SiteIndex, place: PageContext, ref: Ref) -> Markdown:
    """Who a person is, and between which dates the records see him in meetings."""
    base, own = site.base, site.meetings.by_person.get(ref, ())
    title = own[0].role if own else current_title(base, ref)
    side = own[0].side if own else base.ids.get(base.records[ref].text("country"))
    sentences = []
    if title and side:
        sentences.append(_fill(place, "lead_role", _capital(title), place.link(side)))
    elif title:
        sentences.append(_fill(place, "lead_role_bare", _capital(title)))
    dates = [base.records[p.meeting].text("date") for p in own]
    if len(dates) == 1:
        sentences.append(_fill(place, _key("lead_meeting", dates[0]), place.date(dates[0])))
    elif dates:
        sentences.append(_fill(place, "lead_meetings", len(dates), *_ends(place, dates)))
    return Markdown(" ".join(sentences))


def side(site: SiteIndex, place: PageContext, ref: Ref) -> Markdown:
    """Between which dates a country or an organization was at how many meetings."""
    held = [meeting for meeting in site.meetings.by_side.get(ref, ()) if meeting in site.meetings.held]
    dates = [site.base.records[meeting].text("date") for meeting in held]
    if len(dates) == 1:
        return _fill(place, _key("lead_side_meeting", dates[0]), place.date(dates[0]))
    return _fill(place, "lead_side_meetings", len(dates), *_ends(place, dates)) if dates else Markdown("")


def meeting(site: SiteIndex, place: PageContext, ref: Ref) -> Markdown:
    """When and where a meeting took place or is to, and who is counted to which side."""
    record = site.base.records[ref]
    kind = site.base.schema.kind(ref.kind)
    status = kind.field("status") if kind else None
    told = status.label_of(record.text("status")) if status and record.text("status") else (kind.label if kind else "")
    where = place.link(record.text("place")) if record.text("place") else ""
    inside = Markdown(place.words("lead_in").format(where)) if where else Markdown("")
    date = record.text("date")
    first = _fill(place, _key("lead_held", date), told, place.date(date), inside)
    people = site.meetings.by_meeting.get(ref, ())
    sides = []
    for side in site.meetings.sides.get(ref, ()):
        count = sum(p.side == side for p in people)
        named = f" ({escape(place.words('named').format(count))})" if count else ""
        sides.append(f"{place.link(side)}{named}")
    second = Markdown(place.words("lead_sides").format(", ".join(sides))) if sides else ""
    return Markdown(f"{first} {second}".rstrip())


def origins(base: KnowledgeBase, place: PageContext, ref: Ref, count: int) -> str:
    """How many passages speak of a thing, and on how many origins they rest."""
    mentions = base.mentions.get(ref, ())
    articles = len({mention.article for mention in mentions})
    key = "known_from" if count == 1 else "known_from_many"
    return place.words(key).format(len(mentions), articles, count)


def _key(key: str, date: str) -> str:
    """The sentence for a date: words for an interval bring their own "from"."""
    return f"{key}_days" if "/" in date else key


def _ends(place: PageContext, dates: Sequence[str]) -> tuple[str, str]:
    """The first day of the oldest and the last day of the newest of some dates, which come newest first."""
    first, last = dates[-1].partition("/")[0], dates[0].rpartition("/")[2]
    return place.date(first.strip(".") or dates[-1]), place.date(last.strip(".") or dates[0])


def _fill(place: PageContext, key: str, *values: object) -> Markdown:
    """The interface's sentence with values, each through the escaper."""
    return Markdown(place.words(key).format(*(escape(value) for value in values)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
