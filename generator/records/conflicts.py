"""Conflicts between articles and a record, and how they are reported."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Literal, NamedTuple, TypeAlias

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.records.deleted import deleted_record
from generator.records.model import Record, record_facts
from generator.records.quoting import quote
from generator.schema.model import Kind, Ref
from generator.text.source import SourceText, Span
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText, read
from generator.values import Date, read_date

DoubtKind: TypeAlias = Literal[
    "rewritten", "resolved", "dropped", "replaced", "lost", "overwritten", "restored", "unlisted"
]
"""What a merge by git leaves undecided, in the order in which it is reported."""
Disagreement: TypeAlias = Literal["differs", "absent", "kept", "refused", "removed"] | DoubtKind

WHOLE = Slot("")
"""The slot of a conflict that concerns the record as a whole."""


class Conflict(NamedTuple):
    """A slot on which articles and record disagree; `record` and `asserted` are None without a value.

    `also` are further slots with the same conflict.

    - `differs`: a person's value differs from that of the articles
    - `absent`: the articles assert it; a person removed it from the record, but did not reject it
    - `kept`: the record has it, no article asserts it any more, and a person has a hand in it
    - `refused`: the text can't be changed safely, `reason` says why
    - `removed`: the articles mention the thing, but a person deleted its record
    - `rewritten`: git's merge left it out, because one branch withdrew it while another asserts it; it is written again
    - `resolved`: the record is as one branch left it, without facts of another; they are written again
    - `dropped`: the record is as one branch left it, with facts that another's articles dropped; they are removed
    - `replaced`: the record is as one branch left it, with values that another's articles changed; they are replaced
    - `lost`: a person wrote it on one branch, but the merged record lacks it
    - `overwritten`: a person wrote a value on one branch, but the merged record has another
    - `restored`: a person removed it on one branch, but the merged record has it
    - `unlisted`: the record is as one branch left it, but another deleted the ledger's line of it
    """

    slot: Slot
    record: str | None
    asserted: str | None
    kind: Disagreement
    reason: str = ""
    also: tuple[Slot, ...] = ()


def without_rejected(asserted: frozenset[Assertion], tree: YamlMapping) -> frozenset[Assertion]:
    """Leave out assertions that the record's `rejected` entries name; a rejected item includes all of its fields."""
    entries = tree.get("rejected")
    nodes = entries.values if isinstance(entries, YamlList) else ()
    refused = {(_text(node, "field"), _text(node, "value")) for node in nodes if isinstance(node, YamlMapping)}
    if not refused:
        return asserted
    return frozenset(fact for fact in asserted if refused.isdisjoint(_rejections(fact)))


def contesting(facts: Iterable[Fact], record: Record) -> tuple[Fact, ...]:
    """Leave out facts that the record's `rejected` entries name: they contest nothing in it."""
    found = tuple(facts)
    if "rejected" not in record.texts:
        return found
    left = without_rejected(frozenset((fact.slot, fact.value) for fact in found), record.tree)
    return tuple(fact for fact in found if (fact.slot, fact.value) in left)


def rejection(fact: Assertion) -> tuple[str, str]:
    """The `field` and `value` of the `rejected` entry for a fact.

    A value is named by itself, an item by its key's values joined with ", ", a field of an item as `field.part` with
    its value behind the key: `field: participants.role`, `value: steve-westoff, envoy`.
    """
    slot, value = fact
    if slot.part:
        return f"{slot.field}.{slot.part}", ", ".join([*filter(None, slot.key), value])
    return slot.field, ", ".join(filter(None, slot.key)) if slot.key else value


def problem_of(conflict: Conflict, source: SourceText, kind: Kind, said: Sequence[str] = ()) -> Problem:
    """Report a conflict in the record: at the value, or else at its item, its field or the start of the file.

    `said` are the ids of the articles that assert the value.
    """
    if conflict.kind == "removed":
        return deleted_record(kind, PurePath(source.path).stem, source.whole())
    rule, severity = _RULES[conflict.kind]
    message, hint = _words(conflict, said)
    return Problem(rule, message, _span(conflict, source, kind), severity, hint)


_RULES: dict[Disagreement, tuple[str, Literal["error", "warning"]]] = {
    "differs": ("record-agrees-with-articles", "warning"),
    "absent": ("asserted-fact-is-present", "warning"),
    "kept": ("fact-is-still-asserted", "warning"),
    "refused": ("record-is-editable", "error"),
    "rewritten": ("merge-is-reviewed", "warning"),
    "resolved": ("merge-is-reviewed", "warning"),
    "dropped": ("merge-is-reviewed", "warning"),
    "replaced": ("merge-is-reviewed", "warning"),
    "lost": ("merge-is-reviewed", "warning"),
    "overwritten": ("merge-is-reviewed", "warning"),
    "restored": ("merge-is-reviewed", "warning"),
    "unlisted": ("merge-is-reviewed", "warning"),
}

