"""Data and quality: how well the facts are founded, what is missing, what is disputed, and which findings are open."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.diagnostics import checks
from generator.knowledge_base import KnowledgeBase
from generator.pages import json_ld
from generator.pages.coverage import STANDINGS, Coverage
from generator.pages.model import PageDraft
from generator.pages.site_index import SiteIndex
from generator.pages.template_api import common
from generator.schema.model import Ref

PATH = "quality.md"
_ORIGINS = 30


class Gap(NamedTuple):
    """What some records lack: the word for it, and the records."""

    word: str
    refs: tuple[Ref, ...]


def drafts(site: SiteIndex, updated: str, founded: Callable[[], Coverage]) -> Iterator[PageDraft]:
    """The one page; `founded` looks at all facts."""
    title, about = site.catalogue["quality"], site.catalogue["quality_about"]

    def make() -> dict[str, object]:
        place = site.place(PATH)
        origins = by_origin(site.base)
        return common(site, PATH) | {
            "name": title,
            "standings": STANDINGS,
            "founded": founded(),
            "gaps": tuple(gap for gap in gaps(site) if gap.refs),
            "findings": sorted(Counter((p.rule, p.severity) for p in checks.run(site.base)).items()),
            "origins": origins,
            "reprinted": tuple(row for row in origins if len(row[1]) > 1)[:_ORIGINS],
            "show": place.show,
            "written": site.written,
        }

    yield PageDraft(PATH, title, about, "quality.md.j2", "", updated, json_ld.collection(site, title, PATH), make)


def gaps(site: SiteIndex) -> Iterator[Gap]:
    """Meetings without a place, a day or people; persons without a position."""
    base, meetings = site.base, site.meetings.all
    yield Gap("gap_place", tuple(ref for ref in meetings if not base.records[ref].text("place")))
    dates = {ref: base.records[ref].text(kind.timeline) for ref in meetings if (kind := base.schema.kind(ref.kind))}
    yield Gap("gap_date", tuple(ref for ref in meetings if len(dates[ref]) < len("2025-12-02")))
    yield Gap("gap_people", tuple(ref for ref in meetings if not site.meetings.by_meeting[ref]))
    placed = {ref for ref, facts in base.record_facts.items() if any(slot.field == "positions" for slot, _, _ in facts)}
    yield Gap("gap_position", tuple(ref for ref in base.records if ref.kind == "person" and ref not in placed))


def by_origin(base: KnowledgeBase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The articles by the one that each rests on, most first."""
    rests: dict[str, list[str]] = defaultdict(list)
    for article in base.articles:
        rests[base.origin(article)].append(article)
    return tuple(sorted(((o, tuple(all_)) for o, all_ in rests.items()), key=lambda row: (-len(row[1]), row[0])))
