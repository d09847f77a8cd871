"""Data and quality: how well the facts are founded, what is missing, what is disputed, and which findings are open."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator import checks
from generator.facts.model import Slot
from generator.knowledge import KnowledgeBase
from generator.pages import json_ld
from generator.pages.context import common
from generator.pages.evidence import state
from generator.pages.model import Draft
from generator.pages.site import Site
from generator.schema.model import Ref

PATH = "quality.md"
STANDINGS = ("sourced", "single", "disputed", "cited", "almanac", "unsourced")
_APART = ("sources", "previous_ids", "rejected")
_ORIGINS = 30


class Coverage(NamedTuple):
    """The facts of a kind, counted by how each is founded; `kind` is the heading that readers see."""

    kind: str
    counts: Mapping[str, int]


class Dispute(NamedTuple):
    """A fact that articles tell differently: what the record says, and what else is said, and by which articles."""

    subject: Ref
    slot: Slot
    label: str
    value: str
    others: tuple[tuple[str, tuple[str, ...]], ...]


class Gap(NamedTuple):
    """What some records lack: the word for it, and the records."""

    word: str
    refs: tuple[Ref, ...]


class Founded(NamedTuple):
    """How all facts are founded, kind by kind, and those that are disputed."""

    coverage: tuple[Coverage, ...]
    disputes: tuple[Dispute, ...]


def drafts(site: Site, updated: str) -> Iterator[Draft]:
    """The one page."""
    title, about = site.catalogue["quality"], site.catalogue["quality_about"]

    def make() -> dict[str, object]:
        place, founded = site.place(PATH), found(site.base)
        origins = by_origin(site.base)
        return common(site, PATH) | {
            "name": title,
            "standings": STANDINGS,
            "founded": founded,
            "gaps": tuple(gap for gap in gaps(site) if gap.refs),
            "findings": sorted(Counter((p.rule, p.severity) for p in checks.run(site.base)).items()),
            "origins": origins,
            "reprinted": tuple(row for row in origins if len(row[1]) > 1)[:_ORIGINS],
            "show": place.show,
        }

    yield Draft(PATH, title, about, "quality.md.j2", "", updated, json_ld.collection(site, title, PATH), make)


def found(base: KnowledgeBase) -> Founded:
    """The standing of every fact that has a value or is an item of a list."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    disputes = []
    for ref, facts in base.held.items():
        for slot, value, _ in facts:
            if slot.field not in _APART and slot.part != "source":
                standing = state(base, ref, slot, value)
                counts[ref.kind][standing.name] += 1
                if standing.name == "disputed":
                    disputes.append(_dispute(base, ref, slot, value))
    coverage = tuple(Coverage(kind.heading, counts[kind.name]) for kind in base.schema.kinds if kind.name in counts)
    return Founded(coverage, tuple(disputes))


def _dispute(base: KnowledgeBase, ref: Ref, slot: Slot, value: str) -> Dispute:
    others: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in state(base, ref, slot, value).others:
        others[fact.value][fact.article] = None
    kind = base.schema.kind(ref.kind)
    field = kind.field(slot.field) if kind else None
    part = field.field(slot.part) if field and slot.part else field
    who = base.name(base.ids[slot.key[0]]) if slot.key and slot.key[0] in base.ids else ""
    label = ", ".join(filter(None, (who, part.label if part else slot.field)))
    return Dispute(ref, slot, label, value, tuple((told, tuple(others[told])) for told in sorted(others)))


def gaps(site: Site) -> Iterator[Gap]:
    """Meetings without a place, a day or people; persons without a position."""
    base, meetings = site.base, site.meetings.all
    yield Gap("gap_place", tuple(ref for ref in meetings if not base.records[ref].text("place")))
    dates = {ref: base.records[ref].text(kind.timeline) for ref in meetings if (kind := base.schema.kind(ref.kind))}
    yield Gap("gap_date", tuple(ref for ref in meetings if len(dates[ref]) < len("2025-12-02")))
    yield Gap("gap_people", tuple(ref for ref in meetings if not site.meetings.by_meeting[ref]))
    placed = {ref for ref, facts in base.held.items() if any(slot.field == "positions" for slot, _, _ in facts)}
    yield Gap("gap_position", tuple(ref for ref in base.records if ref.kind == "person" and ref not in placed))


def by_origin(base: KnowledgeBase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The articles by the one that each rests on, most first."""
    rests: dict[str, list[str]] = defaultdict(list)
    for article in base.articles:
        rests[base.origin(article)].append(article)
    return tuple(sorted(((o, tuple(all_)) for o, all_ in rests.items()), key=lambda row: (-len(row[1]), row[0])))
