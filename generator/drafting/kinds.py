"""Classifies new names: adds up cues in and around a name over the whole text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.drafting.folding import UPPER
from generator.drafting.kind_patterns import KindPatterns, kind_patterns
from generator.drafting.language import Language
from generator.drafting.model import ORGANIZATION, PERSON, PLACE
from generator.drafting.tokens import is_prefixed

OTHER = "other"
_ACRONYM = re.compile(rf"[{UPPER}][{UPPER}0-9&]{{1,6}}")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_CAMEL = re.compile(r"(?!Mc|Mac|De|Du|La|Le|Van|Fitz)[A-Za-z][a-z]+[A-Z]\w*")
_PLAIN = re.compile(rf"(?:[A-Z]'|Mac|Mc)?[{UPPER}][^\W\d_{UPPER}]{{2,}}")
_IN_QUOTES = re.compile(rf"[\"“'«„](?>[{UPPER}][\w'-]*)(?>,? (?>[{UPPER}][\w'-]*|\w{{1,3}}(?!\w))){{0,7}}[\"”'»“]")
_VERSION = re.compile(r" \d+(?:\.\d+)*(?![\d:%-]|,\d)(?! [a-z])")
_TICKER = re.compile(rf"\([{UPPER}]+\.[{UPPER}]|\.[{UPPER}]+\)")
_AGE = re.compile(r", \d{1,3},")
_INITIAL = re.compile(rf"[{UPPER}]\.?(?:[{UPPER}]\.)*")
_DATELINE = re.compile(r"(?:, [^\n—–]{1,40}?)?(?: \([^)\n]{1,40}\))? ?(?:[—–]|--?) ")
"""What follows the place that an article comes from: `GENEVA (The Paper) — `."""
_AGENCY, _AGENCY_LINE = (
    re.compile(r"\) ?(?:[—–]|--?) "),
    re.compile(rf"(?:\A|\n)[*_]*[{UPPER}]{{2,}}[^\n()]{{0,50}}\($"),
)
_BEFORE, _AFTER, _ARTICLE = 60, 60, 8
_MOST_NAMES, _PLAIN_WORDS = 4, 2
_OPENING = 0.15
"""The weight of a capital that opens a sentence, before a noun: "Mandatory checks"."""


class Cue(NamedTuple):
    """A reason to assign a kind to a name, with its weight."""

    kind: str
    weight: float
    reason: str


class Classification(NamedTuple):
    """The kind that a name's cues favour, its margin over the next kind, and the strongest reason."""

    kind: str
    margin: float
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A range of text that may be a new name. `title` is the title before it, or "".

    `opens` says that its sentence begins with it, `alone` that no other capitalised word is next to it.
    """

    start: int
    end: int
    name: str
    title: str
    opens: bool
    alone: bool = False
    cues: tuple[Cue, ...] = ()


def find_cues(folded: str, candidate: Candidate, words: Language, small: frozenset[str]) -> tuple[Cue, ...]:
    """The cues in a candidate and around it.

    `small` are the words that the text also has in small letters: they are rarely a person's name.
    """
    patterns = kind_patterns(words)
    inner = _inside(folded, candidate, patterns, small)
    return (*inner, *_around(folded, candidate, patterns))


def _inside(folded: str, candidate: Candidate, known: KindPatterns, small: frozenset[str]) -> list[Cue]:
    """The cues in a name's words and in the marks around it."""
    parts = candidate.name.split(" ")
    if _is_dateline(folded, candidate):
        return [Cue(PLACE, 6, "the place of the dateline")]
    if _AGENCY.match(folded, candidate.end) and _AGENCY_LINE.search(
        folded, max(0, candidate.start - _BEFORE), candidate.start
    ):
        return [Cue(ORGANIZATION, 6, "the agency of the dateline")]
    found = _by_words(parts, known) if not _is_called_person(folded, candidate, known) else []
    if any(cue.kind == OTHER for cue in found):
        return found
    found += _by_marks(folded, candidate, known)
    is_place = parts[0] in known.place_starts and 1 < len(parts) <= _MOST_NAMES and not candidate.title
    if is_place and parts[0] not in known.given and not found:
        return [Cue(PLACE, 2.5, f"begins with “{parts[0]}”")]
    if candidate.title or not _is_definite(folded, candidate, known):
        found += _personal(parts, known, small)
    if len(parts) == 1 and known.place_end.fullmatch(parts[0]):
        found.append(Cue(PLACE, 0.8, "ends like a place name"))
    return found or (_single(folded, candidate, known) if len(parts) == 1 else [])


