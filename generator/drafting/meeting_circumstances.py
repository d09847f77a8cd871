"""Whether a day or place in the sentence of a meeting is that of other words: "resigned on Monday and met Lind"."""

import re

from generator.drafting.meeting_patterns import MeetingPatterns
from generator.drafting.model import TaggedSpan


def is_in_subclause(text: str, start: int, end: int, known: MeetingPatterns) -> bool:
    """Whether a clause opens between a verb and its day, and no comma closes it: "met Lind, who resigned on Monday"."""
    return bool(known.breaks.search(text, max(start, text.rfind(",", start, end) + 1), end))


def is_of_earlier_verb(text: str, start: int, day: TaggedSpan, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a day or place before the verb of meeting belongs to what stands before it, or opens what somebody said.

    "She left on Monday to meet Lind", "elected on Monday, she met Lind", "on Monday he said that she had met Lind".
    """
    between = text[day.end : match.start()]
    first, _, last = between.partition(",")
    outside = (first, last.rpartition(",")[2])  # of what commas enclose
    if known.apart.search(between) or known.that.search(first) or any(map(known.verb_of_speech.search, outside)):
        return True
    before = text[max(start, *(text.rfind(mark, start, day.start) + 1 for mark in ",;:")) : day.start]
    return any(not known.own_verb.match(before, verb.start()) for verb in known.any_verb.finditer(before))


def is_of_other_words(text: str, start: int, place: TaggedSpan, match: re.Match[str], known: MeetingPatterns) -> bool:
    """Whether a place says where something else was: "said in Oslo that", "met Lind, the envoy in Oslo".

    Who went there met there: "flew to Oslo to meet Lind".
    """
    if place.end <= match.start():
        went = known.motion.search(text, start, place.start)
        return not went and is_of_earlier_verb(text, start, place, match, known)
    return bool(known.in_apposition.search(text, match.end(), place.start))
