"""The record and the ledger of a history's meeting: what they hold, and what a person's hand does to them."""

import random
import re
from collections.abc import Iterable
from difflib import ndiff

from generator.facts.ledger import Assertion, Ledger, LedgerLine
from generator.facts.ledger_text import read_ledger, write_ledger
from generator.project.journal import Change
from generator.records.model import facts_with_nodes
from generator.refactor.renaming_map import Renaming
from generator.schema.read import read_schema
from generator.text.source import SourceText
from generator.text.yaml_tree import read

KIND = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
RECORD = "content/records/meetings/talks.yaml"
LEDGER = "content/facts/meetings/talks.jsonl"


def renamed_fact(fact: Assertion, renamed: Iterable[tuple[str, str]]) -> Assertion:
    for old, new in renamed:
        fact = Renaming(old, new).fact(fact, KIND)
    return fact


def with_new_ids(text: str, renamed: Iterable[tuple[str, str]]) -> str:
    for old, new in renamed:
        text = re.sub(rf"(?<![a-z-]){old}(?![a-z-])", new, text)
    return text


def without_twins(text: str) -> str:
    """A record's text without a second item of the same person."""
    found: list[str] = []
    for block in re.split(r"(?m)^(?=  - |\S)", text):
        head = block.partition("\n")[0]
        if not (head.startswith("  - person:") and any(one.partition("\n")[0] == head for one in found)):
            found.append(block)
    return "".join(found)


def in_format_1(text: str) -> str:
    """A ledger as the version before would have written it: facts with their owners, no more."""
    ledger, _ = read_ledger(SourceText("", text))
    base = ledger.base
    lines = {LedgerLine(fact, "machine") for fact in base.ours} | {LedgerLine(fact, "person") for fact in base.theirs}
    return "".join(write_ledger(Ledger(frozenset(lines))).splitlines(keepends=True)[1:])


def kept_edits(
    mine: frozenset[Assertion], other: frozenset[Assertion], sides: list[str], *, is_rebase: bool
) -> frozenset[Assertion]:
    """What persons wrote on the sides that the record and its ledger come from; nothing where each has another."""
    chosen = {side.split()[0] for side in sides if side.endswith((RECORD, LEDGER))}
    if not chosen:
        return mine | other
    if len(chosen) == 2 or is_rebase:
        return mine & other
    if not any(side.endswith(RECORD) for side in sides):
        return mine & other
    return mine if chosen == {"--ours"} else other


def facts_in(text: str | None) -> frozenset[Assertion]:
    if text is None:
        return frozenset()
    tree, problems = read(SourceText("", text))
    assert tree is not None, (problems, text)
    return frozenset((slot, value) for slot, value, _ in facts_with_nodes(tree, KIND))


def item_of(fact: Assertion) -> Assertion:
    return (fact[0]._replace(part=""), "") if fact[0].key else fact


def cell(fact: Assertion) -> Assertion:
    """Where a fact stands, whatever its value."""
    found = KIND.field(fact[0].field)
    return fact if found and found.many and not fact[0].key else (fact[0], "")


def difference(change: Change) -> list[str]:
    rows = ndiff((change.old or "").splitlines(), (change.new or "").splitlines())
    return [change.path, *(row for row in rows if row[0] in "-+")]


def show(facts: frozenset[Assertion]) -> list[str]:
    return sorted(
        " ".join((slot.field, *slot.key, slot.part, value)).replace("  ", " ").strip() for slot, value in facts
    )


def some_edit(text: str, pick: random.Random) -> str | None:
    """The text after a person's edit, None where there is nothing to edit of that sort."""
    edit = pick.choice((without_field, without_item, with_status, with_format, with_person, with_role, with_comment))
    return edit(text.splitlines(keepends=True), pick)


def without_field(lines: list[str], pick: random.Random) -> str | None:
    fields = ("status:", "format:", "    role:", "    for:", "    on:")
    spots = [at for at, line in enumerate(lines) if line.startswith(fields)]
    return "".join(lines[:at] + lines[at + 1 :]) if spots and (at := pick.choice(spots)) else None


def without_item(lines: list[str], pick: random.Random) -> str | None:
    """An item gone, and its list with it where it was the only one."""
    items = [at for at, line in enumerate(lines) if line.startswith("  - ")]
    if not items:
        return None
    at = pick.choice(items)
    end = next((n for n in range(at + 1, len(lines)) if not lines[n].startswith("    ")), len(lines))
    is_alone = lines[at - 1][0] != " " and (end == len(lines) or lines[end][0] != " ")
    return "".join(lines[: at - is_alone] + lines[end:])


def with_status(lines: list[str], pick: random.Random) -> str:
    return status_written(lines, pick.choice(["held", "planned", "denied", "cancelled"]))


def status_written(lines: list[str], value: str) -> str:
    spot = next((at for at, line in enumerate(lines) if line.startswith("status:")), None)
    at = spot if spot is not None else next(n for n, line in enumerate(lines) if line.startswith("date:")) + 1
    return "".join([*lines[:at], f"status: {value}\n", *lines[at + (spot is not None) :]])


def with_format(lines: list[str], pick: random.Random) -> str:
    return format_written(lines, pick.choice(["call", "in-person"]))


def format_written(lines: list[str], value: str) -> str:
    rest = [line for line in lines if not line.startswith("format:")]
    at = rest.index("accounts:\n") if "accounts:\n" in rest else len(rest)
    return "".join([*rest[:at], f"format: {value}\n", *rest[at:]])


def with_person(lines: list[str], pick: random.Random) -> str:
    """Somebody whom articles name, too, as a participant."""
    return person_written(
        lines, pick.choice(["bo-lind", "zed-ode", "ann-roe"]), pick.choice(["", "", "for: us", "role: envoy"])
    )


def person_written(lines: list[str], id_: str, more: str) -> str:
    if f"  - person: {id_}\n" in lines:
        return "".join(lines)
    item = f"  - person: {id_}\n" + (f"    {more}\n" if more else "")
    spots = [at for at, line in enumerate(lines) if line.startswith(("participants:", "date:", "status:"))]
    at = spots[-1] + 1
    if not lines[spots[-1]].startswith("participants:"):
        item = f"participants:\n{item}"
    while at < len(lines) and lines[at].startswith("  "):
        at += 1
    return "".join([*lines[:at], item, *lines[at:]])


def with_role(lines: list[str], pick: random.Random) -> str | None:
    spots = [at for at, line in enumerate(lines) if line.startswith("    role:")]
    if not spots:
        return None
    at = pick.choice(spots)
    return "".join([*lines[:at], f"    role: {pick.choice(['envoy', 'adviser', 'minister'])}\n", *lines[at + 1 :]])


def with_comment(lines: list[str], pick: random.Random) -> str:
    return "".join(lines) + f"# a person's note {pick.randrange(100)}\n"
