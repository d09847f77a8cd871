"""The date of the newest source that a record's page tells of: it is on no page older than a fact that stands there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.backlinks import Link
from generator.facts.extract import LABEL
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.accounts import Accounts, compared
from generator.pages.dates import last_of, newest_date
from generator.pages.meetings import Meetings
from generator.pages.nearby import nearby
from generator.pages.offices import offices
from generator.pages.references import is_country, self_reference, side_kinds
from generator.pages.speakers import Voices
from generator.pages.statements import Statement, Statements
from generator.pages.tabled import tabled
from generator.pages.trips import hosted
from generator.schema.model import Ref
from generator.values import split_source

_Once = Callable[[Callable[..., Any]], Callable[..., Any]]
_Item = tuple[str, tuple[str, ...]]
"""The field and the key of an item; the key of a plain field is empty."""


@dataclass(frozen=True, slots=True)
class AsOfInputs:
    """What pages of records tell of: facts, meetings, their accounts, statements, and the statements of each side."""

    base: KnowledgeBase
    meetings: Meetings
    statements: Statements
    voices: Voices
    accounts: Callable[[Ref], Accounts]


def dates_by_record(inputs: AsOfInputs, once: _Once) -> Callable[[Ref], str]:
    """A function that gives the date of the newest article, retraction, cited source or change behind a record's page.

    The page also tells of other records: of meetings, offices and statements. Their sources count, too, as far as the
    page shows their facts. It is as exact as it is given; "" for none.
    """
    base = inputs.base
    by_item = once(lambda ref: _by_item(base, ref))
    of_meeting = once(lambda ref: last_of(_of_meeting(base, ref, by_item(ref))))

    def as_of(ref: Ref) -> str:
        own = (_newest_of(base, dict.fromkeys(mention.article for mention in base.mentions.get(ref, ()))),)
        items = (by_item(subject).get(item, "") for subject, item in _items(inputs, ref))
        listed = dict.fromkeys(_meetings(inputs, ref))
        meetings = map(of_meeting, listed)
        return last_of((*own, *by_item(ref).values(), *_changed(base, ref), *items, *meetings))

    return once(as_of)


def _by_item(base: KnowledgeBase, ref: Ref) -> Mapping[_Item, str]:
    """The date of the newest source of each plain field and each item of a record; a label is no news."""
    articles: dict[_Item, dict[str, None]] = defaultdict(dict)
    for (slot, _), facts in base.evidence.get(ref, {}).items():
        articles[slot.field, slot.key].update((fact.article, None) for fact in facts if fact.slot != LABEL)
    found = {item: _newest_of(base, named) for item, named in articles.items()}
    for slot, cited in base.cited.get(ref, {}).items():
        front, item = base.fronts.get(cited.source), (slot.field, slot.key)
        day = front.date if front else split_source(cited.source)[1]
        found[item] = last_of((found.get(item, ""), day))
    return found


def _newest_of(base: KnowledgeBase, articles: Iterable[str]) -> str:
    """The date of the newest of some articles, of their retractions and corrections."""
    named = [*articles, *(other for article in articles for other in base.corrections.get(article, ()))]
    retracted = (front.retracted.date for article in named if (front := base.fronts[article]).retracted)
    return last_of((newest_date(base, named), *retracted))


def _changed(base: KnowledgeBase, ref: Ref) -> Iterator[str]:
    return (change.on for change in base.history.get(ref, ()))


def _meetings(inputs: AsOfInputs, ref: Ref) -> Iterator[Ref]:
    """The meetings that a record's page lists."""
    base, kind = inputs.base, inputs.base.schema.kind(ref.kind)
    yield from inputs.meetings.by_side.get(ref, ())
    yield from hosted(base, ref)
    yield from (link.subject for link in _links(base, ref) if link.subject in inputs.meetings.states)
    field = self_reference(kind) if kind and ref in inputs.meetings.states else None
    before = base.ids.get(base.records[ref].text(field.name)) if field else None
    yield from () if before is None else (before,)


def _items(inputs: AsOfInputs, ref: Ref) -> Iterator[tuple[Ref, _Item]]:
    """The items of other records that a record's page shows."""
    for subject, slot in _slots(inputs, ref):
        yield subject, (slot.field, slot.key)


def _slots(inputs: AsOfInputs, ref: Ref) -> Iterator[tuple[Ref, Slot]]:
    base, meetings = inputs.base, inputs.meetings
    yield from ((link.subject, link.slot) for link in _links(base, ref))
    yield from ((own.role_subject, own.role_slot) for own in meetings.by_meeting.get(ref, ()))
    if ref.kind in side_kinds(base.schema):
        yield from ((office.person, office.slot) for office in offices(base, ref))
    yield from ((each.subject, each.slot) for each in _statements(inputs, ref))


def _statements(inputs: AsOfInputs, ref: Ref) -> Iterator[Statement]:
    """The statements that a record's page shows without being their speaker or subject."""
    base, said, meetings = inputs.base, inputs.statements, inputs.meetings
    yield from inputs.voices.get(ref, ())
    if ref in meetings.states:
        yield from (each for found in nearby(base, said, meetings, ref) for each in found.statements)
    if ref in meetings.by_person:
        yield from (each for row in compared(inputs.accounts, meetings, ref) for each in (*row.own, *row.others))
    if is_country(base.schema, (ref.kind,)):
        yield from (answer.statement for row in tabled(base, said, ref) for answer in row.answers)


def _links(base: KnowledgeBase, ref: Ref) -> Iterator[Link]:
    return (link for links in base.links.get(ref, {}).values() for link in links)


def _of_meeting(base: KnowledgeBase, ref: Ref, dates: Mapping[_Item, str]) -> Iterator[str]:
    """The dates of what lists tell of a meeting, and of its changes: not those of its accounts."""
    kind = base.schema.kind(ref.kind)
    accounts = {field.name for field in kind.fields if field.statement} if kind else set()
    yield from (date for (field, _), date in dates.items() if field not in accounts)
    yield from _changed(base, ref)
