"""Principal officers, chiefs of mission and presidents as records, every fact with its source."""

from collections.abc import Callable, Iterator, Sequence

from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.importers.hsg_files import Appointment, HsgData, Officer, is_date
from generator.importers.record import ImportedRecord
from generator.schema.model import Ref
from generator.text.source import Span

HSG_SITE = "https://history.state.gov/departmenthistory"
_YEAR = 4
_PERSON, _POSITIONS = "person", "positions"
IdOf = Callable[[str, str], str]
"""The id of a record for the id and the name that the data has."""


def hsg_records(data: HsgData, id_of: IdOf) -> tuple[tuple[ImportedRecord, ...], tuple[Problem, ...]]:
    """A record for each officer, and for each president with a term; findings for what the data has wrong."""
    problems = list(_dangling(data))
    held: dict[str, list[Appointment]] = {}
    for each in data.appointments:
        held.setdefault(each.person, []).append(each)
    travellers = {stay.who for stay in data.stays}
    for one in data.presidents:
        if one.id in travellers or one.id in data.officers:
            term = Appointment(one.id, "President", one.since, one.until, one.seen, one.span)
            held.setdefault(one.id, []).append(term)
    people = dict(data.officers)
    for one in data.presidents:
        if one.id in held and one.id not in people:
            people[one.id] = Officer(one.id, one.name, "", "", one.seen, one.span)
    records = []
    for who in sorted(people):
        if not who or as_id(who) != who:
            message = f"`{who}` is no id of a person: not imported"
            problems.append(_finding(message, people[who].span, "write it as `roe-ann`"))
            continue
        record = _record(people[who], held.get(who, ()), id_of)
        problems += _faults(people[who], held.get(who, ()))
        records.append(record)
    return tuple(records), tuple(problems)


def _record(person: Officer, offices: Sequence[Appointment], id_of: IdOf) -> ImportedRecord:
    name = person.name or person.id
    facts: dict[Assertion, Span] = {(Slot("name"), name): person.span}
    page = f"{HSG_SITE}/people/{person.id}"
    dated = [("country", "us"), ("born", person.born), ("died", person.died)]
    known = [field for field, value in dated if field == "country" or is_date(value)]
    facts |= {(Slot(field), value): person.span for field, value in dated if field in known}
    sources = dict.fromkeys(known, f"{page} {_seen(person.seen)}") if person.seen else {}
    for office in offices:
        if not office.title:
            continue
        since = office.since if is_date(office.since) else ""
        key = (office.title, "us", since)
        parts = {
            "to": office.until if is_date(office.until) else "",
            "source": office.seen and f"{page} {_seen(office.seen)}",
        }
        if (Slot(_POSITIONS, key), "") not in facts:
            facts[Slot(_POSITIONS, key), ""] = office.span
            facts |= {(Slot(_POSITIONS, key, part), value): office.span for part, value in parts.items() if value}
    return ImportedRecord(Ref(_PERSON, id_of(person.id, name)), frozenset(facts), sources, person.span, facts)


def _dangling(data: HsgData) -> Iterator[Problem]:
    known = {*data.officers, *(each.id for each in data.presidents)}
    for each in data.appointments if data.officers else ():
        if each.person not in known:
            message = f"an appointment of `{each.person or '(nobody)'}`, whom no file of a person has: not imported"
            yield _finding(message, each.span, "correct the person's id, or add the person's file")


def _faults(person: Officer, offices: Sequence[Appointment]) -> Iterator[Problem]:
    if not person.name:
        yield _finding(f"`{person.id}` has no name: the id is written", person.span, "write the name in the record")
    for what, value in (("birth", person.born), ("death", person.died)):
        if value and not is_date(value):
            yield _finding(
                f"`{value}` is not an EDTF date: the {what} is left out", person.span, "write it in the record"
            )
    keys = set()
    for office in offices:
        for value in (office.since, office.until):
            if value and not is_date(value):
                message = f"`{value}` is not an EDTF date: it is left out of “{office.title}”"
                yield _finding(message, office.span, "write it in the record")
        key = office.title, office.since
        if key in keys:
            yield _finding(
                f"“{office.title}” begins twice on the same day: one is left out", office.span, "compare both"
            )
        keys.add(key)


def _finding(message: str, span: Span, hint: str) -> Problem:
    return Problem("data-is-sound", message, span, "warning", hint)


def _seen(day: str) -> str:
    """The day on which an entry was changed; its year where it is none."""
    return day if is_date(day) else day[:_YEAR]
