"""Splits runs of capitalised words into titles, words for peoples, known names and possible new names."""

from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile, groupby, takewhile
from typing import NamedTuple

from generator.drafting.kinds import Candidate
from generator.drafting.language import Language
from generator.drafting.lexicon import Known, Match
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, PLACE
from generator.drafting.name_edges import behind_office, count_titles, is_decided, is_not_name, trimmed
from generator.drafting.prose import Prose
from generator.drafting.segment_words import (
    SegmentText,
    after_title,
    is_of_other_name,
    named_after_place,
    national,
    person_of_two,
    segment_lists,
)
from generator.drafting.tokens import Run, Token, is_common, runs, tokens_of, without_marks

_PAIR, _NEAR = 2, 24


class SegmentedNames(NamedTuple):
    """The known names outside longer names, the candidates for new names, and the words of the text.

    `small` are those in small letters, `capital` those of its runs of capitalised words.
    """

    matches: tuple[Match, ...]
    candidates: tuple[Candidate, ...]
    small: frozenset[str]
    capital: frozenset[str]


def segment_names(
    prose: Prose, folded: str, matches: Sequence[Match], words: Language, free: Callable[[int, int], bool]
) -> SegmentedNames:
    """Split capitalised runs into known names and candidates for new ones; `free` says what may be annotated.

    Matches that are not free, as what is annotated already, only divide the runs.
    """
    each = [(sentence, tuple(runs(folded, sentence, words))) for sentence in prose.sentences]
    small = {t.text for sentence, _ in each for t in tokens_of(folded, *sentence) if t.text[0].islower()}
    capital = frozenset(t.text for _, found in each for run in found for t in run.tokens)
    inner = {t.text for _, found in each for run in found for t in run.tokens[run.opens :]}
    lists = segment_lists(words)
    named = (run.tokens for _, found in each for run in found if run.tokens[0].text.lower() not in lists.no_names)
    last = {tokens[-1].text for tokens in named if len(tokens) > 1}
    persons = frozenset(name for _, found in each for run in found if (name := person_of_two(folded, run, lists)))
    text = SegmentText(folded, frozenset(small), frozenset(inner), frozenset(last), capital, persons, lists)
    kept, candidates = list[Match](), list[Candidate]()
    at = 0
    for _, found in each:
        for run in found:
            while at < len(matches) and matches[at].end <= run.start:
                kept.append(matches[at])
                at += 1
            stop = at
            while stop < len(matches) and matches[stop].start < run.end:
                stop += 1
            inside, at = matches[at:stop], stop
            rest = tuple(token for token in run.tokens if not kept or token.start >= kept[-1].end)
            if not rest:
                continue
            whole, new = _split(text, Run(rest, run.opens), inside)
            kept += whole
            candidates += (candidate for candidate in new if free(candidate.start, candidate.end))
    kept += matches[at:]
    return SegmentedNames(tuple(m for m in kept if free(m.start, m.end)), tuple(candidates), text.small, capital)


def _split(text: SegmentText, run: Run, inside: Sequence[Match]) -> tuple[Sequence[Match], list[Candidate]]:
    """The matches to keep in a run, and the candidates among the other words."""
    if inside and (at := _end_of_person(text, run)):
        rest = tuple(dropwhile(lambda token: token.text in text.lists.joints, run.tokens[at:]))
        halves = [half for half in (Run(run.tokens[:at], run.opens), Run(rest, opens=False)) if half.tokens]
        split = [_split(text, half, [m for m in inside if half.start <= m.start < half.end]) for half in halves]
        return [m for kept, _ in split for m in kept], [each for _, new in split for each in new]
    inside = [
        match
        for match in inside
        if not _is_given_or_last(text, run, match, inside) and not _begins_title(text, run, match)
    ]
    makers = (_specifying, national, named_after_place) if inside else ()
    if own := next(filter(None, (make(text, run, inside) for make in makers)), ()):
        return _merged(text, run, inside, [own])
    if inside and is_of_other_name(text, run, inside):
        return (), []
    parts = [part for tokens in _segments(run, inside) for part in _before_titles(text, tokens)]
    named = [found for tokens in parts if (found := _named(text, run, tokens))]
    segments = [tokens for _, tokens in named] or [tokens for tokens in parts if _is_team(text, tokens)]
    is_telling = any(is_decided(text, tokens) for tokens in segments)
    is_known = any(_stands_alone(thing, segments) for match in inside for thing in match.things)
    if inside and is_telling and not is_known:
        return _with_officials(text, run, inside, named, segments)
    parted = [
        (title if part[0] == tokens[0] else "", part)
        for title, tokens in named
        for part in _parted(text, tokens, is_titled=bool(title))
    ]
    return inside, [_candidate(text, tokens, title, run) for title, tokens in parted]


