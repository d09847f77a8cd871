"""Values of weeks, months and years near a day, and of what is counted from one: "last week", "two years ago"."""

from datetime import timedelta

from generator.drafting.calendar import HOURS, period_of, shifted
from generator.drafting.date_phrase import STEPS, DatePhrase, DateValue
from generator.drafting.model import Confidence

_DAY, _FEW = 10, 3
_SMALLER = {"week": ("day", 7), "year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)}
_ROUND = frozenset({"week", "fortnight"})


def shift(phrase: DatePhrase) -> DateValue | None:
    """So many days or years before or after a day: "yesterday", "two years ago", "a day later".

    What somebody calls "today" is the day of the words, which may be older than the article.
    """
    if phrase.coarse:
        return phrase.coarse, "unsure", "counted from a date that is no day"
    anchor, is_named_day = phrase.anchor, bool(phrase.rule.unit)
    unit, by = phrase.unit, phrase.rule.by if is_named_day else phrase.number * phrase.rule.sign
    if unit == "hour" and abs(by) < HOURS:
        return None
    if "half" in phrase.groups:
        unit, size = _SMALLER[unit]
        by = (by * 2 + phrase.rule.sign) * size // 2
    value = shifted(anchor, unit, by)
    confidence: Confidence = "likely"
    is_of_words = is_named_day and unit == "day" and phrase.is_quoted
    if phrase.rule.relative_to or unit in _ROUND or (is_named_day and phrase.is_present) or is_of_words:
        confidence = "unsure"
    elif is_named_day and unit == "day" and phrase.tense == "past":
        confidence = "sure"
    return (value, confidence, f"counted from {anchor}") if value else None


def night(phrase: DatePhrase) -> DateValue:
    """The night before the article's day."""
    return f"{phrase.today - timedelta(1)}/{phrase.today}", "unsure", f"the night before {phrase.today}"


def period(phrase: DatePhrase) -> DateValue | None:
    """The last, this or next week, month or year, from the article's day or from the day before in the text."""
    unit, which, tense = phrase.unit, phrase.which or "this", phrase.tense
    is_anchored = bool(phrase.rule.relative_to)
    anchor = phrase.anchor if is_anchored else phrase.today
    value = period_of(anchor, unit, STEPS[which], is_future=tense == "future")
    is_open = is_anchored or unit == "quarter" or (unit == "weekend" and (which == "next" or tense == "unknown"))
    return (value, "unsure" if is_open else "likely", f"relative to {anchor}") if value else None


def same(phrase: DatePhrase) -> DateValue | None:
    """The day, week, month or year of the last day named before: "that day", "the same year"."""
    if phrase.anchor == phrase.today and phrase.previous is None:
        return None
    is_day = phrase.unit == "day"
    value = phrase.anchor.isoformat() if is_day else period_of(phrase.anchor, phrase.unit, 0, is_future=False)
    return (value, "unsure", f"the {phrase.unit} of {phrase.anchor}") if value else None


def ahead(phrase: DatePhrase) -> DateValue | None:
    """A day to come: "in two weeks", unless it says how long something took."""
    value = shifted(phrase.today, phrase.unit, phrase.number) if phrase.tense == "future" else ""
    return (value, "unsure", f"counted from {phrase.today}") if value else None


def soon(phrase: DatePhrase) -> DateValue | None:
    """The time from the article's day to a later one: "the next five years"."""
    last = shifted(phrase.today, phrase.unit, phrase.rule.by or phrase.number)
    return (f"{phrase.today.isoformat()[: len(last)]}/{last}", "unsure", f"from {phrase.today}") if last else None


def end_of_year(phrase: DatePhrase) -> DateValue:
    """The last day of the article's year: what is due "by the end of the year"."""
    return f"{phrase.today.year}-12-31", "unsure", f"the end of the year {phrase.today.year}"


def recently(phrase: DatePhrase) -> DateValue | None:
    """The time up to the article's day: "the past five years"."""
    number = phrase.number if "number" in phrase.groups else phrase.rule.by or _FEW
    first = shifted(phrase.today, phrase.unit, -number)
    if not first:
        return None
    last = phrase.today.isoformat()[: len(first)] if len(first) <= _DAY else phrase.today.isoformat()
    return f"{first.split('/')[0]}/{last}", "unsure", f"up to {phrase.today}"
