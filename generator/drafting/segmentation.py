"""Splits runs of capitalised words into titles, words for peoples, known names and possible new names."""

from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile, groupby, takewhile
from typing import NamedTuple

from generator.drafting.kinds import Candidate
from generator.drafting.language import Language
from generator.drafting.lexicon import Known, Match
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, PLACE
from generator.drafting.prose import Prose
from generator.drafting.segment_words import SegmentText, after_title, named_after_place, person_of_two, segment_lists
from generator.drafting.tokens import Run, Token, is_common, runs, tokens_of, without_marks

_PAIR = 2


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
    text = SegmentText(folded, frozenset(small), frozenset(inner), frozenset(last), persons, lists)
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
            whole, new = _split(text, run, inside)
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
    inside = [match for match in inside if not _is_given_or_last(text, run, match, inside)]
    if inside and (word := _specifying(text, run, inside)):
        return _merged(text, run, inside, [(word,)])
    if inside and (own := named_after_place(text, run, inside)):
        return _merged(text, run, inside, [own])
    parts = [part for tokens in _segments(run, inside) for part in _before_titles(text, tokens)]
    named = [found for tokens in parts if (found := _named(text, run, tokens))]
    segments = [tokens for _, tokens in named] or [tokens for tokens in parts if _is_team(text, tokens)]
    is_decided = any(_is_decided(text, tokens) for tokens in segments)
    is_known = any(_stands_alone(thing, segments) for match in inside for thing in match.things)
    if inside and is_decided and not is_known:
        return _merged(text, run, inside, segments)
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
    titles = _titles(text, run.tokens[:at])
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


def _specifying(text: SegmentText, run: Run, inside: Sequence[Match]) -> Token | None:
    """The common word that makes a well-known organization another one: "National Security Council"."""
    first, lists = inside[0], text.lists
    words = text.folded[first.start : first.end].split(" ")
    before = next((token for token in reversed(run.tokens) if token.end <= first.start), None)
    if len(inside) > 1 or before is None or first.things[0].origin != "list" or words[-1] not in lists.org_words:
        return None
    is_word = is_common(before.text, lists.common, lists.endings) and before.text.lower() not in lists.no_names
    return before if is_word and not lists.title.fullmatch(before.text) else None


