"""Values of days: with or without their year, in ranges and lists, and holidays."""

import re
from collections.abc import Callable
from datetime import date

from generator.drafting.calendar import day_of_holiday, month_shifted, nearest, nth_day, one_of
from generator.drafting.date_months import listed_month, month
from generator.drafting.date_phrase import NEAR, STEPS, DatePhrase, DateValue, is_day
from generator.drafting.date_years import behind_year, full_year, is_before_long_number

_CLOSE, _SOON, _MONTH = 60, 21, 7
_LAST_MONTH = 12


def whole_day(phrase: DatePhrase) -> date:
    """The day of a match with a year; ValueError if it has no year or the day does not exist."""
    return date(int(phrase.groups.get("year") or 0), phrase.month, phrase.day_of_month)


def named_day(phrase: DatePhrase) -> DateValue | None:
    """A day; unsure if the weekday before it is that of another day."""
    found = _day(phrase)
    first = re.split(r"[ ,]", phrase.match.group(), maxsplit=1)[0]
    weekday = phrase.words.value("weekday", first)
    if weekday and int(weekday) != date.fromisoformat(found[0]).isoweekday():
        return found[0], "unsure", f"{found[2]}, but this is not a {first}"
    return found


def _day(phrase: DatePhrase) -> DateValue:
    groups, month_, day = phrase.groups, phrase.month, phrase.day_of_month
    if "year" in groups:
        return whole_day(phrase).isoformat(), "sure", "a day with its year"
    if which := phrase.which:
        return date(phrase.today.year + STEPS[which], month_, day).isoformat(), "likely", f"a day of {which} year"
    if year := groups.get("year_ahead"):
        return date(int(year), month_, day).isoformat(), "sure", "a day with the year of the day that it lasts to"
    if is_before_long_number(phrase.match):
        raise ValueError(day)
    if before := _after_last_day(phrase, month_, day):
        return before.isoformat(), "unsure", "no year given: that of the day before it in the text"
    return without_year(phrase, lambda year: date(year, month_, day))


def without_year(phrase: DatePhrase, day_in: Callable[[int], date]) -> DateValue:
    """A day of some year: the last or next one by the tense of its sentence, else the nearest."""
    today, tense = phrase.today, phrase.tense
    near = nearest(today, day_in)
    is_close, is_just_past = abs((near - today).days) <= _CLOSE, 0 < (today - near).days <= _CLOSE
    is_unknown, is_just_ahead = tense in ("unknown", "planned", "called off"), 0 < (near - today).days <= _SOON
    if is_unknown or (tense == "future" and is_just_past) or (tense == "past" and is_just_ahead):
        is_likely = is_close and is_unknown and (abs((near - today).days) <= _SOON or not _is_attribute(phrase))
        return near.isoformat(), "likely" if is_likely else "unsure", f"no year given: the day nearest to {today}"
    found = one_of(today, day_in, is_future=tense == "future")
    which = "the next such day from" if tense == "future" else "the last such day up to"
    if abs((found - today).days) > _CLOSE and _is_attribute(phrase):
        return found.isoformat(), "unsure", f"no year given, and it may be any: {which} {today}"
    return found.isoformat(), "sure" if found == near else "likely", f"no year given: {which} {today}"


def _is_attribute(phrase: DatePhrase) -> bool:
    """Whether a noun follows, of which the day only says which one is meant: "the January 6 attack"."""
    return not behind_year(phrase.words).match(phrase.match.string, phrase.match.end())


def _after_last_day(phrase: DatePhrase, month_: int, day: int) -> date | None:
    """The day soon after the last whole day of another year in the paragraph: "on 3 November 2024 … on 6 November"."""
    start = phrase.match.start()
    before = [span for span in phrase.found if start - NEAR < span.end <= start and is_day(span.id)]
    if not before or "\n" in phrase.match.string[max(before).end : start]:
        return None
    last = date.fromisoformat(max(before).id)
    found = date(last.year, month_, day)
    return found if last.year < phrase.today.year and 0 <= (found - last).days <= _CLOSE else None


