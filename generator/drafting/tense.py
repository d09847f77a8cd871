"""Whether a date is spoken of as one to come: "will meet on Friday", "on Friday is planned"."""

import re
from functools import cache

from generator.drafting.language import Language, alternatives

_BEFORE, _AFTER = 70, 30


def is_future(match: re.Match[str], words: Language) -> bool:
    """Whether the nearest word before a match that tells a tense is about the future, or a plan follows the match."""
    future, past, planned = _tenses(words)
    text, start, end = match.string, match.start(), match.end()
    left = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), start - _BEFORE, 0)
    ahead = max((found.start() for found in future.finditer(text, left, start)), default=-1)
    behind = max((found.start() for found in past.finditer(text, left, start)), default=-1)
    plan = planned.search(text, end, end + _AFTER)
    return (ahead >= 0 and ahead >= behind) or bool(plan and "." not in text[end : plan.start()])


@cache
def _tenses(words: Language) -> tuple[re.Pattern[str], ...]:
    lists = (("dates", "future"), ("dates", "past"), ("meetings", "planned_after"))
    return tuple(re.compile(rf"(?<!\w)(?:{alternatives(words.words(*key))})(?!\w)", re.IGNORECASE) for key in lists)
