"""The first sentences of a page, made from data."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from babel.lists import format_list

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import confirmed, is_unconfirmed, reported
from generator.pages.accounts import shortest
from generator.pages.chips import chip_label
from generator.pages.dates import moves, surely_first, surely_last
from generator.pages.drafts import seat_is_draft, some_is_draft
from generator.pages.escape import Markdown, escape
from generator.pages.meeting_facts import sure_date
from generator.pages.newest_role import newest_role, role_beside_country
from generator.pages.page_context import PageContext
from generator.pages.references import COUNTRY, MEETING, ORGANIZATION, PERSON, page_kind
from generator.pages.site_index import SiteIndex, shared_by_pages
from generator.pages.statements import Statement
from generator.pages.status import STATES
from generator.schema.model import Kind, Ref
from generator.values import Date, end_texts, read_date
from generator.values.locale import locale

_DESCRIPTION = 300
_NAMED = 4  # of each side
_IN_PERSON = "in-person"
_TAG = re.compile(r"<[^<>]*>")


def truncate(text: str) -> str:
    """Text truncated between words to the length of a preview of a page."""
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1].rsplit(' ', 1)[0]}…"


@shared_by_pages
def description(site: SiteIndex, ref: Ref) -> str:
    """What a page says first, as text: its lead and, of a meeting, the shortest account of each side."""
    page, kind = site.place(""), site.base.schema.kind(ref.kind)
    like = page_kind(site.base.schema, kind) if kind else ""
    if like == MEETING:
        sentences = (_plain(meeting(site, page, ref)), shortest_accounts(site, page, ref))
    else:
        sentences = (_plain(_LEADS[like](site, page, ref)) if like in _LEADS else "", "")
    text = truncate(" ".join(filter(None, sentences)) or _labels(site, page, ref, kind))
    return f"{text} {page.text('draft_some')}" if description_is_draft(site, ref) else text


@shared_by_pages
def description_is_draft(site: SiteIndex, ref: Ref) -> bool:
    """Whether anything that a description may say rests on articles alone that nobody has reviewed."""
    seats = (*site.meetings.by_meeting.get(ref, ()), *site.meetings.by_person.get(ref, ()))
    return some_is_draft(site.base, ref) or any(seat_is_draft(site.base, own) for own in seats)


def shortest_accounts(site: SiteIndex, page: PageContext, ref: Ref) -> str:
    """What each side says of a meeting in the fewest words, as text: `Ann Roe: “useful”; Bo Lind: …`."""
    words = [
        f"{_speaker(site, said)}{page.text('colon')} {_words(page, said)}"
        for said in shortest(page.fragments.accounts(ref))
    ]
    return f"{'; '.join(words)}." if words else ""


def _speaker(site: SiteIndex, said: Statement) -> str:
    known = site.base.ids.get(said.parts["by"])
    return site.base.name(known) if known else said.parts["speaker"]


def _words(page: PageContext, said: Statement) -> str:
    is_paraphrase = said.parts["form"] == "paraphrase"
    return said.parts["says"] if is_paraphrase else page.text("quotation", words=said.parts["says"])


def _plain(text: Markdown) -> str:
    return html.unescape(_TAG.sub("", text))


def _labels(site: SiteIndex, page: PageContext, ref: Ref, kind: Kind | None) -> str:
    """The kind, role, status and date of a record, for a page without a lead."""
    date = site.base.timeline_date(ref) if kind and kind.timeline else ""
    status = chip_label(site, ref) if ref in site.meetings.states else ""
    lead = (
        site.base.name(ref),
        kind.label if kind else "",
        role_beside_country(site, ref),
        status,
        page.date(date) if date else "",
    )
    return " · ".join(filter(None, lead))


def person(site: SiteIndex, page: PageContext, ref: Ref) -> Markdown:
    """A person's role and side by the newest sources, and in how many meetings the person took part."""
    now, own = newest_role(site, ref), site.meetings.by_person.get(ref, ())
    sentences = []
    if now.role and now.side:
        sentences.append(_fill(page, "lead_role", role=now.role, side=page.link(now.side)))
    elif now.role:
        sentences.append(_fill(page, "lead_role_bare", role=now.role))
    return Markdown(" ".join((*sentences, *_attended(site, page, [part.meeting for part in own]))))


