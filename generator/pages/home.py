"""The home page: what there is, what is newest, who is who, and how well it is founded."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from generator.pages import addresses
from generator.pages.coverage import STANDINGS, Coverage
from generator.pages.escape import Markdown
from generator.pages.repository import home_links
from generator.pages.roles import current_title
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement
from generator.pages.status import AHEAD
from generator.pages.template_api import common
from generator.schema.model import Ref

_LATEST = 6
_OF_ONE_SPEAKER = 2
_SIDES = 12
_PEOPLE = 8
_NEWS = 5
_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Number:
    count: int
    label: str
    path: Markdown


class HomeSide(NamedTuple):
    """A side (None where nobody says), its busiest people, each with his role, and how many it has in all."""

    side: Ref | None
    people: tuple[tuple[Ref, str], ...]
    total: int


class NewArticle(NamedTuple):
    """An article, some of the records that it tells of, and how many they are."""

    article: str
    records: tuple[Ref, ...]
    total: int


PATH = "index.md"


def context_of(site: SiteIndex, found: Coverage) -> dict[str, object]:
    """What the template of the home page uses."""
    base = site.base
    states = site.meetings.states
    newest = list(base.articles.values())[-1:]
    numbers = [
        _Number(
            sum(ref.kind == kind.name for ref in base.records),
            kind.heading,
            Markdown(f"{kind.plural}/index.md"),
        )
        for kind in base.schema.kinds
    ]
    articles = _Number(len(base.articles), site.catalogue["articles"], Markdown("articles/index.md"))
    return common(site, PATH) | {
        "name": site.title,
        "subject": site.subject,
        "as_of": newest[0].front.date if newest else "",
        "numbers": (*(number for number in numbers if number.count), articles),
        "held": tuple(ref for ref in site.meetings.all if states[ref].held)[:_LATEST],
        "held_count": len(site.meetings.held),
        "planned": tuple(ref for ref in site.meetings.all if states[ref].name in AHEAD),
        "off": tuple(ref for ref in site.meetings.all if states[ref].is_off)[:_LATEST],
        "off_count": sum(state.is_off for state in states.values()),
        "latest": tuple(islice(_latest(site), _LATEST)),
        "who": tuple(_who(site)),
        "founded": _told(site, found),
        "show": site.place(PATH).show,
        "disputes": found.disputes,
        "unconfirmed": tuple(ref for ref in site.meetings.all if states[ref].overdue),
        "news": tuple(_news(site)),
        "forms": addresses.forms(site, PATH, addresses.site_feeds(site)),
        "foot_links": home_links(site.repository, site.place(PATH)),
    }


def _latest(site: SiteIndex) -> Iterator[Statement]:
    """The newest statements, so many of one speaker that others are heard too."""
    told: Counter[str] = Counter()
    for statement in site.statements.all:
        told[statement.parts["by"]] += 1
        if told[statement.parts["by"]] <= _OF_ONE_SPEAKER:
            yield statement


def _who(site: SiteIndex) -> Iterator[HomeSide]:
    """The persons who took part in something or spoke, by side, those who did so most often first."""
    base = site.base
    by_side: dict[Ref | None, list[tuple[Ref, str]]] = defaultdict(list)
    active = [ref for ref in base.records if ref.kind == "person" and _is_active(site, ref)]
    for person in sorted(active, key=lambda ref: (-_deeds(site, ref), base.name(ref).casefold(), ref)):
        own = site.meetings.by_person.get(person, ())
        side = own[0].side if own else base.ids.get(base.records[person].text("country"))
        by_side[side].append((person, own[0].role if own else current_title(base, person)))
    weight = {side: sum(_deeds(site, person) for person, _ in people) for side, people in by_side.items()}
    largest = sorted(by_side, key=lambda side: (-weight[side], side or Ref("~", "")))[:_SIDES]
    for side in sorted(largest, key=lambda side: (side is None, base.name(side).casefold() if side else "")):
        yield HomeSide(side, tuple(by_side[side][:_PEOPLE]), len(by_side[side]))


def _is_active(site: SiteIndex, person: Ref) -> bool:
    return bool(site.meetings.by_person.get(person) or site.statements.of("by", person))


def _deeds(site: SiteIndex, person: Ref) -> int:
    attended = sum(own.meeting in site.meetings.held for own in site.meetings.by_person.get(person, ()))
    return attended + len(site.statements.of("by", person))


def _told(site: SiteIndex, found: Coverage) -> str:
    """How many facts open a sentence, rest on one origin, are disputed, or have no source, in words."""
    counts = {standing: found.count(standing) for standing in STANDINGS}
    with_sentence = counts["sourced"] + counts["single"] + counts["disputed"]
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