_MERGED: dict[Disagreement, str] = {
    "rewritten": "{what} written again: the articles of one branch dropped {it}, those of another assert {it}",
    "resolved": "{what} written again: the record is as one branch left it, and another branch has {it} from articles",
    "dropped": "{what} removed: the record is as one branch left it, and the articles of another dropped {it}",
    "replaced": "{what} replaced: the record is as one branch left it, and the articles of another changed {it}",
    "lost": "a person wrote {what} on one branch, but the merged record lacks {it}",
    "overwritten": "a person wrote {what} on one branch, but the merged record has {another}",
    "restored": "a person removed {what} on one branch, but the merged record has {it}",
    "unlisted": "no ledger knows who wrote {what}: perhaps the articles of a branch dropped {it}",
}
_WITHOUT_VERB = ("lost", "overwritten", "restored", "unlisted")
_WRITE_AGAIN = ("dropped", "lost", "overwritten")


def _words(conflict: Conflict, said: Sequence[str]) -> tuple[str, str]:
    """Message and hint."""
    what, asserted = _name(conflict.slot), conflict.asserted
    fact = conflict.slot, asserted or ""
    match conflict.kind:
        case "differs":
            message = f"{what} is `{conflict.record}` here, but {_who(said, 'say')} `{asserted}`"
            return message, f"take the articles' value, or keep yours and say why under `rejected:` {_entry(fact)}"
        case "absent":
            fact_text = what if conflict.slot.key and not conflict.slot.part else f"{what} `{asserted}`"
            return (
                f"{_who(said, 'assert')} {fact_text}, but the record lacks it",
                f"add it, or under `rejected:` {_entry(fact)}",
            )
        case "kept":
            message = f"no article asserts {what} any more, but the record still has it, with words of a person"
            return message, "name its source beside it, or delete it"
        case "rewritten" | "resolved" | "dropped" | "replaced" | "lost" | "overwritten" | "restored" | "unlisted":
            return _words_of_merge(conflict)
    message = f"{what} can't be brought in line with the articles, because {conflict.reason}"
    wanted = f"write `{asserted}` there yourself" if asserted else "make the change yourself"
    return message, f"{wanted}; extraction then leaves it alone"


def _words_of_merge(conflict: Conflict) -> tuple[str, str]:
    names, is_one = [_name(slot) for slot in (conflict.slot, *conflict.also)], not conflict.also
    what = ", ".join(names[:-1]) + f" and {names[-1]}" if conflict.also else names[0]
    what += "" if conflict.kind in _WITHOUT_VERB else " is" if is_one else " are"
    it = "it" if is_one else "them"
    they, stay = ("it", "stays") if is_one else ("they", "stay")
    hint = f"if {they} should not be there, remove {it} again: then {they} {stay} removed"
    if conflict.kind in _WRITE_AGAIN:
        hint = f"if {they} should be there, write {it} again: then {they} {stay}"
    elif conflict.kind == "unlisted":
        hint = f"delete {it} if so; if not, {it} counts as written by a person"
    elif conflict.kind == "replaced":
        hint = f"if {'the old value' if is_one else 'old values'} should stay, write {it} again: then {they} {stay}"
    elif conflict.slot == WHOLE:
        return "a person deleted this record on one branch, but the merge kept it", "delete it again if it should go"
    if conflict.kind == "overwritten" and is_one:
        what = f"`{conflict.asserted}` as {what}"
    another = "another value" if is_one else "other values"
    return _MERGED[conflict.kind].format(what=what, it=it, another=another), hint


def _who(said: Sequence[str], verb: str) -> str:
    """The first article that says so, and the verb; further articles are not named."""
    return f"`{said[0]}` {verb}s" if said else f"the articles {verb}"


def _entry(fact: Assertion) -> str:
    """An entry to paste, without its reason."""
    field, value = rejection(fact)
    return f"- {{field: {field}, value: {quote(value, flow=True)}, reason: …}}"


def _name(slot: Slot) -> str:
    if slot == WHOLE:
        return "the record"
    item = f"{slot.field} “{', '.join(filter(None, slot.key))}”" if slot.key else f"`{slot.field}`"
    return f"`{slot.part}` of {item}" if slot.part else item


def _span(conflict: Conflict, source: SourceText, kind: Kind) -> Span:
    tree, _ = read(source)
    if tree is None:
        return source.whole()
    facts = record_facts(Record(Ref(kind.name, ""), source, tree), kind)
    slot = conflict.slot
    for wanted in (slot, slot._replace(part="")):
        found = [fact for fact in facts if fact.slot == wanted]
        exact = [fact for fact in found if fact.value == conflict.record]
        if exact or (found and slot.key):
            return (exact or found)[0].span
    key = next((key for key, _ in tree.entries if key.value == slot.field), None)
    return source.span(key.start, key.end) if key else source.whole()


def _rejections(fact: Assertion) -> set[tuple[str, str]]:
    """The entries that reject a fact: its own, its item's, and both without the date at the end of a key."""
    slot, value = fact
    slots = {slot, slot._replace(part="")} if slot.key else {slot}
    slots |= {own._replace(key=own.key[:-1]) for own in slots if len(own.key) > 1 and _is_date(own.key[-1])}
    return {rejection((own, value if own.part or not own.key else "")) for own in slots}


def _is_date(text: str) -> bool:
    return isinstance(read_date(text), Date)


def _text(node: YamlMapping, name: str) -> str:
    value = node.get(name)
    return value.value if isinstance(value, YamlText) else ""
