"""The home page: the newest meetings, statements and articles, who is who, and how well facts are sourced."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Annotated, NamedTuple

from generator.facts.model import Slot
from generator.pages import addresses, intro
from generator.pages.accounts import shortest
from generator.pages.contexts import Context
from generator.pages.coverage import EVIDENCE, Coverage, Dispute
from generator.pages.dates import is_before
from generator.pages.escape import Markdown
from generator.pages.meeting_facts import points
from generator.pages.newest_role import newest_role
from generator.pages.references import person_kinds
from generator.pages.repository import home_links
from generator.pages.site_index import AS_OF, SiteIndex
from generator.pages.statements import Statement
from generator.schema.model import Ref

_LATEST = 6
_OF_ONE_SPEAKER = 2
_SIDES = 12
_PEOPLE = 8
_NEWS = 5
_NAMED = 5
_OPEN = 10
_TOPICS = 5
_NOT_AGREED = "not_agreed"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the home page, what it counts, and the page that lists them."""

    count: int
    label: str
    path: Markdown


class HomeSide(NamedTuple):
    """A side (None if unknown), its most active people with their roles, and how many people it has."""

    side: Ref | None
    people: tuple[tuple[Ref, str], ...]
    total: int


class LatestMeeting(NamedTuple):
    """The newest meeting that took place, its first sentences, each side's shortest account, and its chain."""

    ref: Ref
    lead: Markdown
    accounts: tuple[Statement, ...]
    rounds: tuple[Ref, ...]


class OpenPoint(NamedTuple):
    """What a meeting left open, in the words of the source, and its place in the record."""

    meeting: Ref
    slot: Slot
    point: str


class NewArticle(NamedTuple):
    """An article, some of the records that it mentions, and their number."""

    article: str
    records: tuple[Ref, ...]
    total: int


PATH = "index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContext(Context):
    """What the template of the home page can use."""

    coverage: Annotated[Coverage, "How well facts are sourced, and which are disputed."]

    @property
    def site_subject(self) -> str:
        """What the site is about, from the plugin's option `subject`."""
        return self.site.subject

    @property
    def numbers(self) -> tuple[Number, ...]:
        """How many records of each kind and how many articles there are, with links to their indexes."""
        return tuple(_numbers(self.site))

    @property
    def latest_meeting(self) -> LatestMeeting | None:
        """The newest meeting that took place, None if there is none."""
        ref = next((ref for ref in self.meetings.all if self.state(ref).held), None)
        if ref is None:
            return None
        lead = intro.meeting(self.site, self.page, ref)
        return LatestMeeting(ref, lead, shortest(self.page.fragments.accounts(ref)), self.site.chains.of(ref))

    @property
    def is_latest_sure(self) -> bool:
        """Whether all other meetings that took place were surely before the newest one."""
        held = [ref for ref in self.meetings.all if self.state(ref).held]
        return all(is_before(self.base.date(ref), self.base.date(held[0])) for ref in held[1:])

    @property
    def held(self) -> tuple[Ref, ...]:
        """The newest meetings that took place, but for the latest."""
        return tuple(ref for ref in self.meetings.all if self.state(ref).held)[1:_LATEST]

    @property
    def held_count(self) -> int:
        """How many meetings took place."""
        return len(self.meetings.held)

    @property
    def planned(self) -> tuple[Ref, ...]:
        """The announced and planned meetings, the latest first."""
        return tuple(ref for ref in self.meetings.all if self.state(ref).is_ahead)

    @property
    def off(self) -> tuple[Ref, ...]:
        """The newest meetings that were postponed, cancelled or denied."""
        return tuple(ref for ref in self.meetings.all if self.state(ref).is_off)[:_LATEST]

    @property
    def off_count(self) -> int:
        """How many meetings were postponed, cancelled or denied."""
        return sum(state.is_off for state in self.meetings.states.values())

    @property
    def latest(self) -> tuple[Statement, ...]:
        """The newest statements, at most two of one speaker."""
        return tuple(islice(_latest(self.site), _LATEST))

    @property
    def who(self) -> tuple[HomeSide, ...]:
        """The sides with their most active people."""
        return tuple(_who(self.site))

    @property
    def coverage_text(self) -> str:
        """How many facts have a sentence, a single origin, a dispute or no source."""
        return _coverage_text(self.site, self.coverage)

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """The facts on which articles disagree."""
        return self.coverage.disputes

    @property
    def unconfirmed(self) -> tuple[Ref, ...]:
        """What was planned for a day that has passed, with no later report."""
        return tuple(ref for ref in self.meetings.all if self.state(ref).overdue)

    @property
    def left_open(self) -> tuple[OpenPoint, ...]:
        """What the newest meetings left open."""
        return tuple(islice(_left_open(self.site), _OPEN))

    @property
    def talked_of(self) -> tuple[tuple[Ref, tuple[Statement, ...]], ...]:
        """The topics on which several sides spoke, the latest first, each with the newest statement of each side."""
        return tuple(islice(_talked_of(self.site), _TOPICS))

    @property
    def news(self) -> tuple[NewArticle, ...]:
        """The newest articles with some of the records that they mention."""
        return tuple(_news(self.site))


