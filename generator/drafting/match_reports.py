"""Sides in reports on matches, where "Belgium" and "Kessel" mean teams."""

import re
from dataclasses import replace
from functools import cache

from generator.drafting.countries import country_names
from generator.drafting.kinds import OTHER, Candidate, Cue
from generator.drafting.language import Language
from generator.drafting.model import COUNTRY, ORGANIZATION, PLACE, TaggedSpan

CONTEST = 4
"""So many different words of matches make a report one on a match."""
_NEAR, _MOST_WORDS = 24, 2


def contest_words(folded: str, words: Language) -> int:
    """How many different words of sports matches, where "Belgium" means a team, a text has."""
    return len({match.group().lower() for match in _contests(words)[0].finditer(folded)})


def perhaps_team(span: TaggedSpan) -> TaggedSpan:
    """A country or place in a report with a few words of sports: not sure, as a team may be meant."""
    is_place = span.kind in (COUNTRY, PLACE) and span.confidence == "sure"
    return span._replace(confidence="likely") if is_place else span


def as_team(folded: str, span: TaggedSpan, words: Language) -> TaggedSpan:
    """A country or place in a report on a match: its team, unless a preposition of place comes before it."""
    if span.kind not in (COUNTRY, PLACE):
        return span
    if _contests(words)[1].search(folded[max(0, span.start - 40) : span.start]):
        return span._replace(confidence="likely")
    code = country_names(words.tag).get(folded[span.start : span.end])
    if code is None:
        return span._replace(confidence="unsure", reason="a place or its club")
    return TaggedSpan(
        span.start, span.end, ORGANIZATION, f"team-{code}", "unsure", "probably a country's team", new=True
    )


def with_side(folded: str, candidate: Candidate, words: Language) -> Candidate:
    """The candidate with the cue for a side from what it did or who did it to it: "beat Kessel 3-1", "Kessel have"."""
    before, behind = _sides(words)
    is_side = before.search(folded, max(0, candidate.start - _NEAR), candidate.start) or behind.match(
        folded, candidate.end
    )
    if candidate.title or candidate.name.count(" ") >= _MOST_WORDS or not is_side:
        return candidate
    others = (cue for cue in candidate.cues if cue.kind != OTHER)
    return replace(candidate, cues=(*others, Cue(ORGANIZATION, 3.0, "a side in a match")))


@cache
def _sides(words: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, behind = (words.any_of("names", key) for key in ("before_sides", "behind_sides"))
    return re.compile(rf"(?<!\w)(?:{before}) $"), re.compile(rf" (?:{behind})(?!\w)")


@cache
def _contests(words: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    located = rf"\b(?:{words.any_of('names', 'place_prepositions')}) (?:[a-z]+ )?$"
    return re.compile(rf"\b(?:{words.any_of('names', 'contests')})\b", re.IGNORECASE), re.compile(
        located, re.IGNORECASE
    )
