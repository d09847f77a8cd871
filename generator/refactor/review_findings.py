"""Findings for an editor to review after a merge of two ids: facts that were not added, items that became one."""

from collections.abc import Iterable, Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.ledger import Assertion, MergeBase
from generator.facts.model import Slot
from generator.records.model import Record, record_facts
from generator.records.quoting import quote
from generator.records.yaml_edits import flow_text
from generator.refactor.choices import hint_of
from generator.refactor.merge_records import Reason, RejectedFact
from generator.refactor.renaming_map import Renaming, item_of
from generator.schema.model import Kind

_RULE = "facts-are-united"
_WORDS: dict[Reason, str] = {
    "differs": "{what} is `{value}` for `{old}` and `{other}` for `{new}`",
    "removed": "{what} is left out: a person removed it from `{new}`",
    "stays": "a person removed {what} from `{old}`, and `{new}` keeps it",
    "rejected": "{what} is left out: `{new}` rejects it",
    "contradicted": "{what} is left out: `{new}` has what it rejects",
    "unsupported": "{what} is left out: the facts that it is the source of differ in `{new}`",
    "refused": "{what} is left out, because {other}",
}


def review_findings(
    record: Record, kind: Kind, base: MergeBase, left: Iterable[RejectedFact], renaming: Renaming, command: str = ""
) -> Iterator[Problem]:
    """The facts of a record that were not added, each at its position; an item and its fields are one finding.

    `record` and `base` are as they were before the merge. `command` is the one that can be run with a choice.
    """
    left = tuple(left)
    items = {one.fact for one in left}
    spans = {renaming.fact((slot, value), kind): span for slot, value, span in record_facts(record, kind)}
    ours = frozenset(renaming.fact(fact, kind) for fact in base.ours)
    for one in left:
        slot, _ = one.fact
        if not (slot.part and item_of(slot) in items):
            severity: Severity = "info" if one.fact in ours and one.reason != "refused" else "warning"
            span = spans.get(one.fact, record.source.whole())
            hint = hint_of(one, kind, renaming, command) if command else ""
            yield Problem(_RULE, _message(one, renaming), span, severity, hint or _hint(one, renaming))


def merged_items(record: Record, kind: Kind, items: Iterable[Assertion], renaming: Renaming) -> Iterator[Problem]:
    """The values and items of a record that were listed beside those of the other id and are merged with them."""
    spans = {(slot, value): span for slot, value, span in record_facts(record, kind)}
    for fact in items:
        slot, value = fact
        if slot.field == "rejected":
            continue
        what = _name(fact) if slot.key else f"{slot.field} “{value}”"
        message = f"{what} was listed beside `{renaming.new}`, and is now merged with it"
        hint = "if they are two things after all, undo this change before you commit it"
        yield Problem("merged-items-reviewed", message, spans.get(fact, record.source.whole()), "warning", hint)


def unmerged_as_yaml(left: Iterable[RejectedFact], base: MergeBase, kind: Kind) -> list[str]:
    """The facts that people wrote and that were not added, as YAML: one field or item a line.

    Facts that the machine wrote according to `base` are left out: articles still state them.
    """
    rows: dict[Slot, dict[str, str]] = {}
    lines: list[str] = []
    for one in left:
        slot, value = one.fact
        if one.reason == "stays" or one.fact in base.ours:
            continue
        if not slot.key:
            lines.append(f"{slot.field}: {quote(value, flow=True)}")
        else:
            row = rows.setdefault(slot._replace(part=""), _key(slot, kind))
            row.update({slot.part: value} if slot.part else {})
    for slot, row in rows.items():
        lines.append(f"{slot.field}: {flow_text(row)}")
    return lines


def _key(slot: Slot, kind: Kind) -> dict[str, str]:
    field = kind.field(slot.field)
    return {name: value for name, value in zip(field.key if field else (), slot.key, strict=False) if value}


def _message(left: RejectedFact, renaming: Renaming) -> str:
    words = {"what": _name(left.fact), "value": left.fact[1], "other": left.other}
    return _WORDS[left.reason].format(**words, old=renaming.old, new=renaming.new)


def _hint(left: RejectedFact, renaming: Renaming) -> str:
    if left.reason == "differs":
        return f"`{renaming.new}` keeps its own unless the articles say otherwise: see which is right"
    return f"see whether the record of `{renaming.new}` is right as it is"


def _name(fact: Assertion) -> str:
    slot, _ = fact
    if not slot.key:
        return f"`{slot.field}`"
    item = f"{slot.field} “{', '.join(filter(None, slot.key))}”"
    return f"`{slot.part}` of {item}" if slot.part else item
