"""Quotations and paraphrases with whoever said them: before the words or behind them, by name or by pronoun."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from generator.drafting.language import Language, alternatives
from generator.drafting.model import COUNTRY, ORGANIZATION, PARAPHRASE, PERSON, QUOTE, Confidence, Span
from generator.drafting.prose import Passage, Prose

_SPEAKERS = frozenset({PERSON, ORGANIZATION, COUNTRY})
_FEW_WORDS, _TITLE_WORDS = 2, 6
_REACH = 160
_SHORT_REACH = 60
_LEAST, _SENTENCE = 20, 1_500
_DASH = re.compile(r"\s*[-–—]+\s*(?=[A-Z])")


class _Quotation(NamedTuple):
    """Words in quotation marks, the marks included; the passage, and the sentences in it, that hold them."""

    start: int
    end: int
    first: int
    last: int
    begins: int
    ends: int


class Said(NamedTuple):
    """Who said something, how sure that is, and why."""

    who: Span | None
    confidence: Confidence
    reason: str


class _Patterns(NamedTuple):
    verb: re.Pattern[str]
    behind: re.Pattern[str]
    according: re.Pattern[str]
    according_end: re.Pattern[str]
    pronoun: re.Pattern[str]
    thing: re.Pattern[str]
    clause: re.Pattern[str]
    opened: dict[str, str]


@cache
def _patterns(words: Language) -> _Patterns:
    verbs = alternatives(words.words("speech", "verbs"))
    according = alternatives(words.words("speech", "according"))
    pronouns = alternatives(words.words("speech", "pronouns"))
    things = alternatives(words.words("speech", "names_a_thing"))
    paraphrase = alternatives(words.words("speech", "paraphrase_verbs"))
    that = alternatives(words.words("speech", "that"))
    auxiliaries = alternatives(words.words("names", "auxiliaries"))
    pairs = words.text("speech", "pairs") or '""“”«»„“'
    return _Patterns(
        re.compile(rf"\b(?:{verbs})\b"),
        re.compile(rf"[\s,–—-]{{0,4}}(?:\(\(\w{{1,12}}\)\)\s?)?(?:{verbs})\b\s?"),
        re.compile(rf"[\s,]{{0,4}}(?:{according}) ", re.IGNORECASE),
        re.compile(rf"\b(?:{according}) (?:[^\"“”.;]{{0,80}}),? ?$", re.IGNORECASE),
        re.compile(rf"\b(?:{pronouns})\b"),
        re.compile(rf"\b(?:{things}),? (?:the |a |an |of )?$", re.IGNORECASE),
        re.compile(
            rf" (?:(?:{auxiliaries}) ){{0,4}}(?:{paraphrase})"
            rf"(?:(?: [^,.;:\"“”]{{0,40}}?)??(?P<that> (?:{that})) | )"
        ),
        {pairs[index]: pairs[index + 1] for index in range(0, len(pairs) - 1, 2)},
    )


@dataclass(slots=True)
class _Reading:
    """A text with the names in it outside quotations, and the last that spoke."""

    text: str
    prose: Prose
    known: _Patterns
    names: list[Span]
    starts: list[int]
    last: Said = field(default_factory=lambda: Said(None, "unsure", ""))
    last_end: int = -1

    def between(self, start: int, end: int) -> list[Span]:
        """The names that begin in a stretch, in order."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def first(self, start: int, end: int) -> Span | None:
        """The first person in a stretch, or else the first name."""
        found = self.between(start, end)
        return next((name for name in found if name.kind == PERSON), found[0] if found else None)

    def final(self, start: int, end: int) -> Span | None:
        """The last person in a stretch, or else the last name; none that only owns what follows it."""
        found = [name for name in self.between(start, end) if name.end <= end]
        owners = [name for name in found if not self.text.startswith(("'s ", "’s "), name.end)]
        persons = [name for name in owners or found if name.kind == PERSON]
        return (persons or owners or found or [None])[-1]  # type: ignore[list-item]


