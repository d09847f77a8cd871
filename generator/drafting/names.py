"""Finds names in a text: the register's, countries', well-known ones, and new ones by rules."""

import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from generator.drafting.annotated import NESTING, annotated_names
from generator.drafting.date_rules import holidays_in
from generator.drafting.folding import fold
from generator.drafting.identities import NamedThing, build_identities, identify
from generator.drafting.kinds import Candidate, Cue, classify, find_cues
from generator.drafting.language import Language
from generator.drafting.lexicon import Known, Lexicon, Match, listed_names
from generator.drafting.longer_names import is_longer
from generator.drafting.match_reports import CONTEST, as_team, contest_words, perhaps_team, with_side
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, PLACE, Confidence, TaggedSpan
from generator.drafting.nominative import in_one_form
from generator.drafting.prose import Prose, quoted_headlines
from generator.drafting.recognition import Entity, Recognizer
from generator.drafting.segmentation import segment_names
from generator.drafting.tokens import is_common

_LONG, _NEAR = 4, 60
_MODEL = 2.0
_ARTICLE, _POSSESSIVE = re.compile(r"(?:[Tt]he|[Aa]n?) "), re.compile(r"'s?$")
_WORD_BEHIND = re.compile(r" ([a-z]{2,})")
_ASIDE_END = re.compile(r"[,.;)]|$|\s[—–-]|\n")
_TURN = re.compile(r"^((?:[^\W\d_][\w.'-]* ){1,3}[^\W\d_][\w'-]*): ", re.MULTILINE)
_ITS_TURN = Cue(PERSON, 2.0, "speaks in turns, as in an interview")
_BROKEN = re.compile(r"\[[^\[\]\n]{0,400}\][ \t]?\{[^{}\n]{0,400}\}?")


class Names(NamedTuple):
    """The names in the order of the text, and the longest form of each new name by its id."""

    spans: tuple[TaggedSpan, ...]
    new: Mapping[str, str]


def find_names(prose: Prose, known: Lexicon, words: Language | None, recognize: Recognizer | None = None) -> Names:
    """All names in the prose outside existing annotations."""
    folded = fold(prose.text)
    free = draftable(prose, holidays_in(folded, words) if words else ())
    possible = (match for match in known.matches(folded) if not folded.startswith("$", match.end))
    matches = _leftmost([match for match in possible if free(match.start, match.end)])
    if words is None:
        registered = [match for match in matches if match.things[0].origin in ("register", "article", "short")]
        return Names(tuple(_span_of_match(folded, match, None) for match in registered), {})
    matches = _whole_names(folded, matches, words)
    annotated = [
        Match(each.start, each.end, (Known(each.kind, each.id, "article"),)) for each in annotated_names(prose)
    ]
    found = segment_names(prose, folded, sorted((*matches, *annotated)), words, free)
    located = {match.start: match.end for match in matches if match.things[0].kind in (PLACE, COUNTRY)}
    subject = _subject_behind(words)
    subjects = {each.name for each in found.candidates if not each.title and subject.match(folded, each.end)}
    forms = in_one_form([each.name for each in found.candidates], words, found.capital, subjects)
    turns = Counter(match[1] for match in _TURN.finditer(folded))
    candidates = [
        replace(each, cues=(*find_cues(folded, each, words, found.small), *_located(folded, each, located, words)))
        for each in (replace(each, name=forms.shown[each.name]) for each in found.candidates)
    ]
    candidates = [replace(each, cues=(*each.cues, _ITS_TURN)) if turns[each.name] > 1 else each for each in candidates]
    contest = contest_words(folded, words)
    if contest >= CONTEST:
        candidates = [with_side(folded, each, words) for each in candidates]
    if recognize:
        taken = [(match.start, match.end) for match in found.matches]
        entities = [each for each in recognize(prose.text) if free(each.start, each.end)]
        candidates = _with_recognized(folded, candidates, taken, entities)
    spans = [_span_of_match(folded, match, words) for match in found.matches]
    if contest >= CONTEST:
        spans = [as_team(folded, span, words) for span in spans]
    elif contest:
        spans = [perhaps_team(span) for span in spans]
    spans = _beside_namesakes(folded, spans, candidates, words)
    known_things = [
        NamedThing(match.start, folded[match.start : match.end], match.things[0].kind, match.things[0].id)
        for match in (*annotated, *found.matches)
        if len(match.things) == 1
    ]
    given = build_identities(prose.text, folded, known, words, classify(candidates), (candidates, known_things))
    doubted = {(each.start, each.end) for each in found.candidates if each.name in forms.guessed}
    spans += (_in_another_case(span, doubted) for span in identify(given, candidates))
    return Names(tuple(sorted(spans)), {**_nominatives(found.matches, words), **given.full})