def _before_titles(text: SegmentText, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Words, parted before each title of a person: "Freedonian President Ann Roe", "Ann Roe and Judge Bo Lind"."""
    begun, at = 0, _titles(text, tokens)
    while at < len(tokens) - 1:
        rest = tokens[at + _titles(text, tokens[at:]) :]
        if at > begun and len(rest) < len(tokens) - at and _is_named(text, rest) and _ends(text, tokens[begun:at]):
            yield tokens[begun:at]
            begun, at = at, len(tokens) - len(rest)
        else:
            at += 1
    yield tokens[begun:]


def _titles(text: SegmentText, tokens: tuple[Token, ...]) -> int:
    """How many words at the start are titles."""
    rest = tokens
    while rest and (after := after_title(text, rest)) is not None:
        rest = after
    return len(tokens) - len(rest)


def _is_named(text: SegmentText, rest: Sequence[Token]) -> bool:
    """Whether the words behind a title are a name."""
    lists = text.lists
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
        given = next((at for at in range(1, len(tokens) - 1) if tokens[at].text in lists.given), 0)
        return (tokens[given:],)
    for at in range(2, len(tokens) - 1):
        if tokens[at - 1].text in lists.org_words and tokens[at].text in lists.given:
            return tokens[:at], tokens[at:]
        if tokens[at].text in lists.joints and tokens[1].text[0].isupper():
            rest = tuple(dropwhile(lambda token: token.text in lists.joints, tokens[at:]))
            is_plain = not any(token.text in lists.decisive for token in tokens[:at])
            is_person = tokens[0].text in lists.given or (is_titled and at > 1)
            if is_person or (is_plain and any(token.text in lists.org_words for token in rest)):
                return (tokens[:at], rest) if rest else (tokens[:at],)
    return (tokens,)


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
    tokens = _trimmed(text, run, tokens)
    title = ""
    while tokens:
        rest = after_title(text, tokens)
        if rest is None:
            break
        stripped = _trimmed(text, run, rest)
        untitled = stripped[_titles(text, stripped) :]
        name = takewhile(lambda token: token.text not in text.lists.joints, untitled)
        if _is_decided(text, tuple(name)) and not text.lists.is_declined:
            break
        title = text.folded[tokens[0].start : (rest[0].start if rest else tokens[-1].end)].strip()
        tokens = stripped
    if not tokens or _is_not_name(text, run, tokens, title):
        return None
    return title, tokens


def _is_decided(text: SegmentText, tokens: Sequence[Token]) -> bool:
    """Whether a word of a name tells its kind: one that is also a given name, as in "Bill Roe", does not."""
    lists = text.lists
    return any(
        token.text in lists.decisive and not (index == 0 and token.text in lists.given)
        for index, token in enumerate(tokens)
    )


def _trimmed(text: SegmentText, run: Run, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Words without those at either end that are not part of a name."""
    lists = text.lists
    while tokens and _leads(text, run, tokens):
        tokens = tokens[1:]
    while tokens and (tokens[-1].text.lower() in lists.no_names or tokens[-1].text in lists.joints):
        tokens = tokens[:-1]
    return tokens


def _leads(text: SegmentText, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether the first word is not part of the name that follows."""
    lists, first = text.lists, tokens[0].text
    titled = after_title(text, tuple(tokens)) or ()
    is_title = bool(titled) and not any(token.text in lists.decisive for token in titled)
    is_given = first in lists.given and len(tokens) > 1 and tokens[1].text.lower() not in lists.no_names
    if first in lists.joints or (first.lower() in lists.no_names and not is_title and not is_given):
        return True
    if first in lists.peoples and not any(token.text in lists.decisive for token in tokens[1:]):
        return not (len(tokens) == _PAIR and not titled and is_common(tokens[1].text, lists.common, lists.endings))
    opens = run.opens and tokens[0].start == run.start
    if not opens or is_title or len(tokens) == 1 or first in lists.given or _is_org(text, tokens):
        return False
    is_noun = tokens[1].text in lists.joints and first not in lists.decisive
    return first.lower() in text.small or (is_noun and is_common(first, lists.common, lists.endings))


def _is_org(text: SegmentText, tokens: Sequence[Token]) -> bool:
    return any(token.text in text.lists.org_words for token in tokens[1:])


def _is_not_name(text: SegmentText, run: Run, tokens: Sequence[Token], title: str) -> bool:
    """Whether capitalised words are only peoples, compass points or common words."""
    lists, first = text.lists, tokens[0].text
    if len(tokens) > 1:
        return all(token.text in lists.peoples for token in tokens)
    if first in lists.peoples or first in lists.modifiers or len(first) == 1:
        return True
    opens = run.opens and tokens[0].start == run.start
    if not title and first not in lists.given and _modifies(text, tokens[0]):
        return True
    is_noun = opens and first not in text.inner and lists.behind.match(text.folded, tokens[0].end)
    if title or first.isupper() or (first in lists.decisive and not is_noun):
        return False
    is_small = opens and (first.lower() in text.small or (first not in text.inner and first.endswith(lists.noun_ends)))
    return is_small or (
        first not in lists.given and first not in text.last and is_common(first, lists.common, lists.endings)
    )


def _modifies(text: SegmentText, token: Token) -> bool:
    """Whether a word is an adjective of a people that no list has: "the Sylvanian delegation"."""
    behind = text.lists.behind.match(text.folded, token.end)
    return token.text.endswith(text.lists.people_ends) and bool(behind)


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