def _is_called_person(folded: str, candidate: Candidate, known: KindPatterns) -> bool:
    """Whether a title, or a noun for persons in small letters, stands before a name: "chief executive Arvid Storm"."""
    before = folded[max(0, candidate.start - _BEFORE) : candidate.start]
    return candidate.name.count(" ") == 1 and bool(candidate.title or known.person_noun.search(before))


def _is_definite(folded: str, candidate: Candidate, known: KindPatterns) -> bool:
    """Whether an article stands before a name, and not for a noun behind it: "the Roe video" is about Roe."""
    article = known.definite.search(folded[max(0, candidate.start - _ARTICLE) : candidate.start])
    return bool(article) and not known.modified.match(folded, candidate.end)


def _is_dateline(folded: str, candidate: Candidate) -> bool:
    """Whether a name in capitals opens a line and a dash follows."""
    opens = candidate.start == 0 or folded[candidate.start - 1] == "\n"
    line = _DATELINE.match(folded, candidate.end) if opens else None
    return line is not None and (candidate.name.isupper() or "(" in line.group())


def _by_words(parts: Sequence[str], known: KindPatterns) -> list[Cue]:
    """The cues from typical words in a name; its head (the last word, or the one before "of") weighs most."""
    joint = next((index for index, part in enumerate(parts) if index and part in known.joints), len(parts))
    head, first = parts[joint - 1], frozenset(parts[:joint])
    is_name = len(parts) == _PLAIN_WORDS and known.given.issuperset(parts)
    if head in known.other_words and not is_name:
        return [Cue(OTHER, 8 if len(parts) > 1 else 4, f"“{head}” names an event, a work or a law")]
    if head in known.org_words or (joint < len(parts) and first & known.org_words):
        return [Cue(ORGANIZATION, 6, f"contains “{head}”")]
    is_part = len(parts) > 1 and head in known.modifiers
    if head in known.place_words or is_part:
        is_surname = len(parts) == _PLAIN_WORDS and parts[0] in known.given and head in known.surname_places
        weight = 3 if is_surname else 2 if is_part else 5
        return [Cue(PLACE, weight, f"{'ends with' if is_part else 'contains'} “{head}”")]
    if "&" in parts or known.org_words.intersection(parts):
        return [Cue(ORGANIZATION, 4, "contains an organization word")]
    if parts[0] not in known.given and known.other_words.intersection(parts):
        return [Cue(OTHER, 5, "contains a word for events, works or laws")]
    return []


def _by_marks(folded: str, candidate: Candidate, known: KindPatterns) -> list[Cue]:
    """The cues from initials, quotation marks and numbers."""
    name, found = candidate.name, list[Cue]()
    if _ACRONYM.fullmatch(name):
        is_thing = (
            name in known.not_org
            or _TICKER.match(folded, candidate.start - 1)
            or _ROMAN.fullmatch(name)
            or _abbreviates_words(folded, candidate)
        )
        found.append(Cue(OTHER, 5, "initials of something else") if is_thing else Cue(ORGANIZATION, 3, "initials"))
    if _VERSION.match(folded, candidate.end) and not candidate.title:
        found.append(Cue(OTHER, 3, "followed by a number, like a product"))
    if _IN_QUOTES.match(folded, candidate.start - 1) and not candidate.title:
        found.append(Cue(OTHER, 3, "a title in quotation marks"))
    return found