def side(site: SiteIndex, page: PageContext, ref: Ref) -> Markdown:
    """In how many meetings a country or an organization took part."""
    return Markdown(" ".join(_attended(site, page, site.meetings.by_side.get(ref, ()))))


def _attended(site: SiteIndex, page: PageContext, meetings: Iterable[Ref]) -> Iterator[Markdown]:
    """How many meetings took place between which dates, and the outcome of the others; `meetings` are newest first."""
    meetings = tuple(meetings)
    dates = [sure_date(site, meeting) for meeting in meetings if meeting in site.meetings.held]
    if len(set(dates)) == 1 and dates[0]:
        yield _fill(page, "lead_attended_together", count=len(dates), when=page.when(dates[0]))
    elif surely_first(dates) and surely_last(dates):
        first, last = _ends(page, dates)
        yield _fill(page, "lead_attended", count=len(dates), first=first, last=last)
    elif dates:
        yield _fill(page, "lead_attended_undated", count=len(dates))
    if others := others_by_status(site, page, meetings):
        yield _fill(page, "lead_others", others=others)


def others_by_status(site: SiteIndex, page: PageContext, meetings: Iterable[Ref]) -> str:
    """How many meetings did not take place, by status: `2 planned, 1 cancelled`."""
    _, others = site.meetings.tally(meetings)
    return ", ".join(page.text(f"count_{name}", count=others[name]) for name in STATES if name in others)


def meeting(site: SiteIndex, page: PageContext, ref: Ref) -> Markdown:
    """When and where a meeting took place or was planned, who met whom, and how long it lasted by its source."""
    held = site.meetings.state(ref).held
    second = _met(site, page, ref) if held and site.meetings.by_meeting.get(ref) else _sides(site, page, ref)
    duration = confirmed(site.base, ref, "duration") if held else ""
    third = _fill(page, "lead_duration", duration=duration) if duration else ""
    return Markdown(" ".join(filter(None, (_when(site, page, ref), second, third))))


def _met(site: SiteIndex, page: PageContext, ref: Ref) -> Markdown:
    """Who met whom, by side, or who took part: `Ann Roe and Bo Lind (Russia) met Cy Doe (United States)`."""
    people = site.meetings.by_meeting[ref]
    sides = dict.fromkeys((*(own.side for own in people), *site.meetings.sides.get(ref, ())))
    groups = [_group(site, page, [own.person for own in people if own.side == side], side) for side in sides]
    face_to_face = confirmed(site.base, ref, "format") == _IN_PERSON
    if face_to_face and len(groups) == 2 and None not in sides:  # noqa: PLR2004
        return _fill(page, "lead_met", one=groups[0], other=groups[1])
    return _fill(page, "lead_took_part", people=Markdown("; ".join(groups)))


def _group(site: SiteIndex, page: PageContext, people: Sequence[Ref], side: Ref | None) -> Markdown:
    """The first people of a side with its name, or its name if nobody is named."""
    if not people and side:
        return page.link(side)
    shown: list[str] = [page.link(person) for person in people[:_NAMED]]
    if len(people) > _NAMED:
        shown.append(escape(page.text("and_others", count=len(people) - _NAMED)))
    names = Markdown(format_list(shown, locale=locale(site.catalogue.language)))
    return _fill(page, "lead_group", people=names, side=page.link(side)) if side else names


def _sides(site: SiteIndex, page: PageContext, ref: Ref) -> Markdown:
    """The sides of a meeting, and how many people of each are named."""
    people, sides = site.meetings.by_meeting.get(ref, ()), []
    for side in site.meetings.sides.get(ref, ()):
        count = sum(p.side == side for p in people)
        named = f" ({escape(page.text('named', count=count))})" if count else ""
        sides.append(f"{page.link(side)}{named}")
    return _fill(page, "lead_sides", sides=Markdown(", ".join(sides))) if sides else Markdown("")


