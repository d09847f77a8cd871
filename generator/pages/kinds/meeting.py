"""The page of a meeting."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import POINTS, confirmed
from generator.pages import intro
from generator.pages.accounts import Accounts, shortest
from generator.pages.blocks import FactRow, ShownValue
from generator.pages.chains import follows
from generator.pages.contexts import RecordContext
from generator.pages.drafts import is_draft, side_is_draft
from generator.pages.escape import Markdown
from generator.pages.evidence import mark
from generator.pages.meetings import Participation, Seat, refs_of, unnamed
from generator.pages.nearby import NearbyStatements, nearby
from generator.pages.page_context import PageContext
from generator.pages.references import participants_field, referrers
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement
from generator.schema.model import Ref

_MEDIATOR, _REMOTE, _DENIED = "mediator", "remote", "denied"
_APART = ("call", "video", "shuttle")


class Round(NamedTuple):
    """A neighbour in the chain of meetings: `previous` or `next`."""

    sort: str
    ref: Ref


class Origin(NamedTuple):
    """An article on which others rest, those that report it, and how many facts they give."""

    id: str
    reports: tuple[str, ...]
    facts: int


class StatusReport(NamedTuple):
    """The status of a meeting in an article, the article's date, the sentence, and the link to it."""

    status: str
    date: str
    article: str
    sentence: Markdown
    link: Markdown


