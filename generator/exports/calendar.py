"""iCalendar files of meetings past and planned (RFC 5545, RFC 7986)."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from generator.exports.durations import duration_of
from generator.exports.splicing import Part, Splicer, owner_of, pieces_of
from generator.facts.model import Slot
from generator.last_file import Content
from generator.outcomes import confirmed
from generator.pages.addresses import address_of, canonical_url
from generator.pages.chips import chip_label, shown_is_draft
from generator.pages.dates import Days, date_of, days, instant, moves
from generator.pages.evidence import EvidenceState, state
from generator.pages.meetings import unnamed
from generator.pages.site_index import SiteIndex
from generator.pages.status import FIELD
from generator.schema.model import Ref
from generator.values import ValueFault, read_coordinates

_STATUS = {
    "held": "CONFIRMED",
    "due": "TENTATIVE",
    "announced": "TENTATIVE",
    "planned": "TENTATIVE",
    "overdue": "TENTATIVE",
    "contested": "TENTATIVE",
    "retracted": "TENTATIVE",
    "denied": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
}
_DOUBTED = ("denied", "contested", "retracted")
"""What calendars have no word for: the name of the event says it."""
_DOUBTFUL = {"disputed": "disputed_mark", "unconfirmed": "day_not_confirmed"}
_ESCAPED = re.compile(r"[\\;,]")
_LINE = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_WIDTH = 75
_DURATION = "duration"
_REFRESH = "P1D"
"""How often a calendar program should look for news, by RFC 7986 and as Outlook reads it."""
_CODES = {"\\": "\\\\", ";": "\\;", ",": "\\,"}


class Event(NamedTuple):
    """An event: its first day for sorting, its permanent id, its meeting, and a function that makes its lines."""

    first: dt.date
    uid: str
    meeting: Ref
    text: Callable[[], bytes]


def events(site: SiteIndex) -> Callable[[Ref], Event | None]:
    """A function that makes the event of a meeting, only once for all calendars; None if the day is not known."""

    @site.once
    def event(ref: Ref) -> Event | None:
        kind = site.base.schema.kind(ref.kind)
        when = days(site.base.records[ref].text(kind.timeline)) if kind else None
        return Event(when.first, _uid(site, ref), ref, partial(text, ref, when)) if when else None

    @site.once
    def text(ref: Ref, when: Days) -> bytes:
        return _lines(site, ref, when).encode()

    return event


def make_calendar(
    title: str, made: Iterable[Event | None], path: str = "", splicer: Splicer | None = None
) -> Content | None:
    """A calendar with at least one event, in the order of their days; `splicer` copies those of the file at `path`."""
    found = {event.meeting: event for event in made if event}
    events = sorted(found.values(), key=lambda event: (event.first, event.uid))
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Communiqué//EN", "CALSCALE:GREGORIAN")
    lines = [*head, f"NAME:{_text(title)}", f"X-WR-CALNAME:{_text(title)}"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}", f"X-PUBLISHED-TTL:{_REFRESH}"]
    opened, closed = _folded(lines).encode(), b"END:VCALENDAR\r\n"
    if splicer is None:
        return b"".join((opened, *(event.text() for event in events), closed))
    pieces = pieces_of(events, lambda event: event.text(), lambda event: owner_of(event.meeting))
    return splicer.joined(path, pieces, lambda parts: (Part(opened), *parts, Part(closed)))


def _uid(site: SiteIndex, ref: Ref) -> str:
    return str(uuid5(NAMESPACE_URL, f"{site.base_url or 'communique:'}{canonical_url(site, ref)}"))


def _lines(site: SiteIndex, ref: Ref, when: Days) -> str:
    base, kind = site.base, site.base.schema.kind(ref.kind)
    stamp = instant(date_of(base, ref)).replace("-", "").replace(":", "")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(site, ref)}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{moves(base, ref, kind).sequence if kind else 0}",
        *_when(when),
        *_duration(site, ref, when),
        f"SUMMARY:{_text(_summary(site, ref))}",
        *([f"STATUS:{status}"] if (status := _status(site, ref)) else []),
        "TRANSP:TRANSPARENT",
        *_where(site, ref),
        f"DESCRIPTION:{_text(_description(site, ref))}",
        *([f"URL:{site.base_url}{address_of(base, ref)}"] if site.base_url else []),
        "END:VEVENT",
    ]
    return _folded(lines)


def _summary(site: SiteIndex, ref: Ref) -> str:
    """The name; with what makes it doubtful.

    That is that it is denied or that sources differ on whether it was held, that nobody has reviewed the annotations
    behind it, or that sources disagree on the date or only plan it.
    """
    name, page = site.base.name(ref), site.place("")
    doubts = [chip_label(site, ref)] if site.meetings.state(ref).name in _DOUBTED else []
    doubts += [page.text("draft")] if shown_is_draft(site, ref) else []
    doubts += [page.text(_DOUBTFUL[day])] if (day := _date_state(site, ref).name) in _DOUBTFUL else []
    return f"{name} ({'; '.join(doubts)})" if doubts else name


def _date_state(site: SiteIndex, ref: Ref) -> EvidenceState:
    """What stands behind the date of a meeting."""
    kind = site.base.schema.kind(ref.kind)
    return state(site.base, ref, Slot(kind.timeline if kind else ""), site.base.timeline_date(ref))


def _status(site: SiteIndex, ref: Ref) -> str:
    """What calendars call a meeting, "" without a status that a source gives.

    One that was put off to a day that is known is tentative, and so is one whose day sources disagree on, or of which
    only a plan gives the day, and a draft.
    """
    name = site.meetings.state(ref).name
    if name == "held" and state(site.base, ref, Slot(FIELD), name).name == "unsourced":
        return ""
    if name == "held" and (_date_state(site, ref).name in _DOUBTFUL or shown_is_draft(site, ref)):
        return "TENTATIVE"
    kind = site.base.schema.kind(ref.kind)
    if name == "postponed" and kind and moves(site.base, ref, kind).previous:
        return "TENTATIVE"
    return _STATUS.get(name, "")


def _when(when: Days) -> list[str]:
    """Days, or an instant in UTC; a time of day without a zone is that of the place, which no zone is known of."""
    if when.time:
        moment = dt.datetime.fromisoformat(f"{when.first.isoformat()}T{_zoned(when.time)}")
        if moment.tzinfo is None:
            return [f"DTSTART:{_compact(moment)}"]
        try:
            return [f"DTSTART:{_compact(moment.astimezone(dt.UTC))}Z"]
        except OverflowError:
            pass
    lines = [f"DTSTART;VALUE=DATE:{_day(when.first)}"]
    if when.last > when.first and when.last < dt.date.max:
        lines.append(f"DTEND;VALUE=DATE:{_day(when.last + dt.timedelta(1))}")
    return lines


def _duration(site: SiteIndex, ref: Ref, when: Days) -> list[str]:
    """How long a meeting lasted that began at a known time, if sources say so exactly and agree."""
    words = confirmed(site.base, ref, _DURATION)
    length = duration_of(words) if when.time and words else None
    if length is None or state(site.base, ref, Slot(_DURATION), words).name == "disputed":
        return []
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return [f"DURATION:PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}"]


def _zoned(time: str) -> str:
    """`+03` as `+03:00`."""
    return f"{time}:00" if re.search(r"[+-]\d\d$", time) else time


def _compact(moment: dt.datetime) -> str:
    return f"{_day(moment.date())}T{moment:%H%M%S}"


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _where(site: SiteIndex, ref: Ref) -> list[str]:
    place = site.meetings.places.get(ref)
    if place is None:
        return []
    around = (site.base.ids.get(id_) for id_ in site.base.within(place.id))
    names = ", ".join(dict.fromkeys(site.base.name(each) for each in around if each))
    at = read_coordinates(site.base.records[place].text("coordinates"))
    return [f"LOCATION:{_text(names)}", *([] if isinstance(at, ValueFault) else [f"GEO:{at[0]:.6f};{at[1]:.6f}"])]


def _description(site: SiteIndex, ref: Ref) -> str:
    """Date in words, status, sides, people with their roles: one line each."""
    base, kind = site.base, site.base.schema.kind(ref.kind)
    date = site.place("").date(base.records[ref].text(kind.timeline)) if kind else ""
    lines = [" · ".join(filter(None, (date, chip_label(site, ref), _doubt(site, ref))))]
    lines += [confirmed(base, ref, _DURATION)] if site.meetings.state(ref).held else []
    lines += [", ".join(base.name(side) for side in site.meetings.sides.get(ref, ()))]
    for each in site.meetings.by_meeting.get(ref, ()):
        about = ", ".join(filter(None, (each.role, base.name(each.side) if each.side else "")))
        lines.append(f"{base.name(each.person)}{f' ({about})' if about else ''}")
    for seat in unnamed(base, ref):
        about = ", ".join(filter(None, (seat.number, seat.role, base.name(seat.side) if seat.side else "")))
        lines.append(f"{seat.who}{f' ({about})' if about else ''}")
    return "\n".join(filter(None, lines))


def _doubt(site: SiteIndex, ref: Ref) -> str:
    """That sources disagree on the day, with their days, or that there is no source for it."""
    page, found = site.place(""), _date_state(site, ref)
    if found.name == "unsourced":
        return page.text("unsourced")
    others = dict.fromkeys(page.date(fact.value) for fact in found.others)
    return f"{page.text('disputed_mark')}: {', '.join(others)}" if found.name == "disputed" else ""


def _text(text: str) -> str:
    """A value of type TEXT."""
    plain = _CONTROL.sub("\ufffd", _LINE.sub("\n", text))
    return _ESCAPED.sub(lambda found: _CODES[found.group()], plain).replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> str:
    """Fold lines to at most 75 octets, with a space before each continuation, and without splitting a character."""
    return "".join(f"{line if len(line.encode()) <= _WIDTH else _fold(line)}\r\n" for line in lines)


def _fold(line: str) -> str:
    parts, width = [""], 0
    for char in line:
        size = len(char.encode())
        if width + size > _WIDTH:
            parts.append(" ")
            width = 1
        parts[-1] += char
        width += size
    return "\r\n".join(parts)