def _when(site: SiteIndex, page: PageContext, ref: Ref) -> Markdown:
    """The outcome, date and place of a meeting."""
    record, state, kind = site.base.records[ref], site.meetings.state(ref), site.base.schema.kind(ref.kind)
    field = kind.field("status") if kind else None
    label = field.label_of(state.status) if field and state.status else (kind.label if kind else "")
    place = site.meetings.places.get(ref)
    where = _fill(page, "lead_in", place=page.link(place)) if place else Markdown("")
    date = site.base.timeline_date(ref)
    if state.contested:
        return _contested(site, page, ref, label)
    if state.withdrawn:
        return _fill(page, "lead_retracted", when=page.when(date), place=where)
    if state.name in ("", "held") and kind and is_unconfirmed(site.base, ref, Slot(kind.timeline), date):
        return _fill(page, "lead_held_unconfirmed", status=label, date=_day(page, date), place=where)
    if state.name in ("", "held"):
        return _fill(page, "lead_held", status=label, when=page.when(date), place=where)
    if state.due:
        return _fill(page, "lead_due", when=page.when(date), place=where)
    before = moves(site.base, ref, kind).previous if kind and state.status == "postponed" else ""
    if before:
        lead = _fill(page, "lead_postponed_from", before=_day(page, before), date=_day(page, date), place=where)
    elif state.overdue:
        lead = _fill(page, "lead_overdue", status=label, date=_day(page, date), place=where)
    else:
        lead = _fill(page, f"lead_{state.name}", date=_day(page, date), place=where)
    later = record.text("postponed_to")
    return Markdown(f"{lead} {_fill(page, 'lead_later', meeting=page.link(later))}") if later else lead


def _contested(site: SiteIndex, page: PageContext, ref: Ref, label: str) -> Markdown:
    """The day and place for which a meeting is reported as held, and what contradicts that."""
    kind = site.base.schema.kind(ref.kind)
    date = reported(site.base, ref, Slot(kind.timeline if kind else ""))
    place = site.base.ids.get(reported(site.base, ref, Slot("place")))
    where = _fill(page, "lead_in", place=page.link(place)) if place else Markdown("")
    key = "lead_contested" if site.meetings.state(ref).against == "denied" else "lead_contradicted"
    if not date:
        return _fill(page, f"{key}_undated", place=where, status=label)
    return _fill(page, key, when=page.when(date), place=where, status=label)


def _day(page: PageContext, date: str) -> str:
    """A date in words that can follow `planned for`: `the time since 5 June 2024`."""
    read, shown = read_date(date), page.date(date)
    is_span = isinstance(read, Date) and len(read.points) > 1 and "–" not in shown
    return page.text("span_of_time", span=shown) if is_span else shown


def origins(base: KnowledgeBase, page: PageContext, ref: Ref, count: int) -> str:
    """How many sentences mention a record, in how many articles, from how many origins."""
    mentions = base.mentions.get(ref, ())
    return page.text(
        "known_from",
        passages=page.text("count_passages", count=len(mentions)),
        articles=page.text("count_articles", count=len({mention.article for mention in mentions})),
        origins=page.text("count_origins", count=count),
    )


def _ends(page: PageContext, dates: Sequence[str]) -> tuple[str, str]:
    """The first day of the oldest and the last day of the newest of some dates, which are newest first."""
    return page.date(end_texts(dates[-1])[0] or dates[-1]), page.date(end_texts(dates[0])[1] or dates[0])


def _fill(page: PageContext, key: str, **values: object) -> Markdown:
    """A message of the interface with values, each escaped; `count` stays a number, for the plural form."""
    safe = {name: value if name == "count" else escape(value) for name, value in values.items()}
    return Markdown(page.text(key, **safe))


_LEADS: Mapping[str, Callable[[SiteIndex, PageContext, Ref], Markdown]] = {
    PERSON: person,
    COUNTRY: side,
    ORGANIZATION: side,
}
