"""Finds sentences that report speech: "Roe said that …", "According to Roe, …", "…, Roe said"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.drafting.language import Language
from generator.drafting.model import PARAPHRASE, UNNAMED, Confidence, TaggedSpan
from generator.drafting.prose import Prose
from generator.drafting.speech import SPEAKERS, SpeechPatterns, speech_patterns
from generator.drafting.spoken_text import said_by
from generator.drafting.subject_patterns import Subjects, subject_patterns
from generator.drafting.subjects import find_source, subject_before, subject_behind
from generator.drafting.unsaid import Unsaid, is_joined, is_unsaid, unsaid_patterns

_LEAST, _LEAST_AFTER_THAT = 16, 8
_REACH = 80
_BEHIND = re.compile(r"(?: [^,;:\"“”]{0,40})?, ")
_BREAK = re.compile(r"[,;:]")


class _Report(NamedTuple):
    """What is reported in a sentence, and why."""

    start: int
    end: int
    confidence: Confidence
    reason: str


def find_paraphrases(prose: Prose, names: Sequence[TaggedSpan], words: Language) -> tuple[TaggedSpan, ...]:
    """Reported speech with its speaker, at most one report a sentence; sentences with quotation marks are left out."""
    known, unsaid, subjects = speech_patterns(words), unsaid_patterns(words), subject_patterns(words)
    if not words.words("speech", "paraphrase_verbs"):
        return ()
    found: dict[int, TaggedSpan] = {}
    described = {at for name in names if name.kind == UNNAMED for at in range(name.start, name.end)}
    speakers = [
        name for name in names if name.kind in SPEAKERS and (name.kind == UNNAMED or name.start not in described)
    ]
    for name in speakers:
        begins, ends = prose.sentence(name.start)
        if begins in found or any(mark in prose.text[begins:ends] for mark in known.opened):
            continue
        if is_joined(prose.text, names, name, unsaid):
            continue
        sentence = prose.behind_dateline(begins), ends - (prose.text[ends - 1 : ends] in ".!?")
        report = next(_reports(prose.text, sentence, name, speakers, known, subjects), None)
        if report and not _is_doubtful(prose.text, (begins, ends), report, unsaid):
            reason = report.reason + (", of an unnamed speaker" if name.kind == UNNAMED else "")
            confidence = said_by(name, report.confidence)
            found[begins] = TaggedSpan(
                report.start, report.end, PARAPHRASE, name.id, confidence, reason, attributes=name.attributes
            )
    return tuple(sorted(found.values()))


def _is_doubtful(text: str, sentence: tuple[int, int], report: _Report, known: Unsaid) -> bool:
    """Whether a report was not spoken, or speaks to or of somebody in a dialogue: "told me that I have her trust"."""
    before, behind = text[sentence[0] : report.start], text[report.end : sentence[1]]
    words = text[report.start : report.end]
    return bool(known.listener.search(before + behind) or known.dialogue.search(words)) or is_unsaid(
        before, behind, known
    )


def _reports(
    text: str,
    sentence: tuple[int, int],
    name: TaggedSpan,
    speakers: Sequence[TaggedSpan],
    known: SpeechPatterns,
    subjects: Subjects,
) -> Iterator[_Report]:
    """What a sentence reports as the words of a name in it."""
    begins, ends = sentence
    left = max(begins, name.start - _REACH)
    if source := find_source(text, speakers, left, name.start, subjects):
        one = subject_behind(text, speakers, source.end(), ends, subjects, is_source=True)
        if one and one.who == name:
            yield from _by_source(text, sentence, name, source, known)
        return
    verb = known.verb.search(text, name.end, ends)
    one = subject_before(text, speakers, begins, verb.start(), subjects) if verb else None
    is_subject = one is not None and one.who == name
    apposition = subjects.before_apposed.search(text, left, name.start)
    words_end = apposition.start() if apposition else begins
    if is_subject and words_end - begins >= _LEAST and known.closing.match(text, name.end, ends):
        yield _Report(begins, words_end, "likely", "reported speech before its speaker")
    is_retold = _is_retold(text, begins, name, known) or known.subordinate.match(text[begins : name.start])
    match = known.clause.match(text, name.end, ends) if is_subject and not is_retold else None
    if match and ends - match.end() >= (_LEAST_AFTER_THAT if match["that"] else _LEAST):
        start = day.end() if (day := known.day.match(text, match.end(), ends)) else match.end()
        yield _Report(start, ends, "likely" if match["that"] else "unsure", "reported speech after a verb")
    before = known.inverted.search(text, left, name.start)
    if before and before.start() - begins >= _LEAST and known.inverted_end.match(text, name.end, ends):
        one = subject_behind(text, speakers, before.end("verb"), ends, subjects)
        if one and one.who == name:
            yield _Report(begins, before.start(), "likely", "reported speech before its speaker")


def _is_retold(text: str, begins: int, name: TaggedSpan, known: SpeechPatterns) -> bool:
    """Whether somebody says that a name has said something: "some say Roe said"."""
    verbs = list(known.verb.finditer(text, begins, name.start))
    return bool(verbs) and not _BREAK.search(text, verbs[-1].end(), name.start)


def _by_source(
    text: str, sentence: tuple[int, int], name: TaggedSpan, source: re.Match[str], known: SpeechPatterns
) -> Iterator[_Report]:
    """What a source says that is named first in the sentence, or last."""
    begins, ends = sentence
    if source.start() == begins:
        behind = _BEHIND.match(text, name.end, ends)
        if behind and ends - behind.end() >= _LEAST:
            start = behind.end()
            if known.relative.match(text, start - len(", "), ends):  # "according to Roe, who had left, …"
                start = text.find(", ", start, ends) + len(", ")
            if start > behind.start() and ends - start >= _LEAST:
                yield _Report(start, ends, "likely", "what the source named before it says")
    elif not _BREAK.search(text, name.end, ends):
        words_end = source.start() - 2 if text.startswith(", ", source.start() - 2) else begins
        if words_end - begins >= _LEAST:
            yield _Report(begins, words_end, "likely", "reported speech before its speaker")