def _nominatives(matches: Sequence[Match], words: Language) -> dict[str, str]:
    """The dictionary form of each well-known name that a text has, in a language that declines them: "Київ"."""
    if not words.table("names", "declensions"):
        return {}
    listed = listed_names(words)
    ids = {thing.id for match in matches for thing in match.things if thing.origin == "list"}
    return {id_: listed[id_] for id_ in ids if id_ in listed}


def _located(folded: str, candidate: Candidate, located: Mapping[int, int], words: Language) -> Sequence[Cue]:
    """The cues for a town from what stands behind it, "Boulder, Colorado", and for what is named after a place."""
    parts = candidate.name.split(" ")
    if candidate.start < located.get(candidate.start, 0) < candidate.end and not candidate.title:
        return (Cue(ORGANIZATION, 2.0, "named after a place"),)
    if len(parts) == 1 and not candidate.title and folded.endswith(beside := _beside(words), 0, candidate.start):
        ends = {candidate.start - len(each) for each in beside}
        if ends.intersection(located.values()):
            return (Cue(PLACE, 1.0, "beside a place"),)
    end = located.get(candidate.end + 2, 0) if folded.startswith(", ", candidate.end) else 0
    if not end or candidate.title or len(parts) >= _LONG:
        return ()
    verb = _WORD_BEHIND.match(folded, end)
    is_plain = verb and parts[0] not in words.set("names", "given_names") and folded[candidate.start - 2].islower()
    goes_on = is_plain and verb[1] not in words.set("names", "person_nouns") and verb[1] not in ("and", "or")  # type: ignore[index]
    is_town = goes_on or _ASIDE_END.match(folded, end)
    return (Cue(PLACE, 2.0, "before the place that it is in"),) if is_town else ()


def _with_recognized(
    folded: str, candidates: Sequence[Candidate], taken: Sequence[tuple[int, int]], entities: Sequence[Entity]
) -> list[Candidate]:
    """The candidates with what a model says of them, and those that only the model finds, in order."""
    covered = bytearray(len(folded) + 1)
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    said = {}
    for each in entities:
        start = each.start + (len(match.group()) if (match := _ARTICLE.match(folded, each.start, each.end)) else 0)
        end = start + len(_POSSESSIVE.sub("", folded[start : each.end].rstrip()))
        if start < end and not any(covered[start:end]) and "\n" not in folded[start:end]:
            said[start, end] = each.kind
    found = []
    for candidate in candidates:
        same = [span for span in said if span[0] < candidate.end and candidate.start < span[1]]
        cues = [Cue(said.pop(span), _MODEL, "recognized by the site's model") for span in same]
        found.append(replace(candidate, cues=(*candidate.cues, *cues)))
    found += [
        Candidate(
            start, end, folded[start:end], "", opens=False, cues=(Cue(kind, _MODEL, "recognized by the site's model"),)
        )
        for (start, end), kind in said.items()
    ]
    return sorted(found, key=lambda each: each.start)


@cache
def _subject_behind(words: Language) -> re.Pattern[str]:
    """The verb of which a name right before it is the subject, by its ending."""
    return re.compile(rf" [^\W\d_]{{2,}}(?:{words.any_of('names', 'subject_ends')})(?!\w)")


def _in_another_case(span: TaggedSpan, doubted: Container[tuple[int, int]]) -> TaggedSpan:
    """A person whose name may stand in another case than the dictionary's wherever the text has it: unsure."""
    if span.kind != PERSON or (span.start, span.end) not in doubted:
        return span
    return span._replace(
        confidence="unsure", reason=f"{span.reason}; perhaps not in the nominative here: its form is a guess"
    )


@cache
def _beside(words: Language) -> tuple[str, ...]:
    """What joins two places: " and "."""
    return tuple(f" {each} " for each in words.words("meetings", "joins"))


def _beside_namesakes(
    folded: str, spans: Sequence[TaggedSpan], candidates: Sequence[Candidate], words: Language
) -> list[TaggedSpan]:
    """The spans; a town that gives an organization of this text its name may mean that: never sure.

    A country or place that is the surname of a person of this text is unsure.
    """
    named = [folded[span.start : span.end] for span in spans if span.kind == ORGANIZATION and span.confidence == "sure"]
    parts = {part for name in (*named, *(each.name for each in candidates)) for part in name.split(" ") if " " in name}
    given = words.set("names", "given_names")
    people = (each for each in candidates if " " in each.name)
    surnames = {each.name.rpartition(" ")[2] for each in people if each.title or each.name.partition(" ")[0] in given}
    return [_beside_namesake(folded[span.start : span.end], span, parts, surnames) for span in spans]


def _beside_namesake(text: str, span: TaggedSpan, parts: Container[str], surnames: Container[str]) -> TaggedSpan:
    if span.kind in (PLACE, COUNTRY) and text in surnames:
        return span._replace(confidence="unsure", reason="a person of this text has the same surname")
    is_doubtful = span.kind == PLACE and span.confidence == "sure" and text in parts
    return span._replace(confidence="likely") if is_doubtful else span


