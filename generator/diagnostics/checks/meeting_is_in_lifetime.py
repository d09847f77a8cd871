"""Nobody takes part in a meeting before birth or after death.

Bad:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    born: 1990-05-01
    content/records/meetings/talks.yaml
    name: Talks
    date: 1985-03-04
    participants:
      - person: anna-berg

Good:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    born: 1950-05-01
    died: 2001
    content/records/meetings/talks.yaml
    name: Talks
    date: 1985-03-04
    participants:
      - person: anna-berg
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.values import Date, read_date

SEVERITY: Severity = "warning"
_HINT = "correct one of the dates, or the person's id if this is somebody else"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Participants who were certainly not born yet, or dead."""
    groups = {field.name for field in kind.fields if field.fields and field.takes} if kind.timeline else ()
    when = base.date(ref) if groups else None
    for slot, _, span in base.record_facts[ref] if when else ():
        if slot.field in groups and not slot.part and when:
            fault = _fault(base, slot.key[0], when)
            if fault:
                yield Problem("meeting-is-in-lifetime", f"{fault}, and this was on {when.edtf}", span, SEVERITY, _HINT)


def _fault(base: KnowledgeBase, person: str, when: Date) -> str:
    """What the person's record says against a date, "" for nothing."""
    ref = base.ids.get(person)
    if ref is None:
        return ""
    born, died = (read_date(base.records[ref].text(field)) for field in ("born", "died"))
    if isinstance(born, Date) and when.latest < born.earliest:
        return f"`{person}` was born on {born.edtf}"
    if isinstance(died, Date) and died.latest < when.earliest:
        return f"`{person}` died on {died.edtf}"
    return ""
