"""Values of dates: what a match of a language's date rule means on an article's day, as EDTF, and how sure that is."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from generator.drafting.calendar import named_day, nearest_year, period, season, shifted, year_of
from generator.drafting.date_phrase import DatePhrase
from generator.drafting.language import DateRule, Language
from generator.drafting.model import Confidence, TaggedSpan
from generator.drafting.years import is_before_long_number, is_in_calendar, year_confidence

_NEAR, _CENTURIES = 250, 21
_DAY, _CLOSE = 10, 60
_WHOSE = {"last": -1, "this": 0, "next": 1}
_FOLLOWING = {"following": "next", "previous": "last"}
_FEW, _SOON = 3, 21


def date_value(
    rule: DateRule, match: re.Match[str], found: Sequence[TaggedSpan], today: date | None, words: Language
) -> tuple[str, Confidence, str] | None:
    """The EDTF of a match, its confidence and the reason; None if the match is not a date."""
    given = {key: value for key, value in match.groupdict().items() if value}
    groups = {key.rstrip("2"): value for key, value in given.items() if key in _SECOND} | given
    if rule.month:
        groups |= {"month_number": rule.month, "day": rule.day}
    try:
        value = _MEANINGS[rule.means](DatePhrase(rule, match, groups, found, today, words))
    except (ValueError, OverflowError):
        return None
    return value if value and is_in_calendar(value[0]) else None


_SECOND = frozenset({"number2", "unit2"})


def whole_day(groups: Mapping[str, str | None], words: Language) -> date | None:
    """The day of a match with a year; None if it has no year or the day does not exist."""
    month = int(groups.get("month_number") or words.value("month", groups["month"] or ""))
    try:
        return date(int(groups["year"] or 0), month, int(groups["day"] or 0))
    except ValueError:
        return None


def _on_day(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    """A day; unsure if the weekday before it is that of another day."""
    found = _named_day(phrase)
    first = re.split(r"[ ,]", phrase.match.group(), maxsplit=1)[0]
    weekday = phrase.words.value("weekday", first)
    if weekday and int(weekday) != date.fromisoformat(found[0]).isoweekday():
        return found[0], "unsure", f"{found[2]}, but this is not a {first}"
    return found


def _named_day(phrase: DatePhrase) -> tuple[str, Confidence, str]:
    groups, month, day = phrase.groups, phrase.month, int(phrase.groups["day"])
    if year := groups.get("year"):
        return date(int(year), month, day).isoformat(), "sure", "a day with its year"
    if whose := groups.get("whose"):
        return date(phrase.today.year + _WHOSE[whose], month, day).isoformat(), "likely", f"a day of {whose} year"
    if year := groups.get("year_ahead"):
        return date(int(year), month, day).isoformat(), "sure", "a day with the year of the day that it lasts to"
    found, confidence, reason = _without_year(phrase, month, day)
    return found.isoformat(), confidence, reason


def _without_year(phrase: DatePhrase, month: int, day: int) -> tuple[date, Confidence, str]:
    """The day with a month and day: the last or next one by the tense of its sentence, else the nearest."""
    today, tense = phrase.today, phrase.tense
    if is_before_long_number(phrase.match):
        raise ValueError(day)
    if before := _after_last_day(phrase, month, day):
        return before, "unsure", "no year given: that of the day before it in the text"
    near = nearest_year(today, month, day)
    is_close, is_just_past = abs((near - today).days) <= _CLOSE, 0 < (today - near).days <= _CLOSE
    is_unknown, is_just_ahead = tense in ("unknown", "planned", "called off"), 0 < (near - today).days <= _SOON
    if is_unknown or (tense == "future" and is_just_past) or (tense == "past" and is_just_ahead):
        is_likely = is_close and is_unknown
        return near, "likely" if is_likely else "unsure", f"no year given: the day nearest to {today}"
    found = year_of(today, month, day, is_future=tense == "future")
    which = "the next such day from" if tense == "future" else "the last such day up to"
    return found, "sure" if found == near else "likely", f"no year given: {which} {today}"


def _after_last_day(phrase: DatePhrase, month: int, day: int) -> date | None:
    """The day soon after the last whole day of another year in the paragraph: "on 3 November 2024 … on 6 November"."""
    start = phrase.match.start()
    before = [span for span in phrase.found if start - _NEAR < span.end <= start and len(span.id) == _DAY]
    if not before or "\n" in phrase.match.string[max(before).end : start]:
        return None
    last = date.fromisoformat(max(before).id)
    found = date(last.year, month, day)
    return found if last.year < phrase.today.year and 0 <= (found - last).days <= _CLOSE else None


def _days(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    groups = phrase.groups
    month, day = phrase.month, int(groups["day"])
    month2 = int(phrase.words.value("month", groups["month2"])) if "month2" in groups else month
    if "year" in groups:
        first, reason = date(int(groups["year"]), month, day), "a range of days"
        confidence: Confidence = "sure"
    else:
        first, confidence, reason = _without_year(phrase, month, day)
    last = date(first.year + (month2 < month), month2, int(groups["day2"]))
    return (f"{first}/{last}", confidence, reason) if first < last else None


def _month(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    month, which = phrase.month, phrase.groups.get("which", "").lower()
    if "year" in phrase.groups:
        return f"{phrase.groups['year']}-{month:02}", "sure", "a month"
    today = phrase.today
    year = today.year
    if whose := phrase.groups.get("whose"):
        return f"{year + _WHOSE[whose]}-{month:02}", "likely", f"a month of {whose} year"
    if which == "this" or (month == today.month and not which):
        return f"{year}-{month:02}", "likely", f"the month of this year, {year}"
    return _yearless_month(today, month, which, phrase.tense)


def _yearless_month(today: date, month: int, which: str, tense: str) -> tuple[str, Confidence, str]:
    """The last or next such month by the tense of its sentence; for what was planned, the nearest."""
    year = today.year
    if tense in ("planned", "called off") and not which:
        near = min((year - 1, year, year + 1), key=lambda each: abs((each - year) * 12 + month - today.month))
        return f"{near}-{month:02}", "unsure", f"no year given: the month nearest to {today}"
    if which == "next" or (not which and tense == "future"):
        year += month <= today.month
        return f"{year}-{month:02}", "likely", f"no year given: the next such month after {today}"
    year -= month >= today.month
    if which or tense == "past":
        return f"{year}-{month:02}", "likely", f"no year given: the last such month before {today}"
    doubt = "no year given, and no verb tells if it is past"
    return f"{year}-{month:02}", "unsure", f"{doubt}: the last such month before {today}"


def _months(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
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
    value = f"{year}-{first:02}/{year + (last < first)}-{last:02}"
    if first == last:
        return None
    reason = "a range of months" if given else f"no year given: the {'next' if is_ahead else 'last'} such months"
    return value, "sure" if given else "unsure", reason


def _weekday(phrase: DatePhrase) -> tuple[str, Confidence, str]:
    day = int(phrase.words.value("weekday", phrase.groups["weekday"]))
    which = phrase.groups.get("which", "").lower()
    if phrase.rule.relative_to:
        found = named_day(phrase.anchor, day, _FOLLOWING.get(which, which), is_future=which != "previous")
        return found.isoformat(), "unsure", f"counted from {phrase.anchor}"
    if week := phrase.groups.get("week"):
        monday = phrase.today - timedelta(phrase.today.weekday())
        return (monday + timedelta(7 * _WHOSE[week] + day - 1)).isoformat(), "likely", f"a day of {week} week"
    if before := _joined_day(phrase):
        found = named_day(before, day, "", is_future=True)
        return found.isoformat(), "likely", f"the next such weekday from {before}, which is named with it"
    tense, today = phrase.tense, phrase.today
    if tense in ("planned", "called off") and not which:
        ahead, past = (named_day(today, day, "", is_future=is_future) for is_future in (True, False))
        is_near = (ahead - today).days <= (today - past).days
        reason = f"the next such weekday from {today}" if is_near else f"the nearest such weekday to {today}"
        return (
            (ahead if is_near else past).isoformat(),
            "likely" if is_near and tense == "planned" else "unsure",
            reason,
        )
    is_ahead = which == "next" or (which != "last" and (tense == "future" or (which == "this" and tense != "past")))
    found = named_day(today, day, which, is_future=is_ahead)
    reason = f"the next such weekday from {today}" if is_ahead else f"the last such weekday up to {today}"
    doubt = "no verb tells if it is past: " if tense == "unknown" and not which else ""
    confidence: Confidence = "likely" if which or tense != "past" else "sure"
    is_open = confidence == "sure" and phrase.is_unsettled
    if is_open or (not which and not is_ahead and _has_possessive(phrase)):
        confidence = "unsure"
    return found.isoformat(), confidence, f"{'another such day may be meant: ' if is_open else doubt}{reason}"


def _joined_day(phrase: DatePhrase) -> date | None:
    """The day that a weekday is joined to, which comes after it: "on Monday and Tuesday"."""
    last = max(phrase.found, default=None)
    if last is None or len(last.id) != _DAY or "which" in phrase.groups or phrase.match.start() - last.end > _CLOSE:
        return None
    between = phrase.match.string[last.end : phrase.match.start()].strip()
    is_joined = between in phrase.words.set("dates", "between_days")
    first = phrase.match.string[last.start : last.end].split(" ")[-1]
    return date.fromisoformat(last.id) if is_joined and phrase.words.value("weekday", first) else None


def _has_possessive(phrase: DatePhrase) -> bool:
    """Whether a day only says which one is meant: "cancelled Sunday's hearing" may be of a Sunday to come."""
    return phrase.match.string.startswith(phrase.words.words("meetings", "possessive"), phrase.match.end())


def _shift(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    if phrase.coarse:
        return phrase.coarse, "unsure", "counted from a date that is no day"
    by = phrase.rule.by if phrase.rule.unit else phrase.number * phrase.rule.sign
    value = shifted(phrase.anchor, phrase.unit, by)
    is_plain = phrase.rule.unit and not phrase.rule.relative_to
    confidence: Confidence = "sure" if is_plain and phrase.tense == "past" else "likely"
    if phrase.rule.relative_to:
        confidence = "unsure"
    return (value, confidence, f"counted from {phrase.anchor}") if value else None


def _period(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    anchor = phrase.anchor
    value = period(anchor, phrase.unit, phrase.rule.by)
    return (value, "unsure" if phrase.rule.relative_to else "likely", f"relative to {anchor}") if value else None


def _same(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    if phrase.anchor == phrase.today and not any(span.end <= phrase.match.start() for span in phrase.found):
        return None
    value = period(phrase.anchor, phrase.unit, 0) if phrase.unit != "day" else phrase.anchor.isoformat()
    return value, "unsure", f"the {phrase.unit} of {phrase.anchor}"


def _ahead(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    """A day to come: "in two weeks", unless it says how long something took."""
    value = shifted(phrase.today, phrase.unit, phrase.number) if phrase.tense == "future" else ""
    return (value, "unsure", f"counted from {phrase.today}") if value else None


def _soon(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    last = shifted(phrase.today, phrase.unit, phrase.rule.by or phrase.number)
    return (
        (f"{phrase.today.isoformat()[: len(last)]}/{last}", "unsure", f"starting on {phrase.today}") if last else None
    )


def _end(phrase: DatePhrase) -> tuple[str, Confidence, str]:
    return f"{phrase.today.year}-12-31", "unsure", f"the end of the year {phrase.today.year}"


def _recently(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    number = phrase.number if "number" in phrase.groups else phrase.rule.by or _FEW
    first = shifted(phrase.today, phrase.unit, -number)
    if not first:
        return None
    last = phrase.today.isoformat()[: len(first)] if len(first) <= _DAY else phrase.today.isoformat()
    return f"{first.split('/')[0]}/{last}", "unsure", f"up to {phrase.today}"


def _season(phrase: DatePhrase) -> tuple[str, Confidence, str]:
    code = int(phrase.words.value("season", phrase.groups["season"]))
    year = phrase.groups.get("year")
    if year:
        return f"{year}-{code}", "likely", "a season with a year"
    return (
        season(phrase.today, code, phrase.groups.get("which", "").lower()),
        "unsure",
        f"a season near {phrase.today}",
    )


def _decade(phrase: DatePhrase) -> tuple[str, Confidence, str]:
    if short := phrase.groups.get("short_decade"):
        century = phrase.today.year // 100
        return (
            f"{century - (int(short) > phrase.today.year // 10 % 10)}{short}X",
            "likely",
            "a decade of this or the last century",
        )
    return f"{phrase.groups['decade']}X", "sure", "a decade"


def _century(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    number = phrase.rule.by or int(phrase.groups["century"])
    return (f"{number - 1:02}XX", "sure", "a century") if 1 < number <= _CENTURIES else None


def _years(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    first, last = phrase.groups["year"], phrase.groups["year2"]
    last = last if len(last) == len(first) else first[:2] + last
    return (f"{first}/{last}", "likely", "a range of years") if first < last else None


def _year(phrase: DatePhrase) -> tuple[str, Confidence, str] | None:
    year = phrase.groups["year"]
    confidence = year_confidence(phrase.match, year, phrase.words)
    reason = "a number that may be a year" if confidence == "unsure" else "a year"
    return (year, confidence, reason) if confidence else None


_MEANINGS: Mapping[str, Callable[[DatePhrase], tuple[str, Confidence, str] | None]] = {
    "day": _on_day,
    "days": _days,
    "month": _month,
    "months": _months,
    "weekday": _weekday,
    "shift": _shift,
    "period": _period,
    "same": _same,
    "ahead": _ahead,
    "soon": _soon,
    "end": _end,
    "recently": _recently,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "year": _year,
}