def numeric_day(phrase: DatePhrase) -> DateValue:
    """A day in numbers; the language's usual order is not everybody's, so it counts only where no other is possible."""
    groups = phrase.groups
    first, second, short = int(groups["first"]), int(groups["second"]), groups["year"]
    year = full_year(short, phrase.today) if len(short) < len("2010") else int(short)
    if first != second and max(first, second) <= _LAST_MONTH:
        return f"{year:04}-XX-XX", "unsure", "a day in numbers, of which either may be the month"
    found = date(year, min(first, second), max(first, second))
    return found.isoformat(), "sure" if len(short) == len("2010") else "likely", "a day in numbers"


def day_range(phrase: DatePhrase) -> DateValue | None:
    """A range of days."""
    groups, month_ = phrase.groups, phrase.month
    last_month = int(phrase.words.value("month", groups["month2"])) if "month2" in groups else month_
    value: DateValue
    if "year" in groups:
        year = int(groups["year"]) - (last_month < month_)
        value = date(year, month_, int(groups["day"])).isoformat(), "sure", "a range of days"
    else:
        value = without_year(phrase, lambda year: date(year, month_, int(groups["day"])))
    first = date.fromisoformat(value[0])
    last = date(first.year + (last_month < month_), last_month, int(groups["day2"]))
    return (f"{first}/{last}", *value[1:]) if first < last else None


def listed(phrase: DatePhrase) -> DateValue | None:
    """The second day or month of a list, of which only the first says all: "March 3 and 4", "in April and May"."""
    last = phrase.previous
    if last is None or not phrase.follows(last, "between_listed"):
        return None
    text = phrase.match.string[last.start : last.end]
    if "month" in phrase.groups:
        return listed_month(phrase, last, text)
    if not is_day(last.id) or not phrase.words.value("month", re.split("[ .]", text)[0]) or "," in text:
        return None
    first = date.fromisoformat(last.id)
    found = first.replace(day=int(phrase.groups["day"]))
    return (found.isoformat(), last.confidence, "of the month of the day before it") if first < found else None


def day_of_month(phrase: DatePhrase) -> DateValue:
    """A day without its month: "on the 12th"; that of this or the next month by the tense, else the nearest."""
    today, day = phrase.today, int(phrase.groups["day"])
    if which := phrase.which:
        found = date.fromisoformat(f"{month_shifted(today, STEPS[which])}-{day:02}")
        return found.isoformat(), "likely", f"a day of {which} month"

    def in_month(number: int) -> date:
        return date.fromisoformat(f"{month_shifted(today, number - today.year)}-{day:02}")

    tense = phrase.tense
    if tense in ("past", "future"):
        found = one_of(today, in_month, is_future=tense == "future")
    else:
        found = nearest(today, in_month)
    return found.isoformat(), "unsure", f"no month given: such a day near {today}"


def fixed_day(phrase: DatePhrase) -> DateValue:
    """A day known by a name that says no year."""
    return phrase.rule.day, "likely", "a day known by this name"


def holiday(phrase: DatePhrase) -> DateValue | None:
    """A holiday; unsure without its year. A name of one word may only be part of another: "Christmas trees"."""
    text, end, rule = phrase.match.string, phrase.match.end(), phrase.words.value("holiday", phrase.groups["holiday"])
    if year := phrase.groups.get("year"):
        return day_of_holiday(rule, int(year)).isoformat(), "likely", "a holiday with its year"
    if which := phrase.which:
        return day_of_holiday(rule, phrase.today.year + STEPS[which]).isoformat(), "unsure", f"of {which} year"
    if " " not in phrase.groups["holiday"] and not behind_year(phrase.words).match(text, end):
        return None
    value, _, reason = without_year(phrase, lambda each: day_of_holiday(rule, each))
    return value, "unsure", reason


def nth_weekday(phrase: DatePhrase) -> DateValue | None:
    """The first, second, third, fourth or last such weekday of a month."""
    of_month = month(phrase)
    if of_month is None or len(of_month[0]) != _MONTH:
        return None
    year, number = (int(part) for part in of_month[0].split("-"))
    day = nth_day(year, number, int(phrase.words.value("weekday", phrase.groups["weekday"])), phrase.nth)
    return day.isoformat(), of_month[1], f"counted in {of_month[0]}"
