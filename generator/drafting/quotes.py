"""Finds quotations: the words in quotation marks that somebody spoke."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.drafting.language import Language
from generator.drafting.model import QUOTE, UNNAMED, TaggedSpan
from generator.drafting.prose import Prose, TextBlock, is_headline
from generator.drafting.speakers import LAST, find_speaker, is_whole
from generator.drafting.speech import SPEAKERS, SpeechPatterns, speech_patterns
from generator.drafting.spoken_text import NOBODY, QuotedWords, Speaker, SpokenText, said_by
from generator.drafting.subject_patterns import subject_patterns
from generator.drafting.unsaid import end_of_work, is_unsaid, unsaid_patterns

_FEW_WORDS, _TITLE_WORDS = 2, 6
_REACH = 160
_SINGLE = "‘'"
_SENTENCE = 800
_DEPTH = 3


def find_quotes(prose: Prose, names: Sequence[TaggedSpan], words: Language) -> tuple[TaggedSpan, ...]:
    """Quotations; a span's id is the speaker's, "" if unknown."""
    known = speech_patterns(words)
    quotations = tuple(sorted((*_quotations(prose, known), *_block_quotations(prose, known))))
    inside = _inside(quotations, len(prose.text))
    unquoted = "".join(" " if quoted else character for character, quoted in zip(prose.text, inside, strict=False))
    inner = {at for name in names if name.kind == UNNAMED for at in range(name.start, name.end)}
    speakers = [
        name
        for name in names
        if name.kind in SPEAKERS
        and not inside[name.start]
        and (name.kind == UNNAMED or name.start not in inner)
        and not _is_asked(prose, name)
    ]
    unsaid = unsaid_patterns(words)
    subjects = subject_patterns(words)
    spoken = SpokenText(prose.text, prose, known, unsaid, subjects, speakers, [name.start for name in speakers])
    found: list[tuple[QuotedWords, Speaker]] = []
    for quotation in quotations:
        before, behind = unquoted[quotation.begins : quotation.start], unquoted[quotation.end : quotation.ends]
        if is_unsaid(before, behind, unsaid) or _is_of_work(spoken, quotation):
            continue
        goes_on = _goes_on(spoken, quotation) or _is_next_block(spoken, quotation)
        speaker = spoken.last if goes_on else find_speaker(spoken, quotation)
        is_marked = (
            prose.text.startswith(tuple(known.opened), quotation.start) or prose.text[quotation.start] in _SINGLE
        )
        if not goes_on and (_only_sets_off(spoken, quotation, speaker) if is_marked else speaker.who is None):
            continue
        if speaker.who is not None:
            spoken.last, spoken.last_end = speaker, quotation.end
        elif _says(spoken, quotation):
            spoken.last = NOBODY
        found.append((quotation, speaker))
    return tuple(_quote(*each) for each in _over_paragraphs(found, prose.text, known))


def _is_of_work(spoken: SpokenText, quotation: QuotedWords) -> bool:
    """Whether words stand in a work, and nobody says them behind it: "after the song Roe said “…”"."""
    before, behind = spoken.text[quotation.begins : quotation.start], spoken.text[quotation.end : quotation.ends]
    end = end_of_work(before, behind, spoken.unsaid)
    if end is None:
        return False
    for name in spoken.between(quotation.begins + end, quotation.start):
        verbs = spoken.known.verb.findall(spoken.text, name.end, quotation.start)
        is_in_relative = spoken.unsaid.which.search(spoken.text, quotation.begins, name.start)
        if not is_in_relative and not spoken.is_object(name) and len(verbs) == 1:
            return False
    return True


def _over_paragraphs(
    found: Sequence[tuple[QuotedWords, Speaker]], text: str, known: SpeechPatterns
) -> list[tuple[QuotedWords, Speaker]]:
    """The quotations with their speakers, also those that stay open and whose speaker only a later paragraph names."""
    said = list(found)
    for index in range(len(said) - 2, -1, -1):
        (quotation, speaker), (following, whose) = said[index], said[index + 1]
        closing = known.opened.get(text[quotation.start])
        is_open = closing is not None and not closing.match(text, quotation.end - 1)
        if is_open and following.start == following.first and whose.who and speaker.reason in (NOBODY.reason, LAST):
            said[index] = quotation, Speaker(whose.who, "unsure", "goes on in the next paragraph")
    return said


def _is_asked(prose: Prose, name: TaggedSpan) -> bool:
    """Whether a name stands in a question: who answers is somebody else."""
    begins, ends = prose.sentence(name.start)
    return prose.text[begins:ends].rstrip().endswith("?")


def _goes_on(spoken: SpokenText, quotation: QuotedWords) -> bool:
    """Whether a quotation goes on after its speaker: `"…," Roe said, "…"`."""
    between = spoken.text[spoken.last_end : quotation.start] if spoken.last_end >= quotation.begins else ""
    is_split = between.endswith(", ") and spoken.text[spoken.last_end - 2] not in ".!?"
    is_split = is_split or (between.endswith(", ") and spoken.text[quotation.start + 1 : quotation.start + 2].islower())
    return is_split and bool(spoken.known.split.fullmatch(between))


def _quote(quotation: QuotedWords, speaker: Speaker) -> TaggedSpan:
    """The quotation's span; without a name, the speaker's description and for whom are its attributes."""
    identity, attributes = (speaker.who.id, speaker.who.attributes) if speaker.who else ("", ())
    reason = f"{speaker.reason}; the speaker is not named" if attributes else speaker.reason
    confidence = said_by(speaker.who, speaker.confidence) if speaker.who else speaker.confidence
    return TaggedSpan(quotation.start, quotation.end, QUOTE, identity, confidence, reason, attributes=attributes)


def _inside(quotations: Sequence[QuotedWords], length: int) -> bytearray:
    marked = bytearray(length + 1)
    for quotation in quotations:
        marked[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
    return marked


def _quotations(prose: Prose, known: SpeechPatterns) -> Iterator[QuotedWords]:
    """All words in quotation marks; an unclosed mark extends to the end of its paragraph."""
    text = prose.text
    opening = re.compile("|".join(re.escape(mark) for mark in known.opened))
    for index, block in enumerate(prose.blocks):
        at, unclosed = block.start, set[str]()
        while block.is_prose and (match := opening.search(text, at, block.end)):
            start, mark = match.start(), match.group()
            if mark in unclosed or _is_inch(text, start):
                at = start + 1  # inches, or a mark without its closing one
                continue
            stop, is_closed = _stop(text, start, block, known)
            is_left_open = not is_closed and not _goes_on_below(prose, index, known)
            if is_left_open and not _is_introduced(text, block.start, start, stop, known):
                unclosed.add(mark)
                continue
            yield from _single(prose, at, start, block, known)
            if stop - start > _FEW_WORDS:
                yield QuotedWords(start, stop, block.start, block.end, *_sentences(prose, start, stop, block))
            at = stop
        if block.is_prose:
            yield from _single(prose, at, block.end, block, known)


def _is_inch(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches."""
    return text[at] == '"' and text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalpha()