def draftable(prose: Prose, others: Sequence[tuple[int, int]] = ()) -> Callable[[int, int], bool]:
    """A predicate: whether a range is prose outside annotations of names, broken annotations and `others`."""
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
    for start, end in (*quoted_headlines(prose.text), *others):
        blocked[start:end] = b"\1" * (end - start)
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


def _whole_names(folded: str, matches: Sequence[Match], words: Language) -> list[Match]:
    """The matches without the people whose name is only a part of a longer one here: that is somebody else's."""
    starts = {match.start for match in matches}
    return [
        match
        for match in matches
        if match.things[0].kind != PERSON or not is_longer(folded, match.start, match.end, starts, words)
    ]


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


def _is_after_name(before: str, kind: str, words: Language | None) -> bool:
    """Whether a capitalised word directly precedes a name: "Hitwise UK", but not "In Russia" or "President Roe"."""
    last = before.rsplit(maxsplit=1)[-1] if before.endswith(" ") and before.strip() else ""
    if words is None or not last[:1].isupper() or last[-1] in ",.;:":
        return False
    if kind == PERSON and (last in _title_words(words) or last.lower() in words.set("names", "person_nouns")):
        return False
    return last.lower() not in words.set("names", "no_names") and last not in words.peoples


@cache
def _modifying(words: Language) -> re.Pattern[str]:
    """What follows initials that only modify it: "US activists"."""
    return re.compile(rf" (?:[\"“]|(?!(?:{words.any_of('names', 'after_names')})\b)[a-z]{{3,}})")


@cache
def _title_words(words: Language) -> frozenset[str]:
    return frozenset(word for title in words.words("names", "titles") for word in title.split(" "))


@cache
def _namesakes(words: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the name of a namesake: "Roe's cat, Bo Lind", "Ann Roe (1920-1999)"."""
    owners, before = (words.any_of(*key) for key in (("meetings", "possessive"), ("names", "namesakes")))
    people = words.any_of("names", "person_nouns")
    return (
        re.compile(
            rf"(?<![\w'-])(?i:{before}) $|[\"“«'‘]$|\w(?:{owners}) (?!(?:[a-z-]+ ){{0,2}}(?:{people}),? $)"
            r"(?:[a-z][\w-]* ){0,3}[a-z][\w-]*,? $"
        ),
        re.compile(r" \([^()\n]{0,20}\b\d{3,4}\b|, \d{4} ?[-–]"),
    )


def _is_namesake(folded: str, match: Match, words: Language) -> bool:
    """Whether the words around a person's name say that it may be somebody or something else of that name."""
    before, behind = _namesakes(words)
    text = folded[max(0, match.start - _NEAR) : match.start]
    return bool(before.search(text) or behind.match(folded, match.end))


def _confidence(folded: str, match: Match, thing: Known, text: str, words: Language | None) -> tuple[Confidence, str]:
    """The confidence of an unambiguous match; capitalised neighbours lower it."""
    before, after = folded[max(0, match.start - _NEAR) : match.start], folded[match.end : match.end + 2]
    if thing.origin in ("list", "countries") and after[:1] == " " and after[1:].isdigit():
        return "unsure", "a well-known name before a number, perhaps one name with it"
    beside = (after[:1] in (" ", "-") and after[1:2].isupper()) or before.endswith("-") or after[:1] == "-"
    is_after_name = _is_after_name(before, thing.kind, words)
    beside = beside or is_after_name
    beside = beside or (thing.kind == PERSON and words is not None and _is_namesake(folded, match, words))
    if thing.origin in ("register", "article"):
        is_word = words is not None and is_common(
            text, words.set("names", "common_words"), words.words("names", "common_endings")
        )
        is_thing = thing.kind not in (PERSON, ORGANIZATION)  # "Wikipedia" is as often the site as who runs it
        clear = " " in text or (is_thing and len(text) >= _LONG and not is_word)
        reason = "a name in the register" if thing.origin == "register" else "annotated under this name in this article"
        return ("sure" if clear and not beside else "likely"), reason
    if thing.origin == "short":
        return "likely", "another form of a name in the register"
    if thing.kind == COUNTRY and words is not None and text in words.set("names", "shared_countries"):
        return "unsure", "the name of a country, which others share"
    if thing.kind == COUNTRY:
        doubtful = words is not None and text in words.set("names", "doubtful_countries")
        modifies = words is not None and _modifying(words).match(folded, match.end)
        reason = "the name of a country, perhaps part of another name" if is_after_name else "the name of a country"
        return ("unsure" if is_after_name else "likely" if beside or doubtful or modifies else "sure"), reason
    return "likely", "a well-known name"
