"""Times of day: with or without seconds, with an offset from UTC, a zone by its IANA name, or neither."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.text.suggest import nearest
from generator.values.model import ValueFault
from generator.values.quote import quoted

_HOUR = "(?:[01][0-9]|2[0-3])"
_OFFSET = f"(?:Z|[+-]{_HOUR}(?::?[0-5][0-9])?)"
_ZONE = r"\[[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*\]"
TIME_SHAPE = f"{_HOUR}:[0-5][0-9](?::[0-5][0-9])?{_OFFSET}?(?:{_ZONE})?"
_TIME = re.compile(f"({_HOUR}:[0-5][0-9])(:[0-5][0-9])?({_OFFSET})?(?:\\[(.+)\\])?")
_ZONES = "write a name of the time zone database, such as Europe/Moscow"


class TimeOfDay(NamedTuple):
    """`time` with seconds and the offset, if known: `10:00:00+03:00`; `zone` is an IANA name, or ""."""

    time: str
    zone: str = ""


def read_time(text: str, day: dt.date) -> TimeOfDay | ValueFault:
    """Parse the time of day in a text of valid shape.

    A time that the zone's clocks skip is rejected, and one that they show twice if no offset says which is meant.
    """
    found = _TIME.fullmatch(text)
    clock, seconds, offset, name = found.groups(default="") if found else (text, "", "", "")
    time = f"{clock}{seconds or ':00'}"
    if not name:
        return TimeOfDay(f"{time}{_offset(offset)}")
    at = len(text) - len(name) - 1
    rules = zone(name)
    if rules is None:
        near = nearest(name, zone_names())
        return ValueFault(f"{quoted(name)} is not a time zone", f"did you mean `{near}`?" if near else _ZONES, at)
    known = [_offset_text(each) for each in _offsets(dt.datetime.fromisoformat(f"{day.isoformat()}T{time}"), rules)]
    fault = _zone_fault(f"{day.isoformat()}T{clock}{seconds}", _offset(offset), name, known)
    return fault._replace(at=at) if fault else TimeOfDay(f"{time}{_offset(offset) or known[0]}", name)


def _zone_fault(local: str, offset: str, name: str, known: Sequence[str]) -> ValueFault | None:
    """Why a local time is invalid in a zone; `known` are the offsets that it may have there."""
    clock = local.partition("T")[2]
    if not known:
        return ValueFault(f"{clock} did not exist in {name} on that day", "write the time that the clocks showed")
    if offset and offset not in known and not (offset == "Z" and "+00:00" in known):
        return ValueFault(f"{name} was at {known[0]} then", f"write {local}{known[0]}[{name}]")
    if not offset and len(known) > 1:
        ways = " or ".join(f"{local}{each}[{name}]" for each in known)
        return ValueFault(f"{clock} occurred twice in {name} on that day", f"write {ways}")
    return None


def _offset(text: str) -> str:
    """An offset from UTC as `+03:00` or `Z`."""
    digits = text[1:].replace(":", "")
    return text if len(text) <= 1 else f"{text[0]}{digits[:2]}:{digits[2:] or '00'}"


def _offset_text(offset: dt.timedelta) -> str:
    """An offset as `+03:00`; old local times with seconds keep them."""
    sign, seconds = ("-", -offset) if offset < dt.timedelta(0) else ("+", offset)
    hours, rest = divmod(int(seconds.total_seconds()), 3600)
    minutes, left = divmod(rest, 60)
    return f"{sign}{hours:02}:{minutes:02}{f':{left:02}' if left else ''}"


@cache
def zone_names() -> frozenset[str]:
    """The names of all time zones in the package `tzdata`, so that a build is the same on any system."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


@cache
def zone(name: str) -> ZoneInfo | None:
    """The rules of a time zone by its IANA name; None for an unknown name."""
    if name not in zone_names():
        return None
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _offsets(moment: dt.datetime, rules: ZoneInfo) -> tuple[dt.timedelta, ...]:
    """The offsets from UTC that a local time may have: none if clocks skip it, two if they show it twice."""
    found = dict.fromkeys(rules.utcoffset(moment.replace(fold=fold)) for fold in (0, 1))
    known = [offset for offset in found if offset is not None]
    return tuple(offset for offset in known if _is_shown(moment, offset, rules))


def _is_shown(moment: dt.datetime, offset: dt.timedelta, rules: ZoneInfo) -> bool:
    try:
        utc = (moment - offset).replace(tzinfo=dt.UTC)
    except OverflowError:
        return True
    return utc.astimezone(rules).replace(tzinfo=None) == moment
