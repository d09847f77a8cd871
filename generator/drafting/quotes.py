"""Finds quotations with their speakers, named before or after the words or by a pronoun."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.drafting.language import Language
from generator.drafting.model import ORGANIZATION, PERSON, QUOTE, Confidence, TaggedSpan
from generator.drafting.prose import Prose, TextBlock
from generator.drafting.speech import SPEAKERS, SpeechPatterns, speech_patterns
from generator.drafting.unnamed import UNNAMED

_PEOPLE = frozenset({PERSON, UNNAMED})
_FEW_WORDS, _TITLE_WORDS = 2, 6
_REACH = 160
_SHORT_REACH = 60
_INTRODUCED = 8
_SENTENCE = 1_500
_ASIDE = re.compile(r", ([^,\"“”]{4,90}), $")
_LEADING = re.compile(r"[a-z]+(?:ing|ed) |(?:who|whom|whose|which|when|while|after|before|during|in|at|on) ")
_DASH = re.compile(r"\s*[-–—]+\s*(?=[A-Z])")


class _Quotation(NamedTuple):
    """Words in quotation marks, marks included, with the ranges of their block and of their sentences."""

    start: int
    end: int
    first: int
    last: int
    begins: int
    ends: int


class Speaker(NamedTuple):
    """Who said something, the confidence and the reason."""

    who: TaggedSpan | None
    confidence: Confidence
    reason: str


@dataclass(slots=True)
class _SpokenText:
    """A text, the names in it outside quotations, and the last speaker."""

    text: str
    prose: Prose
    known: SpeechPatterns
    names: list[TaggedSpan]
    starts: list[int]
    last: Speaker = field(default_factory=lambda: Speaker(None, "unsure", ""))
    last_end: int = -1

    def between(self, start: int, end: int) -> list[TaggedSpan]:
        """The names that begin in a range, in order."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def is_object(self, name: TaggedSpan) -> bool:
        """Whether a preposition stands before a name: "a spokesman for President Roe" is somebody else."""
        return bool(self.known.object.search(self.text, max(0, name.start - _SHORT_REACH), name.start))

    def is_owner(self, name: TaggedSpan) -> bool:
        """Whether a name is in the possessive: "Roe's husband" is somebody else."""
        return self.text.startswith(("'s ", "’s "), name.end)

    def first_between(self, start: int, end: int, *, objects: bool = False) -> TaggedSpan | None:
        """The first person in a range, else the first name; behind a preposition, only as `objects`."""
        found = [name for name in self.between(start, end) if objects or not self.is_object(name)]
        owners = [name for name in found if not self.is_owner(name)] or found
        return next((name for name in owners if name.kind in _PEOPLE), owners[0] if owners else None)

    def last_between(self, start: int, end: int, *, objects: bool = False) -> TaggedSpan | None:
        """The last person in a range, else the last name; names in the possessive come last.

        Names behind a preposition count only as `objects`.
        """
        found = [name for name in self.between(start, end) if name.end <= end and (objects or not self.is_object(name))]
        owners = [name for name in found if not self.is_owner(name)]
        persons = [name for name in owners or found if name.kind in _PEOPLE]
        return (persons or owners or found or [None])[-1]  # type: ignore[list-item]


def find_quotes(prose: Prose, names: Sequence[TaggedSpan], words: Language) -> tuple[TaggedSpan, ...]:
    """Quotations; a span's id is the speaker's, "" if unknown."""
    known = speech_patterns(words)
    quotations = tuple(_quotations(prose, known))
    inside = _inside(quotations, len(prose.text))
    speakers = [name for name in names if name.kind in SPEAKERS and not inside[name.start]]
    spoken = _SpokenText(prose.text, prose, known, speakers, [name.start for name in speakers])
    found: list[TaggedSpan] = []
    for quotation in quotations:
        speaker = _speaker(spoken, quotation)
        if _only_sets_off(spoken, quotation, speaker):
            continue
        if speaker.who is not None:
            spoken.last, spoken.last_end = speaker, quotation.end
        found.append(_quote(quotation, speaker))
    return tuple(found)


def _quote(quotation: _Quotation, speaker: Speaker) -> TaggedSpan:
    """The quotation's span; without a name, the speaker's description and for whom are its attributes."""
    identity, attributes = (speaker.who.id, speaker.who.attributes) if speaker.who else ("", ())
    reason = f"{speaker.reason}; the speaker is not named" if attributes else speaker.reason
    return TaggedSpan(
        quotation.start, quotation.end, QUOTE, identity, speaker.confidence, reason, attributes=attributes
    )