class Delegation(NamedTuple):
    """A side of a meeting (None: people without a side), its people, unnamed ones included, and their number.

    The number is 0 if no source tells it. `words` name a side that is no record, as the source does.
    """

    side: Ref | None
    people: tuple[Participation, ...]
    unnamed: tuple[Seat, ...]
    total: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContext(RecordContext):
    """What the template of a meeting's page can use."""

    @property
    def lead(self) -> Markdown:
        """When and where it took place, and its sides."""
        return intro.meeting(self.site, self.page, self.subject)

    @property
    def more_facts(self) -> tuple[FactRow, ...]:
        """Who mediated."""
        return tuple(_more_facts(self.site, self.page, self.subject))

    @property
    def group(self) -> str:
        """The name of the field of its participants."""
        field = participants_field(self.kind)
        return field.name if field else ""

    @property
    def delegations_heading(self) -> str:
        """The word for the heading of its people: were they in a room, or apart; and did it take place."""
        state, people = self.state(self.subject), self.meetings.by_meeting.get(self.subject, ())
        form = self.confirmed("format")
        where = "apart" if form in _APART or any(p.presence == _REMOTE for p in people) else "delegations"
        if state.held:
            return where
        is_said = state.contested or state.withdrawn or state.status == _DENIED or not (state.status or state.due)
        return f"{where}_{'planned' if state.is_ahead else 'contested' if is_said else 'off'}"

    @property
    def delegations(self) -> tuple[Delegation, ...]:
        """The sides with their people, the unnamed ones and their number; those without a side come last."""
        return _delegations(self.site, self.subject)

    def side_is_draft(self, own: Participation) -> bool:
        """Whether only the side of a participant, not the seat, rests on articles alone that nobody has reviewed."""
        return not is_draft(self.base, self.subject, own.slot, "") and side_is_draft(self.base, own)

    def confirmed(self, name: str) -> str:
        """The value of a plain field; "" if only a plan or a denial of a meeting that was held gives it."""
        return confirmed(self.base, self.subject, name)

    @property
    def unconfirmed(self) -> tuple[Participation, ...]:
        """The people whom only plans or denials of a meeting name, though it is reported as held."""
        return self.meetings.unconfirmed.get(self.subject, ())

    @property
    def disputed(self) -> bool:
        """Whether articles disagree on one of its facts."""
        return bool(self.disputes)

    @property
    def results(self) -> dict[str, tuple[ShownValue, ...]]:
        """The points under `agreed` and `not_agreed`, each with its mark; none of what did not take place."""
        state, names = self.state(self.subject), POINTS
        if not (state.held or state.contested or state.withdrawn):
            return dict.fromkeys(names, ())
        return {name: tuple(_points(self.base, self.page, self.subject, name)) for name in names}

    @property
    def left_open(self) -> tuple[ShownValue, ...]:
        """The points under `not_agreed` of which nobody says that they were agreed."""
        known = {value for field, value in self.points(self.subject) if field == POINTS[1]}
        return tuple(point for point in self.results[POINTS[1]] if point.shown in known)

    @property
    def accounts(self) -> Accounts:
        """What each side says: one column per side, one row per topic."""
        return self.page.fragments.accounts(self.subject)

    def shortest(self, found: Accounts) -> tuple[Statement, ...]:
        """The account of each side that has the fewest words."""
        return shortest(found)

    @property
    def documents(self) -> tuple[Ref, ...]:
        """The documents that were discussed."""
        facts, ids = self.base.record_facts[self.subject], self.base.ids
        return tuple(ids[id_] for slot, id_, _ in facts if slot.field == "documents" and id_ in ids)

    @property
    def around(self) -> tuple[NearbyStatements, ...]:
        """Statements of its sides on its topics and documents in the month before and after."""
        return tuple(nearby(self.base, self.statements, self.meetings, self.subject))

    @property
    def chain(self) -> tuple[Round, ...]:
        """The rounds before and after it."""
        return tuple(_chain(self.base, self.subject))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The articles that mention it, by the article on which each rests."""
        return tuple(_origins(self.base, self.subject))

    @property
    def status_reports(self) -> tuple[StatusReport, ...]:
        """What the articles said of its status, in their order."""
        return tuple(_status_reports(self.base, self.page, self.subject))

    def origins_text(self, origins: int) -> str:
        """How many sentences mention it, in how many articles, from how many origins."""
        return intro.origins(self.base, self.page, self.subject, origins)

    def named(self, people: Iterable[Participation | Seat]) -> set[str]:
        """Those of role, capacity and presence that are known of at least one of some people."""
        people = tuple(people)
        return {part for part in ("role", "capacity", "presence") if any(getattr(p, part) for p in people)}


def _more_facts(site: SiteIndex, place: PageContext, ref: Ref) -> Iterator[FactRow]:
    """Rows that follow from other facts: who mediated."""
    mediators = [p for p in site.meetings.by_meeting.get(ref, ()) if p.capacity == _MEDIATOR]
    if mediators:
        base = site.base
        marks = [mark(place, ref, p.slot, "", base.name(p.person)) for p in mediators]
        shown = (ShownValue(place.link(p.person), made) for p, made in zip(mediators, marks, strict=True))
        yield FactRow(place.text("mediator"), tuple(shown))


def _delegations(site: SiteIndex, ref: Ref) -> tuple[Delegation, ...]:
    """The sides of a meeting with their people; those without a side come last. A host alone is no delegation."""
    people, seats = site.meetings.by_meeting.get(ref, ()), unnamed(site.base, ref)
    named = refs_of(site.base, ref, "sides")
    found = [_delegation(site.base, side, people, seats) for side in site.meetings.sides.get(ref, ())]
    found = [each for each in found if each.people or each.unnamed or each.side in named]
    words = dict.fromkeys(each.delegation for each in people if each.side is None and each.delegation)
    found += [_delegation(site.base, None, people, (), each) for each in words]
    loose = _delegation(site.base, None, people, seats)
    return (*found, *([loose] if loose.people or loose.unnamed else []))


def _origin(base: KnowledgeBase, seat: Seat) -> str:
    return base.origin(seat.slot.key[-1])


def _delegation(
    base: KnowledgeBase, side: Ref | None, people: Iterable[Participation], seats: Iterable[Seat], words: str = ""
) -> Delegation:
    own = tuple(p for p in people if p.side == side and (side is not None or p.delegation == words))
    others = tuple(s for s in seats if s.side == side)
    return Delegation(side, own, others, _total(base, own, others), words)


def _total(base: KnowledgeBase, own: Sequence[Participation], seats: Sequence[Seat]) -> int:
    """How many people of a side were there; 0 if no source tells.

    Unnamed people of one report may be those that another one counts or names.
    """
    origins = {_origin(base, seat) for seat in seats}
    for seat in own if origins - {""} else ():
        facts = base.evidence.get(seat.meeting, {}).get((seat.slot, ""), ())
        if origins.isdisjoint(base.origin(fact.article) for fact in facts):
            return 0
    return len(own) + sum(int(seat.number or "1") for seat in seats) if len(origins) <= 1 else 0


def _points(base: KnowledgeBase, place: PageContext, ref: Ref, name: str) -> Iterator[ShownValue]:
    for slot, value, _ in base.record_facts[ref]:
        if slot.field == name:
            yield ShownValue(value, mark(place, ref, slot, value, value))


def _chain(base: KnowledgeBase, ref: Ref) -> Iterator[Round]:
    kind = base.schema.kind(ref.kind)
    field = follows(kind) if kind else None
    if field is None:
        return
    before = base.ids.get(base.records[ref].text(field.name))
    if before:
        yield Round("previous", before)
    for later in sorted(referrers(base, ref, field.name)):
        yield Round("next", later)


def _origins(base: KnowledgeBase, ref: Ref) -> Iterator[Origin]:
    """The articles that mention a record, by their origin."""
    found: dict[str, list[str]] = defaultdict(list)
    for article in dict.fromkeys(mention.article for mention in base.mentions.get(ref, ())):
        found[base.origin(article)].append(article)
    facts = Counter(fact.article for asserted in base.evidence.get(ref, {}).values() for fact in asserted)
    for origin, articles in sorted(found.items()):
        yield Origin(origin, tuple(id_ for id_ in articles if id_ != origin), sum(facts[id_] for id_ in articles))


def _status_reports(base: KnowledgeBase, page: PageContext, ref: Ref) -> Iterator[StatusReport]:
    """The statuses in the articles, in order: planned, held; each once per article."""
    kind = base.schema.kind(ref.kind)
    field = kind.field("status") if kind else None
    order = [choice.value for choice in field.choices] if field else []
    facts = (fact for fact in base.contesting(ref, Slot("status")) if fact.value in order)
    found = {(fact.value, fact.article): fact for fact in reversed(tuple(facts))}
    reports = [_report(base, page, fact) for fact in found.values()]
    yield from sorted(reports, key=lambda report: (report.date, order.index(report.status), report.article))


def _report(base: KnowledgeBase, page: PageContext, fact: Fact) -> StatusReport:
    anchor, sentence = page.fragments.passage(fact.article, fact.annotation)
    link = page.anchor(f"articles/{fact.article}.md", "→", anchor)
    return StatusReport(fact.value, base.fronts[fact.article].date, fact.article, sentence, link)
