"""Values of weekdays, by the tense of their sentence and by the words and days beside them."""

from datetime import date, timedelta

from generator.drafting.calendar import named_day
from generator.drafting.date_phrase import STEPS, DatePhrase, DateValue, is_day
from generator.drafting.model import Confidence

_WEEK, _CLOSE = 7, 60


def weekday(phrase: DatePhrase) -> DateValue | None:
    """A weekday: "Tuesday", "last Friday", "Thursday of last week"."""
    day = int(phrase.words.value("weekday", phrase.groups["weekday"]))
    return _beside_a_day(phrase, day) or (_of_a_week if phrase.rule.unit else _near)(phrase, day)


def _of_a_week(phrase: DatePhrase, day: int) -> DateValue:
    """The weekday of last week, this week, or the week of the day before it in the text."""
    anchor = phrase.anchor
    monday = anchor - timedelta(anchor.weekday()) + timedelta(_WEEK * STEPS[phrase.which])
    is_anchored = bool(phrase.rule.relative_to)
    return (monday + timedelta(day - 1)).isoformat(), "unsure" if is_anchored else "likely", f"counted from {anchor}"


def _beside_a_day(phrase: DatePhrase, day: int) -> DateValue | None:
    """The day that the weekday explains or is joined to: "27 February (Saturday)", "on Monday and Tuesday"."""
    last = phrase.previous
    if last is None or phrase.which or phrase.match.start() - last.end > _CLOSE or not is_day(last.id):
        return None
    found, between = date.fromisoformat(last.id), phrase.match.string[last.end : phrase.match.start()].strip()
    if phrase.follows(last, "before_own_weekday"):
        if found.isoweekday() == day:
            return last.id, last.confidence, f"the weekday of {found}"
        return last.id, "unsure", f"said to be the weekday of {found}, which it is not"
    first = phrase.match.string[last.start : last.end].split(" ")[-1]
    if between not in phrase.words.set("dates", "between_days") or not phrase.words.value("weekday", first):
        return None
    after = named_day(found, day, "", is_future=True)
    return after.isoformat(), "likely", f"the next such weekday from {found}, which is named with it"


def _near(phrase: DatePhrase, day: int) -> DateValue:
    """The last or next such weekday."""
    which, tense, today = phrase.which, phrase.tense, phrase.anchor
    if phrase.rule.relative_to:
        found = named_day(today, day, which, is_future=which != "last")
        return found.isoformat(), "unsure", f"counted from {today}"
    if tense in ("planned", "called off") and not which:
        return _planned(phrase, day)
    is_ahead = which in ("next", "coming") or (not which and tense == "future") or (which == "this" and tense != "past")
    found = named_day(today, day, which, is_future=is_ahead)
    reason = f"the next such weekday from {today}" if is_ahead else f"the last such weekday up to {today}"
    doubt = "no verb tells if it is past: " if tense == "unknown" and not which else ""
    confidence: Confidence = "likely" if which or tense != "past" else "sure"
    is_open = _is_of_two_weeks(phrase, found) or (confidence == "sure" and phrase.is_unsettled)
    is_guess = not which and not is_ahead and (_has_possessive(phrase) or bool(doubt))
    if is_open or is_guess:
        confidence = "unsure"
    return found.isoformat(), confidence, f"{'another such day may be meant: ' if is_open else doubt}{reason}"


def _planned(phrase: DatePhrase, day: int) -> DateValue:
    """The nearest such weekday, for what was planned."""
    today = phrase.today
    ahead, past = (named_day(today, day, "", is_future=is_future) for is_future in (True, False))
    is_near = (ahead - today).days <= (today - past).days
    reason = f"the next such weekday from {today}" if is_near else f"the nearest such weekday to {today}"
    is_likely = is_near and phrase.tense == "planned"
    return (ahead if is_near else past).isoformat(), "likely" if is_likely else "unsure", reason


def _is_of_two_weeks(phrase: DatePhrase, found: date) -> bool:
    """Whether "last Monday" or "next Friday" is in the article's own week: to some, it is that of the week beside."""
    return phrase.which in ("last", "next") and found.isocalendar()[:2] == phrase.today.isocalendar()[:2]


def _has_possessive(phrase: DatePhrase) -> bool:
    """Whether a day only says which one is meant: "cancelled Sunday's hearing" may be of a Sunday to come."""
    return phrase.match.string.startswith(phrase.words.words("meetings", "possessive"), phrase.match.end())
