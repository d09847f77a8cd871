"""The home page: what there is, what is newest, who is who, and how well it is founded."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.pages.context import common, first_title
from generator.pages.escape import Markdown
from generator.pages.evidence import state
from generator.pages.site import Site
from generator.pages.statements import Statement
from generator.schema.model import Ref

_LATEST = 6
_OF_ONE_SPEAKER = 2
_STANDINGS = ("sourced", "single", "disputed", "cited", "almanac", "unsourced")


@dataclass(frozen=True, slots=True)
class _Number:
    count: int
    label: str
    path: Markdown


PATH = "index.md"


def context_of(site: Site) -> dict[str, object]:
    """What the template of the home page uses."""
    base = site.base
    status = {ref: base.records[ref].text("status") for ref in site.meetings.all}
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
        "as_of": newest[0].front.date if newest else "",
        "numbers": (*(number for number in numbers if number.count), articles),
        "held": tuple(ref for ref in site.meetings.all if status[ref] != "planned")[:_LATEST],
        "planned": tuple(ref for ref in site.meetings.all if status[ref] == "planned"),
        "latest": tuple(islice(_latest(site), _LATEST)),
        "who": tuple(_who(site)),
        "newest_articles": tuple(base.articles.values())[: -_LATEST - 1 : -1],
        "founded": founded(site),
    }


def _latest(site: Site) -> Iterator[Statement]:
    """The newest statements, so many of one speaker that others are heard too."""
    told: Counter[str] = Counter()
    for statement in site.statements.all:
        told[statement.parts["by"]] += 1
        if told[statement.parts["by"]] <= _OF_ONE_SPEAKER:
            yield statement


def _who(site: Site) -> Iterator[tuple[Ref | None, tuple[tuple[Ref, str], ...]]]:
    """The persons who took part in something or spoke, by side."""
    base = site.base
    by_side: dict[Ref | None, list[tuple[Ref, str]]] = defaultdict(list)
    for person in (ref for ref in base.records if ref.kind == "person"):
        own = site.meetings.by_person.get(person, ())
        if own or site.statements.of("by", person):
            side = own[0].side if own else base.ids.get(base.records[person].text("country"))
            by_side[side].append((person, own[0].role if own else first_title(base, person)))
    for side in sorted(by_side, key=lambda side: side or Ref("~", "")):
        yield side, tuple(by_side[side])


def founded(site: Site) -> str:
    """How many facts open a sentence, rest on one origin, are disputed, or have no source, in words."""
    base = site.base
    tally: dict[str, int] = dict.fromkeys(_STANDINGS, 0)
    for ref, facts in base.held.items():
        for slot, value, _ in facts:
            if slot.field not in ("sources", "previous_ids", "rejected", "accepted") and slot.part != "source":
                tally[state(base, ref, slot, value).name] += 1
    with_sentence = tally["sourced"] + tally["single"] + tally["disputed"]
    return site.catalogue["how_founded_text"].format(
        with_sentence, sum(tally.values()) - tally["almanac"], tally["single"], tally["disputed"], tally["unsourced"]
    )