def find_quotes(prose: Prose, names: Sequence[Span], words: Language) -> tuple[Span, ...]:
    """Quotations with speakers; the id of a span is the speaker's, "" where nobody is found."""
    known = _patterns(words)
    quotations = tuple(_quotations(prose, known))
    inside = _inside(quotations, len(prose.text))
    speakers = [name for name in names if name.kind in _SPEAKERS and not inside[name.start]]
    reading = _Reading(prose.text, prose, known, speakers, [name.start for name in speakers])
    found: list[Span] = []
    for quotation in quotations:
        said = _speaker(reading, quotation)
        if _is_a_term(reading, quotation, said):
            continue
        if said.who is not None:
            reading.last, reading.last_end = said, quotation.end
        identity = said.who.id if said.who else ""
        found.append(Span(quotation.start, quotation.end, QUOTE, identity, said.confidence, said.reason))
    return tuple(found)


def _inside(quotations: Sequence[_Quotation], length: int) -> bytearray:
    marked = bytearray(length + 1)
    for quotation in quotations:
        marked[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
    return marked


def _quotations(prose: Prose, known: _Patterns) -> Iterator[_Quotation]:
    """All words in quotation marks; a mark that is left open at the end of a paragraph is closed by it."""
    text = prose.text
    opening = re.compile("|".join(re.escape(mark) for mark in known.opened))
    for passage in prose.passages:
        at = passage.start
        while passage.is_prose and (match := opening.search(text, at, passage.end)):
            start, mark = match.start(), match.group()
            if mark == '"' and text[start - 1 : start].isdigit() and not text[start + 1 : start + 2].isalpha():
                at = start + 1  # inches
                continue
            end = text.find(known.opened[mark], start + 1, passage.end)
            stop = end + 1 if end >= 0 else passage.end
            if stop - start > _FEW_WORDS:
                yield _Quotation(start, stop, passage.start, passage.end, *_sentences(prose, start, stop, passage))
            at = stop


def _sentences(prose: Prose, start: int, end: int, passage: Passage) -> tuple[int, int]:
    """Where the sentences begin and end that hold some words, no further from them than a long sentence reaches."""
    begins = max(prose.sentence(start)[0], passage.start, start - _SENTENCE)
    return begins, min(max(prose.sentence(max(start, end - 1))[1], end), passage.end, end + _SENTENCE)


def _speaker(reading: _Reading, quotation: _Quotation) -> Said:
    """Who said the words: the ways to tell it, the surest first."""
    start = quotation.start
    for way in (_behind_verb, _before_verb, _named_before, _after_colon, _in_tail):
        if said := way(reading, quotation):
            return said
    if reading.last.who and reading.last_end > quotation.first:
        return Said(reading.last.who, "unsure", "who spoke just before")
    if subject := reading.first(quotation.begins, start):
        return Said(subject, "unsure", "named in the sentence")
    if reading.last.who:
        return Said(reading.last.who, "unsure", "who spoke last")
    before = reading.final(quotation.first, start)
    return Said(before, "unsure", "named before") if before else Said(None, "unsure", "nobody is named who said it")


def _behind_verb(reading: _Reading, quotation: _Quotation) -> Said | None:
    """`"…," said Ann Roe`, `"…", according to Ann Roe`."""
    match = reading.known.behind.match(reading.text, quotation.end, quotation.last)
    match = match or reading.known.according.match(reading.text, quotation.end, quotation.last)
    match = match or _DASH.match(reading.text, quotation.end, quotation.last)
    if not match:
        return None
    at = match.end()
    if reading.known.pronoun.match(reading.text, at):
        return _by_pronoun(reading, quotation)
    who = reading.first(at, min(at + _SHORT_REACH, quotation.last))
    stop = re.compile(r"[.\"“;]").search(reading.text, at, min(at + _SHORT_REACH, quotation.last))
    if who and (stop is None or who.start < stop.start() or reading.text[stop.start() - 2 : stop.start()].istitle()):
        return Said(who, "likely", "named behind the verb that follows")
    return None


def _before_verb(reading: _Reading, quotation: _Quotation) -> Said | None:
    """`"…," Ann Roe said`: only where the quotation doesn't end its sentence."""
    text, end = reading.text, quotation.end
    body_end = text[end - 2 : end - 1]
    if body_end == "." and not text.startswith(",", end):
        return None
    tail = text[end : min(quotation.last, end + _REACH)]
    stop = re.search(r"[.;\"“](?:\s|$)|[\"“]", tail)
    match = reading.known.verb.search(text, end, end + (stop.start() if stop else len(tail)))
    if not match:
        return None
    if body_end not in (",", "?", "!", "—", "-", "…") and not tail.startswith((",", " —", " –")):
        return None
    if who := reading.final(end, match.start()):
        return Said(who, "likely", "named before the verb that follows")
    return _by_pronoun(reading, quotation) if reading.known.pronoun.search(text, end, match.start()) else None


def _named_before(reading: _Reading, quotation: _Quotation) -> Said | None:
    """`Ann Roe said, "…"`, `According to Ann Roe, "…"`."""
    text, start, begins = reading.text, quotation.start, quotation.begins
    verbs = list(reading.known.verb.finditer(text, begins, start))
    left = max(begins, start - _REACH)
    who = reading.final(left, start) if reading.known.according_end.search(text, left, start) else None
    if who:
        return Said(who, "likely", "named behind a word like “according to”")
    if not verbs:
        return None
    verb = verbs[-1].start()
    pronoun = list(reading.known.pronoun.finditer(text, begins, verb))
    who = reading.final(begins, verb)
    if pronoun and (who is None or pronoun[-1].start() > who.end):
        return _by_pronoun(reading, quotation, before=pronoun[-1].start())
    return Said(who, "likely", "named before the verb") if who else None


def _after_colon(reading: _Reading, quotation: _Quotation) -> Said | None:
    """`Ann Roe had this to say: "…"`, in the same paragraph or the one before."""
    left = reading.text[max(0, quotation.start - _REACH) : quotation.start].rstrip()
    if not left.endswith(":"):
        return None
    sentence = reading.prose.sentence(max(0, quotation.start - _REACH) + len(left) - 1)
    who = reading.final(sentence[0], quotation.start)
    return Said(who, "likely", "named before the colon") if who else None


def _in_tail(reading: _Reading, quotation: _Quotation) -> Said | None:
    """`The talks were "useful", and …, Ann Roe told reporters`."""
    match = reading.known.verb.search(reading.text, quotation.end, quotation.ends)
    if not match:
        return None
    if who := reading.final(quotation.end, match.start()):
        return Said(who, "unsure", "named later in the sentence")
    if who := reading.first(match.end(), quotation.ends):
        return Said(who, "unsure", "named later in the sentence")
    return None


def _by_pronoun(reading: _Reading, quotation: _Quotation, before: int | None = None) -> Said:
    """Whoever "he" or "she" is: the last speaker, or the last person named since."""
    at = before if before is not None else quotation.start
    index = bisect_left(reading.starts, at)
    person = next((name for name in reversed(reading.names[max(0, index - 12) : index]) if name.kind == PERSON), None)
    last = reading.last.who
    who = person if last is None or last.kind != PERSON or (person and person.start > reading.last_end) else last
    return Said(who, "unsure", "a pronoun: who was named or spoke last")


def _is_a_term(reading: _Reading, quotation: _Quotation, said: Said) -> bool:
    """Whether the marks only set off a term, a name or a title."""
    text, start, end = reading.text, quotation.start, quotation.end
    body = text[start + 1 : end - 1]
    count = len(body.split())
    before = text[max(0, start - _REACH // 2) : start]
    if reading.known.thing.search(before) and (count <= _FEW_WORDS or body[:1].isupper()) and count <= _TITLE_WORDS:
        return True
    ends_clause = body[-1:] in (",", ".", "?", "!") and count > 1
    if count > _FEW_WORDS or ends_clause:
        capitals = [word for word in body.split() if word[:1].isupper()]
        is_title = len(capitals) > count / 2 and count <= _TITLE_WORDS and said.confidence == "unsure"
        return is_title and body[-1:] not in (",", ".", "?", "!")
    return said.confidence == "unsure"


def find_paraphrases(prose: Prose, names: Sequence[Span], words: Language) -> tuple[Span, ...]:
    """What somebody said without quotation marks: `Ann Roe said that …`; sentences that quote are left out."""
    known = _patterns(words)
    if not words.words("speech", "paraphrase_verbs"):
        return ()
    found: list[Span] = []
    for name in names:
        if name.kind not in _SPEAKERS:
            continue
        begins, ends = prose.sentence(name.start)
        match = known.clause.match(prose.text, name.end, ends)
        if not match or any(mark in prose.text[begins:ends] for mark in known.opened):
            continue
        end = ends - (prose.text[ends - 1 : ends] in ".!?")
        if end - match.end() >= _LEAST:
            confidence: Confidence = "likely" if match["that"] else "unsure"
            found.append(Span(match.end(), end, PARAPHRASE, name.id, confidence, "told in other words behind a verb"))
    return tuple(found)
