"""Finds names in a text: the register's, countries', well-known ones, and new ones by rules."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from generator.drafting.annotated import NESTING, annotated_names
from generator.drafting.countries import country_names
from generator.drafting.folding import fold
from generator.drafting.identities import NamedThing, build_identities, identify
from generator.drafting.kinds import classify, find_cues
from generator.drafting.language import Language, alternatives
from generator.drafting.lexicon import Known, Lexicon, Match
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, PLACE, Confidence, TaggedSpan
from generator.drafting.prose import Prose
from generator.drafting.segmentation import segment_names

_CONTEST, _LONG = 4, 4
_BROKEN = re.compile(r"\[[^\[\]\n]{0,400}\][ \t]?\{[^{}\n]{0,400}\}?")


class Names(NamedTuple):
    """The names in the order of the text, and the longest form of each new name by its id."""

    spans: tuple[TaggedSpan, ...]
    new: Mapping[str, str]


def find_names(prose: Prose, known: Lexicon, words: Language | None) -> Names:
    """All names in the prose outside existing annotations."""
    folded = fold(prose.text)
    free = draftable(prose)
    possible = (match for match in known.matches(folded) if not folded.startswith("$", match.end))
    matches = _leftmost([match for match in possible if free(match.start, match.end)])
    if words is None:
        registered = [match for match in matches if match.things[0].origin in ("register", "article")]
        return Names(tuple(_span_of_match(folded, match, None) for match in registered), {})
    annotated = [
        Match(each.start, each.end, (Known(each.kind, each.id, "article"),)) for each in annotated_names(prose)
    ]
    found = segment_names(prose, folded, sorted((*matches, *annotated)), words, free)
    candidates = [replace(each, cues=find_cues(folded, each, words, found.small)) for each in found.candidates]
    spans = [_span_of_match(folded, match, words) for match in found.matches]
    if _is_contest(folded, words):
        spans = [_as_team(folded, span, words) for span in spans]
    named = [
        NamedThing(match.start, folded[match.start : match.end], match.things[0].kind, match.things[0].id)
        for match in (*annotated, *found.matches)
        if len(match.things) == 1
    ]
    given = build_identities(known, words, classify(candidates), candidates, named)
    spans += identify(given, candidates)
    return Names(tuple(sorted(spans)), given.full)


@cache
def _contests(words: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    located = rf"\b(?:{alternatives(words.words('names', 'place_prepositions'))}) (?:[a-z]+ )?$"
    return re.compile(rf"\b(?:{alternatives(words.words('names', 'contests'))})\b"), re.compile(located, re.IGNORECASE)


def _is_contest(folded: str, words: Language) -> bool:
    """Whether a text reports a sports match, where "Belgium" means a team."""
    found = {match.group() for match in _contests(words)[0].finditer(folded)}
    return len(found) >= _CONTEST


def _as_team(folded: str, span: TaggedSpan, words: Language) -> TaggedSpan:
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


def draftable(prose: Prose) -> Callable[[int, int], bool]:
    """A predicate: whether a range is prose outside annotations of names and outside broken annotations."""
    blocked = bytearray(len(prose.text))
    for block in prose.blocks:
        if not block.is_prose:
            blocked[block.start : block.end] = b"\1" * (block.end - block.start)
    at = 0
    for block in prose.blocks:
        blocked[at : block.start] = b"\1" * (block.start - at)
        at = block.end if block.is_prose else at
    blocked[at:] = b"\1" * (len(blocked) - at)
    for each in prose.existing:
        if each.kind not in NESTING:
            blocked[each.start : each.end] = b"\1" * (each.end - each.start)
    for broken in _BROKEN.finditer(prose.text):
        blocked[broken.start() : broken.end()] = b"\1" * (broken.end() - broken.start())
    return lambda start, end: not any(blocked[start:end])


def _leftmost(matches: Sequence[Match]) -> list[Match]:
    """The leftmost, longest matches that do not overlap."""
    chosen: list[Match] = []
    for match in matches:
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
    return chosen


def _span_of_match(folded: str, match: Match, words: Language | None) -> TaggedSpan:
    thing, *others = match.things
    text = folded[match.start : match.end]
    if others:
        names = ", ".join(sorted(each.id for each in match.things))
        return TaggedSpan(
            match.start, match.end, thing.kind, thing.id, "unsure", f"several entries have this name: {names}"
        )
    confidence, reason = _confidence(folded, match, thing, text, words)
    return TaggedSpan(match.start, match.end, thing.kind, thing.id, confidence, reason, new=thing.origin == "list")


def _is_after_name(before: str, words: Language | None) -> bool:
    """Whether a capitalised word directly precedes a name: "Hitwise UK", but not "In Russia" or "Afghan Ambassador"."""
    last = before.rsplit(" ", 2)[-2] if before.endswith(" ") and before.strip() else ""
    if words is None or not last[:1].isupper() or last[-1] in ",.;:":
        return False
    return last.lower() not in words.set("names", "no_names") and last not in words.peoples


def _confidence(folded: str, match: Match, thing: Known, text: str, words: Language | None) -> tuple[Confidence, str]:
    """The confidence of an unambiguous match; capitalised neighbours lower it."""
    before, after = folded[: match.start][-20:], folded[match.end : match.end + 2]
    beside = (after[:1] in (" ", "-") and after[1:2].isupper()) or before.endswith("-") or _is_after_name(before, words)
    if thing.origin in ("register", "article"):
        sure = " " in text or (thing.kind != PERSON and len(text) >= _LONG and not beside)
        return (
            "sure" if sure else "likely"
        ), "a name in the register" if thing.origin == "register" else "annotated under this name in this article"
    if thing.kind == COUNTRY:
        doubtful = words is not None and text in words.set("names", "doubtful_countries")
        return ("likely" if beside or doubtful else "sure"), "the name of a country"
    return "likely", "a well-known name"
