"""The status of a record as chips and as text."""

from collections.abc import Iterator

from generator.facts.model import Slot
from generator.outcomes import reported
from generator.pages.drafts import row_is_draft
from generator.pages.escape import Markdown, escape
from generator.pages.meeting_facts import sure_date
from generator.pages.site_index import SiteIndex, shared_by_pages
from generator.pages.status import FIELD
from generator.schema.model import Ref


@shared_by_pages
def chip(site: SiteIndex, ref: Ref) -> Markdown:
    """The status of a record as chips, empty if unknown; one says that nobody has reviewed what lists show of it."""
    made = []
    for value, label in _statuses(site, ref):
        made.append(f'<span class="cq-chip cq-chip--{escape(value)}">{escape(label)}</span>')
    if shown_is_draft(site, ref):
        made.append(f'<span class="cq-draft">{escape(site.catalogue["draft"])}</span>')
    return Markdown(" ".join(made))


@shared_by_pages
def shown_is_draft(site: SiteIndex, ref: Ref) -> bool:
    """Whether the day, place or status of a record, which lists show, rests on unreviewed drafts alone."""
    kind = site.base.schema.kind(ref.kind)
    timeline = (kind.timeline,) if kind and kind.timeline else ()
    return row_is_draft(site.base, ref, (*timeline, "place", FIELD))


def chip_label(site: SiteIndex, ref: Ref) -> str:
    """The status of a record as text; "" if unknown."""
    return " / ".join(label for _, label in _statuses(site, ref))


def statuses_of(site: SiteIndex, ref: Ref) -> tuple[str, ...]:
    """The statuses of a record: two if sources differ on whether a meeting was held, none if unknown."""
    state = site.meetings.states.get(ref)
    value = site.base.records[ref].text(FIELD) if ref in site.base.records else ""
    return state.statuses if state else (value,) if value else ()


def _statuses(site: SiteIndex, ref: Ref) -> Iterator[tuple[str, str]]:
    """The statuses of a record with their labels."""
    kind = site.base.schema.kind(ref.kind)
    field = kind.field(FIELD) if kind else None
    base, state = site.base, site.meetings.states.get(ref)
    if state and state.withdrawn and not state.contested:
        label = field.label_of(state.status) if field and state.status else kind.label if kind else ""
        yield "denied", site.catalogue.text("report_retracted", status=label)
        return
    for status in statuses_of(site, ref):
        label = field.label_of(status) if field else status
        if state and state.contested and status == "held" and (about := _reported_otherwise(site, ref)):
            label = f"{label} ({about})"
        if status == "held" and state and not state.contested and sure_date(site, ref) != base.timeline_date(ref):
            label = f"{label} ({site.catalogue['day_not_confirmed']})"
        yield status, site.catalogue.text("no_later_report", status=label) if state and state.overdue else label


def _reported_otherwise(site: SiteIndex, ref: Ref) -> str:
    """The day and place of the reports that a contested meeting was held, where its record has others."""
    base, kind = site.base, site.base.schema.kind(ref.kind)
    record, names = base.records[ref], (kind.timeline if kind else "", "place")
    date, place = (said if (said := reported(base, ref, Slot(name))) != record.text(name) else "" for name in names)
    where = base.ids.get(place)
    return ", ".join(filter(None, (date and site.place("").date(date), base.name(where) if where else "")))
