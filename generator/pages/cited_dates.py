"""Dates in the formats of reference managers, none more exact than the source."""

from generator.values import is_in_doubt, iso_ends, iso_prefix, iso_range, read_date
from generator.values.date import Date

_FIRST_SEASON = 21


def csl_date(date: str, words: str) -> dict[str, object]:
    """A date of CSL-JSON: numbers where they say the same, else the date in words; empty without a date."""
    read = read_date(date)
    if not isinstance(read, Date):
        return {}
    circa: dict[str, object] = {"circa": True} if is_in_doubt(date) else {}
    point = read.points[0]
    if point and point.form == "season" and len(read.points) == 1:
        return {"date-parts": [[point.first.year]], "season": int(date[5:7]) - _FIRST_SEASON + 1, **circa}
    ends = [end for end in iso_ends(date.translate(_DOUBT)) if end]
    if len(read.points) > 1:
        return {"date-parts": [_numbers(end) for end in ends], **circa} if len(ends) > 1 else {"literal": words}
    shared = iso_prefix(date)
    return {"date-parts": [_numbers(shared)], **circa} if shared else {"literal": words}


def biblatex_date(date: str) -> str:
    """A date as BibLaTeX reads it, which is EDTF; weeks and Julian months are intervals of days."""
    read = read_date(date)
    if not isinstance(read, Date):
        return ""
    if any(point and (point.form == "week" or point.julian) for point in read.points):
        ends = zip(iso_range(date), (read.points[0], read.points[-1]), strict=True)
        return "/".join(f"{day}{point.doubt if point else ''}" for day, point in ends)
    return date


def _numbers(date: str) -> list[int]:
    return [int(part) for part in date.split("-")]


_DOUBT = str.maketrans("", "", "?~%")