def _end_of_person(text: SegmentText, run: Run) -> int:
    """Where a person's full name ends and says whose: "Col. Dana Roe of the U.S. Air Force"; 0 if it does not."""
    lists = text.lists
    at = next((index for index, token in enumerate(run.tokens) if token.text in lists.joints), 0)
    titles = count_titles(text, run.tokens[:at])
    name = [token.text for token in run.tokens[titles:at]]
    is_person = len(name) >= _PAIR and (bool(titles) or name[0] in lists.given)
    return at if is_person and not lists.decisive.intersection(name) else 0


def _is_given_or_last(text: SegmentText, run: Run, match: Match, inside: Sequence[Match]) -> bool:
    """Whether a place's name is a person's given name or surname here: "Sofia Roe", "Jack London"."""
    thing, lists = match.things[0], text.lists
    at = next((index for index, token in enumerate(run.tokens) if (token.start, token.end) == match[:2]), None)
    if at is None or thing.kind not in (PLACE, COUNTRY) or thing.origin not in ("list", "countries"):
        return False
    before, after = run.tokens[at - 1] if at else None, run.tokens[at + 1] if at + 1 < len(run.tokens) else None

    def is_plain(token: Token | None) -> bool:
        known = token is None or any(m.start <= token.start < m.end for m in inside)
        return not known and token.text.istitle() and token.text not in lists.decisive | lists.peoples  # type: ignore[union-attr]

    if run.tokens[at].text in lists.given and is_plain(after):
        return True
    if before is None or not is_plain(before):
        return False
    return before.text in lists.given or f"{before.text} {run.tokens[at].text}" in text.persons


def _begins_title(text: SegmentText, run: Run, match: Match) -> bool:
    """Whether a well-known name is the first word of a title before a name: "Treasury Secretary Ann Roe"."""
    title = text.lists.title.match(text.folded, match.start, run.end)
    is_longer = title is not None and match.end < title.end() < run.end
    return is_longer and match.things[0].origin == "list" and " " not in text.folded[match.start : match.end]


def _specifying(text: SegmentText, run: Run, inside: Sequence[Match]) -> tuple[Token, ...]:
    """The words that make a well-known organization another one: "National Security Council"."""
    first, lists = inside[0], text.lists
    words = text.folded[first.start : first.end].split(" ")
    before = next((token for token in reversed(run.tokens) if token.end <= first.start), None)
    if len(inside) > 1 or before is None or first.things[0].origin != "list" or words[-1] not in lists.org_words:
        return ()
    is_word = is_common(before.text, lists.common, lists.endings) and before.text.lower() not in lists.no_names
    is_word = is_word or (before.text in lists.peoples and text.folded.startswith(" ", before.end))
    if not is_word or lists.title.fullmatch(before.text):
        return ()
    behind = (token for token in run.tokens if token.start >= first.end)
    return before, *takewhile(lambda token: token.text in lists.org_words, behind)