def context(site: SiteIndex, coverage: Coverage) -> HomeContext:
    """The context of the home page."""
    page = site.place(PATH)
    return HomeContext(
        site=site,
        page=page,
        name=site.title,
        as_of=site.whole[AS_OF],
        forms=addresses.forms(site, PATH, addresses.site_feeds(site)),
        foot_links=home_links(site.repository, page),
        coverage=coverage,
    )


def _numbers(site: SiteIndex) -> Iterator[Number]:
    for kind in site.base.schema.kinds:
        count = sum(ref.kind == kind.name for ref in site.base.records)
        if count:
            yield Number(count, kind.heading, Markdown(f"{kind.plural}/index.md"))
    if site.base.articles:
        yield Number(len(site.base.articles), site.catalogue["articles"], Markdown("articles/index.md"))


def _latest(site: SiteIndex) -> Iterator[Statement]:
    """The newest statements, with a limit per speaker."""
    counts_by_speaker: Counter[str] = Counter()
    for statement in site.statements.all:
        speaker = statement.parts["by"] or statement.parts["speaker"]
        counts_by_speaker[speaker] += 1
        if counts_by_speaker[speaker] <= _OF_ONE_SPEAKER:
            yield statement


def _who(site: SiteIndex) -> Iterator[HomeSide]:
    """The people who took part or spoke, by side, the most active first."""
    base = site.base
    by_side: dict[Ref | None, list[Ref]] = defaultdict(list)
    kinds = person_kinds(base.schema)
    persons = [ref for ref in base.records if ref.kind in kinds]
    found = zip(persons, site.each("activity", persons, partial(_activity, site)), strict=True)
    active = {person: own for person, own in found if own}
    for person, own in active.items():
        by_side[own.side].append(person)
    weight = {side: sum(active[person].deeds for person in people) for side, people in by_side.items()}
    largest = sorted(by_side, key=lambda side: (-weight[side], side or Ref("~", "")))[:_SIDES]
    for side in sorted(largest, key=lambda side: (side is None, base.name(side).casefold() if side else "")):
        people = by_side[side]
        least = sorted((active[person].deeds for person in people), reverse=True)[:_PEOPLE][-1]
        most = [person for person in people if active[person].deeds >= least]
        first = sorted(most, key=lambda ref: (-active[ref].deeds, site.sort_key(ref)))[:_PEOPLE]
        yield HomeSide(side, tuple((person, active[person].role) for person in first), len(people))


class _Activity(NamedTuple):
    """How many meetings that count as held somebody attended, and statements made; the newest side and role."""

    deeds: int
    side: Ref | None
    role: str


def _activity(site: SiteIndex, person: Ref) -> _Activity | None:
    """What a person did; None if no source says anything of that."""
    own, said = site.meetings.by_person.get(person, ()), site.statements.of("by", person)
    if not own and not said:
        return None
    now = newest_role(site, person)
    return _Activity(sum(each.meeting in site.meetings.held for each in own) + len(said), now.side, now.role)


def _left_open(site: SiteIndex) -> Iterator[OpenPoint]:
    """What meetings that took place left open, the newest first."""
    for meeting in site.meetings.all:
        for field, value in points(site, meeting) if _NOT_AGREED in site.base.records[meeting].texts else ():
            if field == _NOT_AGREED:
                yield OpenPoint(meeting, Slot(field), value)


def _talked_of(site: SiteIndex) -> Iterator[tuple[Ref, tuple[Statement, ...]]]:
    """Topics in the order of their newest statements, for each the newest statement of each of at least two sides."""
    found: dict[Ref, dict[Ref, Statement]] = defaultdict(dict)
    sides = {(each.subject, each.slot): side for side, said in site.voices.items() for each in said}
    for statement in site.statements.all:
        topic, side = site.base.ids.get(statement.parts["topic"]), sides.get((statement.subject, statement.slot))
        if topic and side:
            found[topic].setdefault(side, statement)
    for topic, by_side in found.items():
        if len(by_side) > 1:
            yield topic, tuple(by_side.values())


def _coverage_text(site: SiteIndex, found: Coverage) -> str:
    """The numbers of sourced, single-origin, disputed and unsourced facts, in words."""
    counts = {evidence: found.count(evidence) for evidence in EVIDENCE}
    with_sentence = counts["sourced"] + counts["single"] + counts["disputed"] + counts["unconfirmed"]
    return site.catalogue.text(
        "coverage_text",
        with_sentence=with_sentence,
        total=sum(counts.values()) - counts["almanac"],
        single=counts["single"],
        disputed=counts["disputed"],
        unsourced=counts["unsourced"],
    )


def _news(site: SiteIndex) -> Iterator[NewArticle]:
    """The newest articles."""
    base = site.base
    for id_ in islice(reversed(tuple(base.articles)), _NEWS):
        named = dict.fromkeys(fact.subject for fact in base.by_article.get(id_, ()) if fact.subject in base.records)
        yield NewArticle(id_, tuple(islice(named, _NAMED)), len(named))