def _stop(text: str, start: int, block: TextBlock, known: SpeechPatterns) -> tuple[int, bool]:
    """Where a quotation ends that begins with a mark, and whether it is closed; else the end of its paragraph.

    Of marks within marks, the outer ones count: “She said “never” and left.”
    """
    mark = text[start]
    closing = known.opened[mark]
    first = closing.search(text, start + 1, block.end)
    if first is None:
        mistyped = known.mistyped.search(text, start + 1, block.end) if mark not in closing.pattern else None
        return (mistyped.end(), True) if mistyped else (start + len(text[start : block.end].rstrip()), False)
    at, last = first, min(block.end, start + _SENTENCE)
    inner = text.count(mark, start + 1, first.start()) if mark not in closing.pattern else 0
    for _ in range(min(inner, _DEPTH)):
        if (more := closing.search(text, at.end(), last)) is None or mark in text[at.end() : more.start()]:
            return first.end(), True
        at = more
    return at.end(), True


def _is_introduced(text: str, first: int, start: int, stop: int, known: SpeechPatterns) -> bool:
    """Whether words that stay open are said before them, so that they end with their paragraph: `Roe said: "…`."""
    before = text[max(first, start - _REACH) : start].rstrip()
    is_said = before.endswith((":", ",")) and known.verb.search(before[-_REACH // 2 :])
    return bool(is_said) and not known.verb.search(text, start, stop)


def _goes_on_below(prose: Prose, index: int, known: SpeechPatterns) -> bool:
    """Whether the next paragraph begins with a quotation mark."""
    following = prose.blocks[index + 1] if index + 1 < len(prose.blocks) else None
    return following is not None and prose.text.startswith(tuple(known.opened), following.start)


def _block_quotations(prose: Prose, known: SpeechPatterns) -> Iterator[QuotedWords]:
    """The paragraphs of block quotations without marks of their own that a colon introduces."""
    is_open = False
    for before, block in pairwise(prose.blocks):
        introduced = not before.is_quoted and prose.text[before.start : before.end].rstrip().endswith(":")
        is_open = block.is_quoted and block.is_prose and (introduced or (is_open and before.is_quoted))
        words = prose.text[block.start : block.end]
        if is_open and not any(mark in words for mark in known.opened):
            begins = prose.sentence(before.start + len(prose.text[before.start : before.end].rstrip()) - 1)[0]
            yield QuotedWords(block.start, block.start + len(words.rstrip()), begins, block.end, begins, block.end)


def _is_next_block(spoken: SpokenText, quotation: QuotedWords) -> bool:
    """Whether a paragraph of a block quotation goes on after the one before it."""
    return (
        quotation.first == quotation.begins < spoken.last_end <= quotation.start
        and not spoken.text[spoken.last_end : quotation.start].strip()
    )


def _single(prose: Prose, start: int, end: int, block: TextBlock, known: SpeechPatterns) -> Iterator[QuotedWords]:
    """Words between single marks, which are also apostrophes: only those that end as speech does."""
    for match in known.single.finditer(prose.text, start, end):
        yield QuotedWords(*match.span(), block.start, block.end, *_sentences(prose, *match.span(), block))


def _sentences(prose: Prose, start: int, end: int, block: TextBlock) -> tuple[int, int]:
    """The start and end of the sentences around some words, limited to a long sentence's length."""
    begins = max(prose.sentence(start)[0], block.start, start - _SENTENCE)
    return begins, min(max(prose.sentence(max(start, end - 1))[1], end), block.end, end + _SENTENCE)


def _only_sets_off(spoken: SpokenText, quotation: QuotedWords, speaker: Speaker) -> bool:
    """Whether the marks only set off a term, a name or a title, so that nobody is quoted."""
    text, start, end = spoken.text, quotation.start, quotation.end
    body = text[start + 1 : end - 1]
    count = len(body.split())
    if body[-1:] != "," and is_headline(body):
        return True
    is_short = count <= _TITLE_WORDS
    if is_short and speaker.who is None and not is_whole(text, quotation) and not _says(spoken, quotation):
        return True
    before = text[max(0, start - _REACH // 2) : start]
    if spoken.known.term.search(before) and count <= _TITLE_WORDS:
        return True
    is_parted = bool(spoken.known.after.match(text, end)) and body[-1:] == ","
    if (
        not is_parted
        and spoken.known.thing.search(before)
        and (count <= _FEW_WORDS or body[:1].isupper())
        and count <= _TITLE_WORDS
    ):
        return True
    is_parted = is_parted or (speaker.who is not None and text.startswith((",", " —", " –"), end))
    is_first = speaker.who is not None and start == quotation.begins and body[-1:] in (",", "?", "!")
    ends_clause = is_first or (count > 1 and (is_parted or body[-1:] in (",", ".", "?", "!")))
    if count > _FEW_WORDS or ends_clause:
        capitals = [word for word in body.split() if word[:1].isupper()]
        is_title = len(capitals) > count / 2 and count <= _TITLE_WORDS and speaker.confidence == "unsure"
        return is_title and body[-1:] not in (",", ".", "?", "!")
    return speaker.confidence == "unsure"


def _says(spoken: SpokenText, quotation: QuotedWords) -> bool:
    """Whether a verb of speech or a source stands beside a quotation in its sentence."""
    sides = (quotation.begins, quotation.start), (quotation.end, quotation.ends)
    patterns = spoken.known.verb, spoken.subjects.source
    text, (before, behind) = spoken.text, sides
    is_clause = text[quotation.end - 2] in ",!?" or (before[0] == before[1] and text.startswith(",", quotation.end))
    if is_clause or text[slice(*before)].rstrip().endswith(":") or spoken.known.message.search(text, *before):
        return True
    patterns = spoken.known.verb, spoken.subjects.source
    is_clause = spoken.text[quotation.end - 2] in ",!?" or spoken.text.startswith(",", quotation.end)
    if is_clause or spoken.text[quotation.begins : quotation.start].rstrip().endswith(":"):
        return True
    return any(pattern.search(text, *side) for pattern in patterns for side in (before, behind))
