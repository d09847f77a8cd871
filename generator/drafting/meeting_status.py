"""Whether a meeting took place, by the words of its sentence: held, planned, announced, postponed and so on."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.language import Language, alternatives

HELD, PLANNED = "held", "planned"
_NEAR = 40


class _Words(NamedTuple):
    cancelled: re.Pattern[str]
    postponed: re.Pattern[str]
    denied: re.Pattern[str]
    announced: re.Pattern[str]
    planned: re.Pattern[str]
    held: re.Pattern[str]
    cancelled_after: re.Pattern[str]
    denied_after: re.Pattern[str]
    after: re.Pattern[str]
    wished: re.Pattern[str]


@cache
def _words(words: Language) -> _Words:
    def any_of(key: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternatives(words.words('meetings', key))})(?!\w)", re.IGNORECASE)

    return _Words(
        any_of("cancelled"),
        any_of("postponed"),
        any_of("denied"),
        any_of("announced"),
        any_of("planned"),
        any_of("held"),
        any_of("cancelled_after"),
        any_of("denied_after"),
        any_of("planned_after"),
        re.compile(
            rf"(?<!\w)(?:{alternatives(words.words('meetings', 'wished'))})(?!\w)[^,;:]{{0,25}}$", re.IGNORECASE
        ),
    )


def is_wish(text: str, start: int, match: re.Match[str], words: Language) -> bool:
    """Whether a sentence only wishes for a meeting, refuses it, or thinks of it: "Roe wants to meet Lind"."""
    return bool(_words(words).wished.search(text, max(start, match.start() - _NEAR), match.start()))


def status_of(text: str, limits: tuple[int, int], match: re.Match[str], words: Language) -> str:
    """The status of the meeting that a verb or noun tells of, in the sentence with these limits."""
    known, (start, end) = _words(words), limits
    if known.cancelled.search(text, start, end) or known.cancelled_after.search(text, match.end(), end):
        return "cancelled"
    if known.postponed.search(text, start, end):
        return "postponed"
    if known.denied.search(text, start, min(match.end(), end)) or known.denied_after.search(text, match.end(), end):
        return "denied"
    ahead = [found.start() for found in known.planned.finditer(text, start, match.end())]
    done = [found.start() for found in known.held.finditer(text, start, match.end())]
    is_ahead = bool(ahead) and (not done or ahead[-1] >= done[-1])
    is_noun = not known.held.search(text, *match.span())
    if known.announced.search(text, start, match.start()) and (is_ahead or is_noun):
        return "announced"
    after = known.after.search(text, match.end(), end) if is_noun else None
    if after:
        return "announced" if known.announced.search(after.group()) else PLANNED
    return PLANNED if is_ahead else HELD