def _before_titles(text: SegmentText, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Words, parted before each title of a person: "Freedonian President Ann Roe", "Ann Roe and Judge Bo Lind"."""
    begun, at = 0, count_titles(text, tokens)
    while at < len(tokens) - 1:
        rest = tokens[at + count_titles(text, tokens[at:]) :]
        if at > begun and len(rest) < len(tokens) - at and _is_named(text, rest) and _ends(text, tokens[begun:at]):
            yield tokens[begun:at]
            begun, at = at, len(tokens) - len(rest)
        else:
            at += 1
    yield tokens[begun:]


def _is_named(text: SegmentText, rest: Sequence[Token]) -> bool:
    """Whether the words behind a title are a name."""
    lists = text.lists
    if len(rest) == _PAIR and rest[0].text in lists.decisive:
        return not is_decided(text, rest)  # "President Park Ji-won"
    return bool(rest) and rest[0].text[0].isupper() and rest[0].text not in lists.decisive | lists.suffixes


def _ends(text: SegmentText, before: Sequence[Token]) -> bool:
    """Whether a title behind these words begins a new name: it is no part of theirs, as in "Ann Dean Roe"."""
    lists = text.lists
    is_person = before[0].text in lists.given and not any(each.text in lists.org_words for each in before)
    return before[-1].text in lists.joints or not is_person


def _parted(text: SegmentText, tokens: tuple[Token, ...], *, is_titled: bool) -> tuple[tuple[Token, ...], ...]:
    """Two names side by side, parted: "Refugee Council Ann Roe", "Ann Roe of the Daily Post"."""
    lists = text.lists
    if lists.is_declined and tokens[0].text not in lists.given:  # whose, then who: "міністр Фрідонії Анна Роєнко"
        is_whose = len(tokens) > _PAIR and tokens[0].text.endswith(lists.country_ends)
        given = next((at for at in range(1, len(tokens) - 1) if tokens[at].text in lists.given), int(is_whose))
        return (tokens[given:],)
    if _is_said_of(text, tokens):
        return tokens[:1], tokens[2:]
    for at in range(2, len(tokens) - 1):
        if tokens[at - 1].text in lists.org_words and tokens[at].text in lists.given:
            return tokens[:at], tokens[at:]
        if tokens[at].text in lists.joints and tokens[1].text[0].isupper():
            rest = tuple(dropwhile(lambda token: token.text in lists.joints, tokens[at:]))
            if _is_leader(text, tokens[at - 1], rest):
                return tokens[:at], rest
            is_plain = not any(token.text in lists.decisive for token in tokens[:at])
            is_person = tokens[0].text in lists.given or (is_titled and at > 1)
            is_person = is_person or bool(
                lists.person_before.search(text.folded, max(0, tokens[0].start - _NEAR), tokens[0].start)
            )
            ends = (tokens[at - 1], *rest[:1])
            is_plain = is_plain and not all(is_common(each.text, lists.common, lists.endings) for each in ends)
            if is_person or (is_plain and any(token.text in lists.org_words for token in rest)):
                return (tokens[:at], rest) if rest else (tokens[:at],)
    return (tokens,)


def _is_said_of(text: SegmentText, tokens: tuple[Token, ...]) -> bool:
    """Whether "of" says of whom somebody speaks: "“…,” said Roe of Lind", but not "said Joan of Arc"."""
    lists, start = text.lists, tokens[0].start
    is_surname = len(tokens) > _PAIR and tokens[0].text not in lists.given | lists.decisive
    is_of = is_surname and tokens[1].text in lists.joints and tokens[2].text[0].isupper()
    return is_of and bool(lists.said_before.search(text.folded, max(0, start - _NEAR), start))


def _with_officials(
    text: SegmentText,
    run: Run,
    inside: Sequence[Match],
    named: Sequence[tuple[str, tuple[Token, ...]]],
    segments: Sequence[tuple[Token, ...]],
) -> tuple[Sequence[Match], list[Candidate]]:
    """One name of known and other words, and the people behind it with their titles: "Ohio State Governor Ann Roe"."""
    people = [
        (title, tokens)
        for title, tokens in named
        if title and tokens[0].start > inside[-1].end and not is_decided(text, tokens)
    ]
    apart = {tokens for _, tokens in people}
    rest = [tokens for tokens in segments if tokens not in apart]
    kept, found = _merged(text, run, inside, rest) if rest else (inside, [])
    return kept, [*found, *(_candidate(text, tokens, title, run) for title, tokens in people)]


def _is_leader(text: SegmentText, group: Token, rest: Sequence[Token]) -> bool:
    """Whether the words behind "of" are a person's name: "the Freedonian Front of Ann Roe"."""
    lists = text.lists
    if len(rest) < _PAIR or is_decided(text, rest):
        return False
    is_plain = group.text in lists.led and not any(is_common(each.text, lists.common, lists.endings) for each in rest)
    return rest[0].text in lists.given or (is_plain and all(each.text.istitle() for each in rest))


def _stands_alone(thing: Known, segments: Sequence[tuple[Token, ...]]) -> bool:
    """Whether a known name keeps its own words beside others: a person's, or an organization's beside a full name."""
    is_registered = thing.kind == ORGANIZATION and thing.origin in ("register", "article")
    return thing.kind == PERSON or (is_registered and all(len(tokens) > 1 for tokens in segments))


def _is_team(text: SegmentText, tokens: Sequence[Token]) -> bool:
    """Whether a single organization word is next to a known name: "Team Estonia"."""
    return len(tokens) == 1 and tokens[0].text in text.lists.org_words and not after_title(text, tuple(tokens))


def _merged(
    text: SegmentText, run: Run, inside: Sequence[Match], segments: Sequence[tuple[Token, ...]]
) -> tuple[Sequence[Match], list[Candidate]]:
    """One name of several words that contains known ones: "Bank of Italy", "Moscow State University"."""
    start = min(inside[0].start, segments[0][0].start)
    end = max(inside[-1].end, segments[-1][-1].end)
    before = next((token for token in reversed(run.tokens) if token.end <= start), None)
    if before and before.text in text.lists.modifiers and before.end == start - 1:
        start = before.start
    tokens = tuple(token for token in run.tokens if start <= token.start and token.end <= end)
    return [], [_candidate(text, tokens, "", run)] if tokens else []


def _segments(run: Run, inside: Sequence[Match]) -> Iterator[tuple[Token, ...]]:
    """The words of a run outside the known names, adjacent words grouped."""

    def around(token: Token) -> int:
        touched = (index for index, match in enumerate(inside) if match.start < token.end and token.start < match.end)
        return next(touched, -1)

    for known, group in groupby(run.tokens, around):
        if known < 0:
            yield tuple(group)


def _named(text: SegmentText, run: Run, tokens: tuple[Token, ...]) -> tuple[str, tuple[Token, ...]] | None:
    """The title and the name in some words of a run; None if no name is left."""
    tokens = behind_office(text, trimmed(text, run, tokens))
    title = ""
    while tokens:
        rest = after_title(text, tokens)
        if rest is None:
            break
        stripped = trimmed(text, run, rest)
        untitled = stripped[count_titles(text, stripped) :]
        name = takewhile(lambda token: token.text not in text.lists.joints, untitled)
        if is_decided(text, tuple(name)) and not text.lists.is_declined:
            break
        title = text.folded[tokens[0].start : (rest[0].start if rest else tokens[-1].end)].strip()
        tokens = stripped
    if not tokens or is_not_name(text, run, tokens, title):
        return None
    return title, tokens


def _candidate(text: SegmentText, tokens: Sequence[Token], title: str, run: Run) -> Candidate:
    start, end = tokens[0].start, tokens[-1].end
    return Candidate(
        start,
        end,
        without_marks(text.folded[start:end]),
        title,
        opens=run.opens and start == run.start,
        alone=len(tokens) == len(run.tokens),
    )
