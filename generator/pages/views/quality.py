"""The page on data and quality: sources, gaps, disputes and open findings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.pages import json_ld
from generator.pages.contexts import Context
from generator.pages.coverage import EVIDENCE, Coverage
from generator.pages.model import PageDraft
from generator.pages.references import person_kinds
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

PATH = "quality.md"
_ORIGINS = 30


class Gap(NamedTuple):
    """A gap in some records: its name, and the records."""

    word: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityContext(Context):
    """What the template of the page on data and quality can use."""

    coverage: Annotated[Coverage, "How well facts are sourced, kind by kind, and which are disputed."]

    @property
    def evidence_states(self) -> tuple[str, ...]:
        """The states of evidence, in the order of the columns."""
        return EVIDENCE

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What records lack."""
        return tuple(gap for gap in gaps(self.site) if gap.refs)

    @property
    def findings(self) -> list[tuple[tuple[str, str], int]]:
        """The findings of `communique check` by rule and severity, with their number."""
        return sorted(self.site.findings().items())

    @property
    def origins(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The articles by the one on which each rests, most articles first."""
        return by_origin(self.base)

    @property
    def written(self) -> frozenset[str]:
        """The paths of the pages that people write."""
        return self.site.written

    def reprinted(self, origins: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Those of some origins on which several articles rest."""
        return tuple(row for row in origins if len(row[1]) > 1)[:_ORIGINS]


def drafts(site: SiteIndex, updated: str, coverage: Callable[[], Coverage]) -> Iterator[PageDraft]:
    """The one page; `coverage` looks at all facts."""
    title, about = site.catalogue["quality"], site.catalogue["quality_about"]

    def make_context() -> QualityContext:
        return QualityContext(site=site, page=site.place(PATH), name=title, coverage=coverage())

    data, is_empty = json_ld.collection(site, title, PATH), not site.base.records and not site.base.articles
    yield PageDraft(PATH, title, about, "quality.md.j2", "", updated, data, make_context, is_empty=is_empty)


def gaps(site: SiteIndex) -> Iterator[Gap]:
    """Meetings without a place, a day or people; persons without a position."""
    base, meetings, facts = site.base, site.meetings.all, site.base.record_facts
    yield Gap("gap_place", tuple(ref for ref in meetings if not base.records[ref].text("place")))
    dates = {ref: base.records[ref].text(kind.timeline) for ref in meetings if (kind := base.schema.kind(ref.kind))}
    yield Gap("gap_date", tuple(ref for ref in meetings if len(dates[ref]) < len("2025-12-02")))
    yield Gap("gap_people", tuple(ref for ref in meetings if not site.meetings.by_meeting[ref]))
    people = person_kinds(base.schema)
    persons = [ref for ref in base.records if ref.kind in people]
    placed = site.each("has a position", persons, lambda ref: any(f.slot.field == "positions" for f in facts[ref]))
    yield Gap("gap_position", tuple(ref for ref, has_one in zip(persons, placed, strict=True) if not has_one))


def by_origin(base: KnowledgeBase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The articles by the one that each rests on, most first."""
    rests: dict[str, list[str]] = defaultdict(list)
    for article in base.articles:
        rests[base.origin(article)].append(article)
    return tuple(sorted(((o, tuple(all_)) for o, all_ in rests.items()), key=lambda row: (-len(row[1]), row[0])))
