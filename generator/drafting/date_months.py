"""Values of months, seasons, quarters and halves of years."""

from generator.drafting.calendar import season_of
from generator.drafting.date_phrase import STEPS, DatePhrase, DateValue
from generator.drafting.date_years import full_year
from generator.drafting.model import TaggedSpan

_MONTHS, _WINTER, _MONTH_LENGTH = 12, 24, 7


def month(phrase: DatePhrase) -> DateValue | None:
    """A month: with its year, with "last" or "next", or by the tense of its sentence."""
    number, which, groups = phrase.month, phrase.which, phrase.groups
    if year := groups.get("year") or groups.get("year_ahead"):
        return _month(int(year), number), "sure", "a month"
    if "whose" in groups:
        return _month(phrase.today.year + STEPS[which], number), "likely", f"a month of {which} year"
    if phrase.rule.relative_to:
        return _anchored(phrase, number)
    today = phrase.today
    if which == "this" or (number == today.month and not which):
        return _month(today.year, number), "likely", f"the month of this year, {today.year}"
    return _yearless(phrase, number)


def _yearless(phrase: DatePhrase, number: int) -> DateValue:
    """The last or next such month by the tense of its sentence; for what was planned, the nearest."""
    today, which, tense = phrase.today, phrase.which, phrase.tense
    year = today.year
    if tense in ("planned", "called off") and not which:
        near = min((year - 1, year, year + 1), key=lambda each: abs((each - year) * _MONTHS + number - today.month))
        return _month(near, number), "unsure", f"no year given: the month nearest to {today}"
    if which in ("next", "coming") or (not which and tense == "future"):
        year += number <= today.month
        is_open = which == "next" and year == today.year
        reason = f"no year given: the next such month after {today}"
        return _month(year, number), "unsure" if is_open else "likely", reason
    year -= number >= today.month
    if which or tense == "past":
        is_open = which == "last" and year == today.year
        reason = f"no year given: the last such month before {today}"
        return _month(year, number), "unsure" if is_open else "likely", reason
    doubt = "no year given, and no verb tells if it is past"
    return _month(year, number), "unsure", f"{doubt}: the last such month before {today}"


def _anchored(phrase: DatePhrase, number: int) -> DateValue:
    """The month before, after or in the year of the date before it in the text: "the following January"."""
    anchor, step = phrase.anchor, STEPS[phrase.which]
    is_over = number <= anchor.month if step > 0 else number < anchor.month
    year = anchor.year + (step > 0 and is_over) - (step < 0 and not is_over)
    return _month(year, number), "unsure", f"counted from {anchor}"


def listed_month(phrase: DatePhrase, last: TaggedSpan, text: str) -> DateValue | None:
    """The month behind another one in a list, in the year that brings it nearest to that."""
    if len(last.id) != _MONTH_LENGTH or not phrase.words.value("month", text.rpartition(" ")[2]):
        return None
    year, before = (int(part) for part in last.id.split("-"))
    number = phrase.month
    near = min((year - 1, year, year + 1), key=lambda each: abs((each - year) * _MONTHS + number - before))
    return _month(near, number), last.confidence, f"named with {last.id}"


def months(phrase: DatePhrase) -> DateValue | None:
    """A range of months; without a year, the last one that begins before the article's day, or the next one."""
    first, last = phrase.month, int(phrase.words.value("month", phrase.groups["month2"]))
    given = phrase.groups.get("year")
    year, is_ahead = int(given or phrase.today.year), not given and phrase.tense == "future"
    if given:
        year -= first > last
    elif is_ahead and first < phrase.today.month:
        year += 1
    elif not is_ahead and first > phrase.today.month:
        year -= 1
    if first == last:
        return None
    reason = "a range of months" if given else f"no year given: the {'next' if is_ahead else 'last'} such months"
    return f"{_month(year, first)}/{_month(year + (last < first), last)}", "sure" if given else "unsure", reason


def season(phrase: DatePhrase) -> DateValue:
    """A season. One winter touches two years, so that its year is sure only where both are given."""
    code, which, groups = int(phrase.words.value("season", phrase.groups["season"])), phrase.which, phrase.groups
    if year := groups.get("year") or (f"{full_year(groups['short'], phrase.today)}" if "short" in groups else ""):
        is_open = code == _WINTER and "year_behind" not in groups
        return f"{year}-{code}", "unsure" if is_open else "likely", "a season with a year"
    if "whose" in groups:
        return f"{phrase.today.year + STEPS[which]}-{code}", "unsure", f"a season of {which} year"
    step = STEPS.get(which) if which else {"past": -1, "future": 1}.get(phrase.tense)
    is_named = bool(which)
    return season_of(phrase.anchor, code, step, is_named=is_named), "unsure", f"a season near {phrase.anchor}"


def year_part(phrase: DatePhrase) -> DateValue | None:
    """A quarter or half of a year, or its first or last months: EDTF has no sign for them, so they are months."""
    year, which = phrase.groups.get("year"), phrase.which
    if "number" in phrase.groups:
        size, nth = phrase.number, phrase.nth
        first = _MONTHS - size + 1 if nth < 0 else 1
        is_part = abs(nth) == 1 and 1 < size < _MONTHS
    else:
        parts = int(phrase.words.value("part", phrase.groups["part"])) if "part" in phrase.groups else phrase.rule.by
        size, nth = _MONTHS // parts, phrase.nth if phrase.nth > 0 else parts
        first, is_part = size * (nth - 1) + 1, nth <= parts
    if not is_part:
        return None
    number = int(year) if year else phrase.today.year + STEPS[which or "this"]
    value = f"{_month(number, first)}/{_month(number, first + size - 1)}"
    return value, "likely" if year else "unsure", "months of a year"


def _month(year: int, month_: int) -> str:
    return f"{year:04}-{month_:02}"
