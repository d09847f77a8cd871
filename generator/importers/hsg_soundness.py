"""Find stays of the Office of the Historian's data that can't be imported as they are."""

from dataclasses import replace

from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.importers.hsg_files import VISITS, HsgData, Stay, is_date


def sound_stays(data: HsgData) -> tuple[tuple[Stay, ...], tuple[Problem, ...]]:
    """The stays that can be imported, each once; findings for what is wrong with these and with the others."""
    problems: list[Problem] = []
    sound: list[Stay] = []
    earlier: dict[tuple[bool, str], Stay] = {}
    names = {each.id: each.name for each in data.officers.values()} | {each.id: each.name for each in data.presidents}
    for each in data.stays:
        stay = each if each.name else replace(each, name=names.get(each.who, ""))
        if fault := _fault(stay):
            problems.append(finding(f"{fault[0]}: not imported", stay, fault[1]))
            continue
        if not each.name:
            message = f"no name of the traveller: `{stay.who}` is “{stay.name}” elsewhere in the data"
            problems.append(finding(message, stay, "write the name"))
        twin = earlier.setdefault((stay.series == VISITS, stay.id), stay) if stay.id else stay
        if twin is not stay:
            is_same = replace(twin, span=stay.span) == stay
            problems.append(_repeated(stay, twin, is_same=is_same))
            if is_same:
                continue
        sound.append(stay)
    return tuple(sound), tuple(problems)


def finding(message: str, stay: Stay, hint: str) -> Problem:
    """A warning at a stay."""
    return Problem("data-is-sound", message, stay.span, "warning", hint)


def _fault(stay: Stay) -> tuple[str, str] | None:
    """Why a stay can't be imported, and what to do."""
    if not (is_date(stay.first) and is_date(stay.last) and stay.first <= stay.last):
        return f"from `{stay.first}` to `{stay.last}` is no period", "correct the dates"
    if stay.series == VISITS:
        return None if stay.who else ("a visit without a visitor", "write the title and the name")
    if not stay.who or as_id(stay.who) != stay.who:
        return f"`{stay.who}` is the id of no traveller", "write it as `roe-ann`"
    return None if stay.name else (f"no name of the traveller `{stay.who}`", "write the name")


def _repeated(stay: Stay, twin: Stay, *, is_same: bool) -> Problem:
    at = f"{twin.span.source.path}:{twin.span.line}"
    if is_same:
        return finding(f"`{stay.id}` is in the data twice, first in {at}: imported once", stay, "delete one of them")
    return finding(f"the id `{stay.id}` is that of another entry, too, in {at}: both are imported", stay, "correct it")
