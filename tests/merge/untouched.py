"""Which lines of a record extraction may change, told from the facts and the tree alone."""

import re
from collections import Counter
from collections.abc import Callable

from worlds import KIND, facts_of, item_of, last_of, tree_of

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.model import item_key
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText


def check_lines(before: str, after: str) -> None:
    """Every line that holds no changed fact is still there, byte for byte and in its order; so is every remark."""
    assert Counter(re.findall(r"h\d+", before)) == Counter(re.findall(r"h\d+", after)), "a remark is lost"
    assert before.startswith("\ufeff") == after.startswith("\ufeff"), "byte order mark"
    before, after = before.removeprefix("\ufeff"), after.removeprefix("\ufeff")
    rows = before.splitlines(keepends=True)
    free = changed_lines(before, after)
    kept = [row for number, row in enumerate(rows) if number not in free]
    rest = iter(after.splitlines(keepends=True))
    for row in kept:
        last = row is rows[-1] and not row.endswith(("\n", "\r"))
        assert any(new == row or (last and new.rstrip("\r\n") == row) for new in rest), f"touched: {row!r}"


def changed_lines(before: str, after: str) -> set[int]:
    """Numbers of the lines that hold facts which differ, with their keys and dashes."""
    tree = tree_of(before)
    gone, come = facts_of(before) - facts_of(after), facts_of(after) - facts_of(before)
    free: set[int] = set()

    def mark(start: int, end: int) -> None:
        first, last = (len((before[:at] + "|").splitlines()) - 1 for at in (start, end))
        free.update(range(first, last + 1))

    assert tree is not None
    if tree.flow and gone | come:
        mark(tree.start, tree.end)
    for key, node in tree.entries:
        here = {fact for fact in gone if fact[0].field == key.value}
        if isinstance(node, YamlText):
            if here:
                mark(key.start, node.end - node.value.endswith("\n") if node.style in "|>" and node.style else node.end)
            continue
        new = {fact for fact in come if fact[0].field == key.value}
        if node.flow and here | new:
            mark(key.start, node.end)
        elif not any(fact[0].field == key.value for fact in facts_of(after)):
            mark(key.start, last_of(node))
        elif isinstance(node, YamlList):
            _mark_members(before, key.value, node, (here, new), mark)
    return free


def _mark_members(
    text: str,
    name: str,
    items: YamlList,
    changes: tuple[set[Assertion], set[Assertion]],
    mark: Callable[[int, int], None],
) -> None:
    gone, come = changes
    found = KIND.field(name)
    for node in items.values:
        if isinstance(node, YamlText):
            if (Slot(name), node.value) in gone:
                mark(text.rfind("-", 0, node.start), node.end)
        elif isinstance(node, YamlMapping) and found:
            slot = Slot(name, item_key(node, found))
            if (slot, "") in gone or (node.flow and any(item_of(f[0]) == slot for f in gone | come)):
                mark(text.rfind("-", 0, node.start), last_of(node))
            for number, (key, value) in enumerate(node.entries):
                if isinstance(value, YamlText) and (slot._replace(part=key.value), value.value) in gone:
                    behind_dash = number == 0 and len(node.entries) > 1  # the next field moves up to the dash
                    mark(key.start, node.entries[1][0].start if behind_dash else value.end)