def _inside(quotations: Sequence[_Quotation], length: int) -> bytearray:
    marked = bytearray(length + 1)
    for quotation in quotations:
        marked[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
    return marked


def _quotations(prose: Prose, known: SpeechPatterns) -> Iterator[_Quotation]:
    """All words in quotation marks; an unclosed mark extends to the end of its paragraph."""
    text = prose.text
    opening = re.compile("|".join(re.escape(mark) for mark in known.opened))
    for block in prose.blocks:
        at = block.start
        while block.is_prose and (match := opening.search(text, at, block.end)):
            start, mark = match.start(), match.group()
            if mark == '"' and text[start - 1 : start].isdigit() and not text[start + 1 : start + 2].isalpha():
                at = start + 1  # inches
                continue
            end = text.find(known.opened[mark], start + 1, block.end)
            stop = end + 1 if end >= 0 else block.end
            yield from _single(prose, at, start, block, known)
            if stop - start > _FEW_WORDS:
                yield _Quotation(start, stop, block.start, block.end, *_sentences(prose, start, stop, block))
            at = stop
        if block.is_prose:
            yield from _single(prose, at, block.end, block, known)


def _single(prose: Prose, start: int, end: int, block: TextBlock, known: SpeechPatterns) -> Iterator[_Quotation]:
    """Words between single marks, which are also apostrophes: only those that end as speech does."""
    for match in known.single.finditer(prose.text, start, end):
        yield _Quotation(*match.span(), block.start, block.end, *_sentences(prose, *match.span(), block))


def _sentences(prose: Prose, start: int, end: int, block: TextBlock) -> tuple[int, int]:
    """The start and end of the sentences around some words, limited to a long sentence's length."""
    begins = max(prose.sentence(start)[0], block.start, start - _SENTENCE)
    return begins, min(max(prose.sentence(max(start, end - 1))[1], end), block.end, end + _SENTENCE)


def _speaker(spoken: _SpokenText, quotation: _Quotation) -> Speaker:
    """Who said the words: tries the most reliable clues first."""
    start = quotation.start
    is_inside = spoken.text[quotation.end - 2 : quotation.end - 1].isalnum() and start - quotation.begins > _INTRODUCED
    first, second = (_named_before, _before_verb) if is_inside else (_before_verb, _named_before)
    for clue in (_after_verb, first, second, _after_colon, _in_rest_of_sentence):
        if speaker := clue(spoken, quotation):
            return speaker
    if spoken.last.who and spoken.last_end > quotation.first:
        return Speaker(spoken.last.who, "unsure", "the last speaker, just before")
    if subject := spoken.first_between(quotation.begins, start):
        return Speaker(subject, "unsure", "named in the same sentence")
    if spoken.last.who:
        return Speaker(spoken.last.who, "unsure", "the last speaker")
    before = spoken.last_between(quotation.first, start)
    return (
        Speaker(before, "unsure", "named earlier in the paragraph")
        if before
        else Speaker(None, "unsure", "no speaker is named")
    )


def _after_verb(spoken: _SpokenText, quotation: _Quotation) -> Speaker | None:
    """`"…," said Ann Roe`, `"…", according to Ann Roe`."""
    according = spoken.known.according.match(spoken.text, quotation.end, quotation.last)
    match = according or spoken.known.after.match(spoken.text, quotation.end, quotation.last)
    match = match or _DASH.match(spoken.text, quotation.end, quotation.last)
    if not match or spoken.known.goes_on.match(spoken.text, quotation.end, quotation.last):
        return None
    at = match.end()
    if spoken.known.pronoun.match(spoken.text, at):
        return _by_pronoun(spoken, quotation)
    who = spoken.first_between(at, min(at + _SHORT_REACH, quotation.last), objects=bool(according))
    stop = re.compile(r"[.\"“;]").search(spoken.text, at, min(at + _SHORT_REACH, quotation.last))
    if who and (stop is None or who.start < stop.start() or spoken.text[stop.start() - 2 : stop.start()].istitle()):
        return Speaker(who, "likely", "named after the verb that follows")
    return None


def _before_verb(spoken: _SpokenText, quotation: _Quotation) -> Speaker | None:
    """`"…," Ann Roe said`: only if the quotation doesn't end its sentence."""
    text, end = spoken.text, quotation.end
    body_end = text[end - 2 : end - 1]
    if body_end == "." and not text.startswith(",", end):
        return None
    tail = text[end : min(quotation.last, end + _REACH)]
    stop = re.search(r"[.;\"“](?:\s|$)|[\"“]", tail)
    match = spoken.known.verb.search(text, end, end + (stop.start() if stop else len(tail)))
    if not match or spoken.known.goes_on.match(text, end, quotation.last):
        return None
    if body_end not in (",", "?", "!", "—", "-", "…") and not tail.startswith((",", " —", " –")):
        return None
    if who := spoken.last_between(end, match.start()):
        return Speaker(who, "likely", "named before the verb that follows")
    if group := spoken.known.definite.fullmatch(text, end, match.start()):
        before = spoken.names[: bisect_left(spoken.starts, quotation.start)]
        groups = [name for name in before if name.kind == ORGANIZATION]
        same = [name for name in groups if group["noun"] in name.id]
        return Speaker((same or groups or [None])[-1], "unsure", "the last such organization that is named")  # type: ignore[list-item]
    return _by_pronoun(spoken, quotation) if spoken.known.pronoun.search(text, end, match.start()) else None


def _named_before(spoken: _SpokenText, quotation: _Quotation) -> Speaker | None:
    """`Ann Roe said, "…"`, `According to Ann Roe, "…"`."""
    text, start, begins = spoken.text, quotation.start, quotation.begins
    verbs = list(spoken.known.verb.finditer(text, begins, start))
    left = max(begins, start - _REACH)
    is_according = spoken.known.according_end.search(text, left, start)
    who = spoken.last_between(left, start, objects=True) if is_according else None
    if who:
        return Speaker(who, "likely", "named after “according to” or the like")
    if not verbs:
        return None
    verb = verbs[-1].start()
    if relative := [
        name for name in spoken.between(begins, verb) if spoken.known.relative.fullmatch(text, name.end, verb)
    ]:
        return Speaker(relative[-1], "likely", "named before “who” and the verb")
    if spoken.known.participle.search(text, begins, start) and (who := spoken.first_between(begins, verb)):
        return Speaker(who, "likely", "named first in a sentence that goes on with “saying” or the like")
    pronoun = list(spoken.known.pronoun.finditer(text, begins, verb))
    who = _before_aside(spoken, begins, verb) or spoken.last_between(begins, verb)
    if pronoun and (who is None or pronoun[-1].start() > who.end):
        return _by_pronoun(spoken, quotation, before=pronoun[-1].start())
    return Speaker(who, "likely", "named before the verb") if who else None


def _before_aside(spoken: _SpokenText, begins: int, verb: int) -> TaggedSpan | None:
    """Who stands before words between commas, if none of them is in apposition: "Roe, leaving after Lind, said"."""
    aside = _ASIDE.search(spoken.text, begins, verb)
    if not aside or not spoken.between(begins, aside.start()):
        return None
    first = spoken.first_between(aside.start(), verb)
    return spoken.last_between(begins, aside.start()) if first and _LEADING.match(aside[1]) else None


def _after_colon(spoken: _SpokenText, quotation: _Quotation) -> Speaker | None:
    """`Ann Roe had this to say: "…"`, in the same paragraph or the one before."""
    left = spoken.text[max(0, quotation.start - _REACH) : quotation.start].rstrip()
    if not left.endswith(":"):
        return None
    sentence = spoken.prose.sentence(max(0, quotation.start - _REACH) + len(left) - 1)
    who = spoken.last_between(sentence[0], quotation.start)
    return Speaker(who, "likely", "named before the colon") if who else None


def _in_rest_of_sentence(spoken: _SpokenText, quotation: _Quotation) -> Speaker | None:
    """`The talks were "useful", and …, Ann Roe told reporters`."""
    match = spoken.known.verb.search(spoken.text, quotation.end, quotation.ends)
    if not match:
        return None
    if who := spoken.last_between(quotation.end, match.start()):
        return Speaker(who, "unsure", "named later in the sentence")
    if who := spoken.first_between(match.end(), quotation.ends):
        return Speaker(who, "unsure", "named later in the sentence")
    return None


def _by_pronoun(spoken: _SpokenText, quotation: _Quotation, before: int | None = None) -> Speaker:
    """Who a pronoun means: the last speaker, or the person named first in the last sentence since that names one."""
    at = before if before is not None else quotation.start
    index = bisect_left(spoken.starts, at)
    person = next((name for name in reversed(spoken.names[max(0, index - 12) : index]) if name.kind in _PEOPLE), None)
    if person and (sentence := spoken.prose.sentence(person.start))[1] <= at:
        first = spoken.first_between(*sentence)
        person = first if first and first.kind == PERSON else person
    last = spoken.last.who
    who = person if last is None or last.kind != PERSON or (person and person.start > spoken.last_end) else last
    return Speaker(who, "unsure", "a pronoun, resolved to the last person or speaker")


def _only_sets_off(spoken: _SpokenText, quotation: _Quotation, speaker: Speaker) -> bool:
    """Whether the marks only set off a term, a name or a title, so that nobody is quoted."""
    text, start, end = spoken.text, quotation.start, quotation.end
    body = text[start + 1 : end - 1]
    count = len(body.split())
    before = text[max(0, start - _REACH // 2) : start]
    if spoken.known.thing.search(before) and (count <= _FEW_WORDS or body[:1].isupper()) and count <= _TITLE_WORDS:
        return True
    ends_clause = body[-1:] in (",", ".", "?", "!") and count > 1
    if count > _FEW_WORDS or ends_clause:
        capitals = [word for word in body.split() if word[:1].isupper()]
        is_title = len(capitals) > count / 2 and count <= _TITLE_WORDS and speaker.confidence == "unsure"
        return is_title and body[-1:] not in (",", ".", "?", "!")
    return speaker.confidence == "unsure"