def _single(folded: str, candidate: Candidate, known: KindPatterns) -> list[Cue]:
    """The cue for a single word without others: probably a surname, unless it looks like a brand or a common noun."""
    if _CAMEL.fullmatch(candidate.name):
        return [Cue(ORGANIZATION, 3.0, "a capital inside the word")]
    if not candidate.alone or not _PLAIN.fullmatch(candidate.name):
        return []
    weight = _OPENING if candidate.opens and known.modified.match(folded, candidate.end) else 0.5
    return [] if known.noun_end.search(candidate.name) else [Cue(PERSON, weight, "a single capitalised word")]


def _abbreviates_words(folded: str, candidate: Candidate) -> bool:
    """Whether initials in brackets follow the words that they abbreviate: "iodine deficiency disorders (IDD)"."""
    if folded[candidate.start - 1 : candidate.start] != "(":
        return False
    words = folded[max(0, candidate.start - _BEFORE) : candidate.start - 1].split()[-len(candidate.name) :]
    return "".join(word[0] for word in words).upper() == candidate.name and all(word.islower() for word in words[1:])


def _personal(parts: Sequence[str], known: KindPatterns, small: frozenset[str]) -> list[Cue]:
    """The cues for a person: a given name first, two or three capitalised words, initials."""
    count = len(parts)
    if (
        count > _MOST_NAMES + 1
        or parts[0] in known.peoples
        or known.org_words.intersection(parts)
        or not all(_is_shaped(part, known) for part in parts)
    ):
        return []
    if parts[0] in known.given:
        found = [Cue(PERSON, 4 if count > 1 else 1, "begins with a given name")]
    elif 1 < count <= _MOST_NAMES and not any(part.lower() in small - known.particles for part in parts):
        found = [Cue(PERSON, 1.6 if count < _MOST_NAMES else 0.8, "looks like a person's name")]
    else:
        found = []
    if _ROMAN.fullmatch(parts[-1]) and count > 1:
        found.append(Cue(PERSON, 2, "ends with a number, as a ruler's name"))
    if any(_INITIAL.fullmatch(part) for part in parts[:-1]):
        found.append(Cue(PERSON, 2, "contains an initial"))
    return found


def _is_shaped(part: str, known: KindPatterns) -> bool:
    return (
        part in known.particles
        or bool(_INITIAL.fullmatch(part))
        or (part[0].isupper() and not part.isupper())
        or bool(_ROMAN.fullmatch(part))
        or is_prefixed(part)
    )


def _around(folded: str, candidate: Candidate, known: KindPatterns) -> list[Cue]:
    """The cues in the words before and after a name."""
    start, end = candidate.start, candidate.end
    before, after = folded[max(0, start - _BEFORE) : start], folded[end : end + _AFTER]
    parts = candidate.name.split(" ")
    found = [Cue(PERSON, 6, f"after “{candidate.title}”")] if candidate.title else []
    if (said := known.speech_after.match(after)) and not (after[:1] == "," and known.of_place.search(before)):
        weight = 1.2 if len(parts) > 1 else 0.8
        found.append(Cue(PERSON, 3.0 if said["does"] else weight, f"before “{said['does'] or said['says']}”"))
        if known.says_it.match(folded, end) and not candidate.title:
            found.append(Cue(ORGANIZATION, 4.0, "says “it” of itself"))
    elif known.speech_before.search(before) and 1 < len(parts) < _MOST_NAMES:
        found.append(Cue(PERSON, 1.0, "after a verb of speech"))
    is_aside = before.endswith(", ") and after[:1] in (",", ".") and len(parts) > 1
    found += _by_noun_before(candidate, known, before, is_aside=is_aside)
    if _AGE.match(after):
        found.append(Cue(PERSON, 2.5, "with an age"))
    elif after.startswith(",") and (what := known.is_a.match(after)):
        kind = PERSON if what["person"] else ORGANIZATION if what["org"] else PLACE
        found.append(Cue(kind, 3.0, "explained after a comma"))
    if known.near_place.search(before) and not candidate.title and len(parts) <= _PLAIN_WORDS:
        found.append(Cue(PLACE, 2.6, "after a preposition of place"))
    elif known.located.search(before) and not candidate.title:
        found.append(Cue(PLACE, 1.6 if len(parts) == 1 else 0.8, "after a preposition of place"))
    return [*found, *_by_noun_behind(folded, candidate, known, before)]


