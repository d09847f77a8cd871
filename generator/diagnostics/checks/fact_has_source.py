"""Every fact in a record comes from a sentence in an article, or names its source.

Reference data (names in other scripts, coordinates, links) needs no source.

Bad, if no article says so:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    participants:
      - person: yuri-uvarkov
    content/records/persons/yuri-uvarkov.yaml
    name: Yuri Uvarkov

Good, with the source of a plain field under `sources`, and that of a list item in the item:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    sources:
      date: https://example.org/readout 2025-12-02
    participants:
      - person: yuri-uvarkov
        source: https://example.org/readout 2025-12-02
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref

SEVERITY: Severity = "warning"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Facts with neither evidence nor a source."""
    exempt = {field.name for field in kind.fields if field.almanac}
    evidence, cited = base.evidence.get(ref, {}), base.cited.get(ref, {})
    for slot, value, span in base.record_facts[ref]:
        if slot.field in exempt or slot.part == "source" or (slot, value) in evidence or slot in cited:
            continue
        message = f"no article says so, and no source is given: {_described(slot, value)}"
        where = "a `source:` in the item" if slot.key else f"`sources: {{{slot.field}: …}}`"
        hint = f"add {where}: an article's id, or a URL and its date"
        yield Problem("fact-has-source", message, span, SEVERITY, hint)


def _described(slot: Slot, value: str) -> str:
    words = (slot.field, " ".join(filter(None, slot.key)), slot.part, value)
    return ", ".join(word for word in words if word)