def _by_noun_before(candidate: Candidate, known: KindPatterns, before: str, *, is_aside: bool) -> Iterator[Cue]:
    """The cues in a noun right before a name, or in whose place or which places stand there.

    `is_aside`: the name stands between commas, "her deputy, Ann Roe, left".
    """
    count = candidate.name.count(" ") + 1
    if known.thing.search(before) and not candidate.title:
        yield Cue(OTHER, 12.0, "after a word for things")
    elif known.person_noun.search(before) or (is_aside and known.person_noun.search(before[:-2] + " ")):
        yield Cue(PERSON, 2.5, "after a word for persons")
    elif known.org_noun.search(before) or known.org_before.search(before):
        yield Cue(ORGANIZATION, 4.0, "after a word for organizations")
    elif known.place_noun.search(before) or (known.of_place.search(before) and count <= _PLAIN_WORDS):
        yield Cue(PLACE, 3.0 if known.place_noun.search(before) else 1.6, "after a word for places")
    if count > 1 or candidate.title:
        return
    if known.realm.search(before):
        yield Cue(PLACE, 2.0, "what somebody governs")
    elif known.beside_place.search(before):
        yield Cue(PLACE, 1.0, "beside a place")


def _by_noun_behind(folded: str, candidate: Candidate, known: KindPatterns, before: str) -> Iterator[Cue]:
    """The cues in a word behind a name that only organizations or places have, and in the article before it."""
    parts = candidate.name.split(" ")
    if outlet := known.outlet_after.match(folded, candidate.end):
        yield Cue(ORGANIZATION, 2.5, f"before “{outlet[1]}”")
    if what := known.behind.match(folded, candidate.end):
        kind, weight = (PLACE, 2.5) if what["place"] else (ORGANIZATION, 2.0)
        yield Cue(kind, weight, f"before “{what['place'] or what['org']}”")
    elif known.definite.search(before):
        weight = 1.0 if len(parts) == 1 else 1.8 if _is_definite(folded, candidate, known) else 0.45
        yield Cue(ORGANIZATION, weight, "after “the”")


def _in_small(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The places of datelines as the article's prose writes them: "KESSEL" as "Kessel"."""
    names = {each.name for each in candidates}
    capitals = [each for each in candidates if each.name.isupper() and each.name.title() in names]
    return [replace(each, name=each.name.title()) for each in capitals if any(c.kind == PLACE for c in each.cues)]


def classify(candidates: Sequence[Candidate]) -> dict[str, Classification]:
    """The kind of each name, by the cues of all its mentions together."""
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    best: dict[tuple[str, str], Cue] = {}
    for candidate in [*candidates, *_in_small(candidates)]:
        for cue in candidate.cues:
            totals[candidate.name][cue.kind] += cue.weight
            key = candidate.name, cue.kind
            best[key] = max(best.get(key, cue), cue, key=lambda each: each.weight)
    classifications = {}
    for name, total in totals.items():
        kind, weight = max(total.items(), key=lambda item: (item[1], item[0]))
        second = max((other for each, other in total.items() if each != kind), default=0.0)
        classifications[name] = Classification(kind, weight - second, best[name, kind].reason)
    return classifications
