"""Random histories of one record: articles come, change and go, a person edits the file as text, extraction runs.

What the person did is not told to the history but seen: the facts that differ from those after the last extraction.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field

from generator.facts.ledger import Assertion, Ledger, read_ledger, write_ledger
from generator.facts.model import Slot
from generator.records.conflicts import accepted
from generator.records.merge import Merge, merge
from generator.records.model import Record, held, item_key
from generator.records.new import new_record
from generator.records.quoting import quote
from generator.schema.model import Ref
from generator.schema.read import read_schema
from generator.source import Source
from generator.yamltree import Items, Mapping, Node, Text, read

KIND = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
ARTICLES = ("a1", "a2", "a3", "a4")
SINGLES = {
    "name": ["Talks", "NO", "12:30", "Переговоры в Кремле", "a #b", "- x"],
    "date": ["2025-12-02", "0123", "2025-12"],
    "duration": ["on", "five hours, more or less", "1e3", "{x}"],
}
LISTS = {"sides": ["us", "no", "ru", "0123", "B: c"], "topics": ["yes", "O'Neil", "سلام", "a, b", "null"]}
ITEMS = {"participants": [("p",), ("q",), ("no",)], "accounts": [("p", "Good, “reasonably”"), ("q", "yes"), ("q", "x: y #z")]}
PARTS = {"participants": {"for": ["us", "no"], "role": ["envoy", "12:30"]}, "accounts": {"on": ["2025-12-03"], "to": ["x"]}}


def facts_of(text: str | None) -> frozenset[Assertion]:
    """What a record's text holds."""
    return frozenset((fact.slot, fact.value) for fact in _held(text)) if text is not None else frozenset()


def cell(fact: Assertion) -> tuple[Slot, str]:
    """The place of a fact: its slot, and in a list of plain values also the value."""
    slot, value = fact
    return fact if slot.field in LISTS else (slot, "")


def item_of(slot: Slot) -> Slot:
    return slot._replace(part="")


def tree_of(text: str) -> Mapping | None:
    return read(Source("", text))[0]


def _held(text: str):
    tree = tree_of(text)
    assert tree is not None, text
    return held(Record(Ref("meeting", ""), Source("", text), tree), KIND)


def some_facts(pick: random.Random, least: int = 1) -> frozenset[Assertion]:
    """What one article might assert."""
    facts: set[Assertion] = set()
    for _ in range(pick.randint(least, 5)):
        kind = pick.randrange(4)
        if kind == 0:
            name = pick.choice(list(SINGLES))
            facts = {f for f in facts if f[0].field != name} | {(Slot(name), pick.choice(SINGLES[name]))}
        elif kind == 1:
            name = pick.choice(list(LISTS))
            facts.add((Slot(name), pick.choice(LISTS[name])))
        else:
            name = pick.choice(list(ITEMS))
            key = pick.choice(ITEMS[name])
            facts.add((Slot(name, key), ""))
            for part, values in PARTS[name].items():
                if pick.random() < 0.5:
                    slot = Slot(name, key, part)
                    facts = {f for f in facts if f[0] != slot} | {(slot, pick.choice(values))}
    return frozenset(facts)


def assembled(articles: dict[str, frozenset[Assertion]]) -> frozenset[Assertion]:
    """What all articles assert together: of a single value the one of the last article."""
    singles: dict[Slot, str] = {}
    others: set[Assertion] = set()
    for name in sorted(articles):
        for slot, value in articles[name]:
            if slot.part or slot.field in SINGLES:
                singles[slot] = value
            else:
                others.add((slot, value))
    return frozenset({*others, *singles.items()})


@dataclass
class History:
    """The state of one history, and what has to hold in it."""

    articles: dict[str, frozenset[Assertion]] = field(default_factory=dict)
    text: str | None = None
    base: Ledger = field(default_factory=Ledger)
    seen: str | None = None
    by_person: frozenset[Assertion] = frozenset()
    by_machine: frozenset[Assertion] = frozenset()
    touched: set[tuple[Slot, str]] = field(default_factory=set)
    taken_out: set[Assertion] = field(default_factory=set)
    edited: bool = False
    deleted: bool = False
    count: Counter[str] = field(default_factory=Counter)

    def run(self) -> Merge:
        """One extraction, with everything that must be true of it."""
        before, asserted = self.text, assembled(self.articles)
        self._notice()
        base = Ledger(self.base.ours, self.base.theirs)
        result = merge(base, asserted, before, KIND)
        assert merge(result.base, asserted, result.text, KIND) == result, "not idempotent"
        assert read_ledger(Source("", write_ledger(result.base))) == (result.base, ()), "ledger bends a fact"
        self.text, self.base = result.text, result.base
        self.count["extractions"] += 1
        self.count.update(conflict.kind for conflict in result.conflicts)
        self.count.update("refused: "+conflict.reason for conflict in result.conflicts if conflict.reason)
        self._check_file(before, asserted)
        if self.text is not None:
            self._check_facts(result, asserted)
            if before is not None:
                check_lines(before, self.text)
        self.by_machine = (self.by_machine & facts_of(self.text)) | (facts_of(self.text) - facts_of(before))
        self.seen = self.text
        return result

    def _notice(self) -> None:
        """What the person changed since the last extraction."""
        was, now = facts_of(self.seen), facts_of(self.text)
        if self.seen is not None and self.text is None:
            self.deleted = True
            if not self.base.facts:
                self._forget()  # it held nothing of the articles'
        self.by_person = (self.by_person & now) | (now - was)
        self.by_machine &= now
        self.taken_out = (self.taken_out | (was - now)) - now
        self.touched |= {cell(fact) for fact in was ^ now}
        self.count["facts that a person changed"] += len(was ^ now)

    def _check_file(self, before: str | None, asserted: frozenset[Assertion]) -> None:
        if self.deleted:
            assert self.text is None, "a deleted record is back"
            if not asserted:
                self._forget()
        elif before is not None and self.text is None:
            assert not asserted, "a record that articles speak of is gone"
            assert not re.search(r"# h\d", before), "a comment went with the record"
            assert not self.by_person, "a person's fact went with the record"
            self._forget()
        if not self.edited:
            assert self.text == (new_record(asserted, KIND) if asserted else None), "not the text of a new record"

    def _forget(self) -> None:
        self.by_person = self.by_machine = frozenset()
        self.touched, self.taken_out, self.deleted, self.edited = set(), set(), False, False

    def _check_facts(self, result: Merge, asserted: frozenset[Assertion]) -> None:
        now, tree = facts_of(self.text), tree_of(self.text or "")
        assert tree is not None
        wanted = accepted(asserted, tree)
        told = {conflict.slot for conflict in result.conflicts}
        refused = {c.slot for c in result.conflicts if c.kind == "refused"}
        assert self.by_person <= now, f"lost: {sorted(self.by_person - now)}"
        for fact in wanted - now:
            assert told & {fact[0], item_of(fact[0])}, f"asserted, absent and not told: {fact}"
        for fact in (self.by_machine & now) - wanted:
            twice = sum(held.slot == item_of(fact[0]) for held in _held(self.text)) > 1
            assert twice or told & {fact[0], item_of(fact[0])}, f"stale: {fact}"
            if fact[0] not in refused and item_of(fact[0]) not in refused and not twice:
                self._check_kept(fact, wanted)
        for fact in wanted - now if not self.deleted else ():
            if cell(fact) not in self.touched and (item_of(fact[0]), "") not in self.touched:
                assert fact[0] in refused or item_of(fact[0]) in refused, f"untouched, but absent: {fact}"
        self.taken_out = {fact for fact in self.taken_out if fact in asserted}
        back = {fact for fact in self.taken_out & now if fact in wanted and fact in self.base.theirs}
        assert not back, f"taken out, and back: {back}"

    def _check_kept(self, fact: Assertion, wanted: frozenset[Assertion]) -> None:
        """A fact of the machine's own stays without an article only for a person's words, or as all that is left."""
        slot = fact[0]
        if slot.key:
            slot = item_of(slot)
            assert (slot, "") in self.by_machine, f"stale: {fact}"
            lines = item_text(self.text or "", slot)
            mine = any(item_of(other) == slot for other, _ in self.by_person)
            assert mine or "#" in lines or slot_parts(self.text or "", slot) - set(PARTS[slot.field]), f"stale: {fact}"
        else:
            required = KIND.field(slot.field)
            assert required and required.required and not wanted, f"stale: {fact}"


def item_text(text: str, slot: Slot) -> str:
    tree = tree_of(text)
    node = tree.get(slot.field) if tree else None
    found = KIND.field(slot.field)
    assert isinstance(node, Items) and found
    items = [v for v in node.values if isinstance(v, Mapping) and item_key(v, found) == slot.key]
    return "".join(text[text.rfind("-", 0, item.start) : last_of(item)] + (text[last_of(item) :] + "\n").splitlines()[0] for item in items)


def slot_parts(text: str, slot: Slot) -> set[str]:
    return {other.part for other, _ in facts_of(text) if item_of(other) == slot and other.part}


def last_of(node: Node) -> int:
    if isinstance(node, Text) or node.flow:
        return node.end
    return last_of(node.values[-1] if isinstance(node, Items) else node.entries[-1][1])


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
        if isinstance(node, Text):
            if here:
                mark(key.start, node.end - node.value.endswith("\n") if node.style in "|>" and node.style else node.end)
            continue
        new = {fact for fact in come if fact[0].field == key.value}
        if node.flow and here | new:
            mark(key.start, node.end)
        elif not any(fact[0].field == key.value for fact in facts_of(after)):
            mark(key.start, last_of(node))
        elif isinstance(node, Items):
            _mark_members(before, key.value, node, (here, new), mark)
    return free


def _mark_members(text, name, items, changes, mark) -> None:
    gone, come = changes
    found = KIND.field(name)
    for node in items.values:
        if isinstance(node, Text):
            if (Slot(name), node.value) in gone:
                mark(text.rfind("-", 0, node.start), node.end)
        elif isinstance(node, Mapping) and found:
            slot = Slot(name, item_key(node, found))
            if (slot, "") in gone or (node.flow and any(item_of(f[0]) == slot for f in gone | come)):
                mark(text.rfind("-", 0, node.start), last_of(node))
            for number, (key, value) in enumerate(node.entries):
                if isinstance(value, Text) and (slot._replace(part=key.value), value.value) in gone:
                    behind_dash = number == 0 and len(node.entries) > 1  # the next field moves up to the dash
                    mark(key.start, node.entries[1][0].start if behind_dash else value.end)


# ---- what a person does to the text


def edit(history: History, pick: random.Random) -> None:
    """One change to the record's text; one that would make the file invalid is not made."""
    if history.text is None:
        return
    tag = f"h{pick.randrange(10**9)}"
    changed = pick.choice(EDITS)(history.text, pick, tag)
    if changed is None or changed == history.text or tree_of(changed) is None:
        return
    history.text, history.edited = changed, True
    history.count["human edits"] += 1


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def comment_line(text, pick, tag):
    rows = _lines(text)
    rows.insert(pick.randrange(len(rows) + 1), " " * pick.choice([0, 0, 2, 4, 6]) + f"# {tag}" + _break(text))
    return "".join(rows)


def comment_behind(text, pick, tag):
    rows = _lines(text)
    at = pick.randrange(len(rows)) if rows else 0
    if not rows or not rows[at].strip():
        return None
    body = rows[at].rstrip("\r\n")
    rows[at] = f"{body}  # {tag}{rows[at][len(body):]}"
    return "".join(rows)


def blank_line(text, pick, tag):
    rows = _lines(text)
    rows.insert(pick.randrange(len(rows) + 1), _break(text))
    return "".join(rows)


def _leaves(node: Node, *, flow: bool = False):
    match node:
        case Text():
            yield node, flow
        case Items():
            for value in node.values:
                yield from _leaves(value, flow=flow or node.flow)
        case Mapping():
            for _, value in node.entries:
                yield from _leaves(value, flow=flow or node.flow)


def _styled(value: str, pick: random.Random, *, flow: bool, indent: int) -> str:
    style = pick.choice(["", "", "'", '"', "|-", ">-"])
    if style in ("|-", ">-"):
        block = not flow and value and value == value.strip() and "\n" not in value
        return f"{style}\n{' ' * (indent + 3)}{value}" if block else quote(value, flow=flow)
    return quote(value, style, flow=flow)


def _new_value(name: str, pick: random.Random, tag: str) -> str:
    pools = {**SINGLES, **LISTS, **{part: values for parts in PARTS.values() for part, values in parts.items()}}
    return pick.choice(pools[name]) if name in pools and pick.random() < 0.5 else tag


def rewrite_value(text, pick, tag):
    """Change a value, or its quotes, or both."""
    leaves = list(_leaves(tree_of(text)))
    if not leaves:
        return None
    node, flow = pick.choice(leaves)
    value = node.value if pick.random() < 0.5 else pick.choice([tag, tag, "us", "no", "p", "envoy", "12:30"])
    row = text[: node.start].splitlines()[-1] if node.start else ""
    indent = len(row) - len(row.lstrip(" -"))
    end = node.end - 1 if node.style in ("|", ">") and text[node.end - 1 : node.end] == "\n" else node.end
    return text[: node.start] + _styled(value, pick, flow=flow, indent=indent).replace("\n", _break(text)) + text[end:]


def delete_lines(text, pick, tag):
    rows = _lines(text)
    at = pick.randrange(len(rows)) if rows else 0
    del rows[at : at + pick.choice([1, 1, 1, 2, 3])]
    return "".join(rows)


def delete_member(text, pick, tag):
    """An item or a value of a list; with the last one its key."""
    lists = [(key, node) for key, node in tree_of(text).entries if isinstance(node, Items) and not node.flow]
    if not lists:
        return None
    key, node = pick.choice(lists)
    member = pick.choice(node.values)
    start = key.start if len(node.values) == 1 else text.rfind("-", 0, member.start)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", last_of(member))
    return text[:first] + (text[last + 1 :] if last >= 0 else "")


def add_field(text, pick, tag):
    name = pick.choice([*SINGLES, "place", "status"])
    rows = _lines(text)
    tops = [0, len(rows), *(i for i, row in enumerate(rows) if re.match(r"\w", row))]
    rows.insert(pick.choice(tops), f"{name}: {quote(_new_value(name, pick, tag))}{_break(text)}")
    return "".join(rows)


def add_member(text, pick, tag):
    """A value or item next to another one, or a list of its own."""
    name = pick.choice([*LISTS, *ITEMS])
    key = pick.choice(ITEMS[name]) if name in ITEMS else ()
    names = KIND.field(name).key
    braces = pick.random() < 0.3
    if name in ITEMS:
        pairs = [f"{n}: {quote(v, flow=True)}" for n, v in zip(names, key, strict=True)]
    else:
        pairs = [quote(_new_value(name, pick, tag), flow=True)]
    node = tree_of(text).get(name)
    stop = _break(text)
    if not isinstance(node, Items):
        pad = " " * pick.choice([0, 2, 4])
        inner = "{" + ", ".join(pairs) + "}" if name in ITEMS else pairs[0]
        body = f" [{inner}]" if braces else f"{stop}{pad}- " + f"{stop}{pad}  ".join(pairs)
        return f"{text}{'' if text.endswith(stop) or not text else stop}{name}:{body}{stop}"
    if node.flow or not node.values:
        return None
    like = pick.choice(node.values)
    dash = text.rfind("-", 0, like.start)
    pad = " " * (dash - text.rfind("\n", 0, dash) - 1)
    words = "- {" + ", ".join(pairs) + "}" if braces and name in ITEMS else f"{stop}{pad}  ".join(["- " + pairs[0], *pairs[1:]])
    first = text.rfind("\n", 0, dash) + 1
    return text[:first] + pad + words + stop + text[first:]


def _an_item(text, pick):
    found = [
        (key.value, item)
        for key, node in tree_of(text).entries
        if isinstance(node, Items) and key.value in ITEMS
        for item in node.values
        if isinstance(item, Mapping)
    ]
    return pick.choice(found) if found else (None, None)


def add_part(text, pick, tag):
    name, item = _an_item(text, pick)
    if item is None:
        return None
    part = pick.choice([*PARTS[name], "capacity" if name == "participants" else "form", "source"])
    value = _new_value(part, pick, tag)
    if item.flow:
        return f"{text[: item.end - 1]}, {part}: {quote(value, flow=True)}{text[item.end - 1 :]}"
    key, _ = pick.choice(item.entries)
    pad = " " * (item.start - text.rfind("\n", 0, item.start) - 1)
    return f"{text[: key.start]}{part}: {quote(value)}{_break(text)}{pad}{text[key.start :]}"


def item_to_flow(text, pick, tag):
    _, item = _an_item(text, pick)
    if item is None or item.flow:
        return None
    body = text[item.start : last_of(item)]
    if "#" in body or not all(isinstance(v, Text) for _, v in item.entries):
        return None
    return text[: item.start] + _braced(item) + text[last_of(item) :]


def _braced(node: Node) -> str:
    match node:
        case Text():
            return quote(node.value, flow=True)
        case Items():
            return "[" + ", ".join(map(_braced, node.values)) + "]"
        case Mapping():
            return "{" + ", ".join(f"{key.value}: {_braced(value)}" for key, value in node.entries) + "}"


def list_to_flow(text, pick, tag):
    lists = [node for _, node in tree_of(text).entries if isinstance(node, Items) and not node.flow]
    if not lists:
        return None
    node = pick.choice(lists)
    if "#" in text[node.start : last_of(node)]:
        return None
    dash = text.rfind("-", 0, node.values[0].start)
    head = text[:dash].rstrip() + " "
    many = pick.random() < 0.3
    words = _braced(node)
    if many:
        words = "[\n    " + ",\n    ".join(map(_braced, node.values)) + ",\n  ]"
    return head + words.replace("\n", _break(text)) + text[last_of(node) :]


def all_to_flow(text, pick, tag):
    if pick.random() < 0.8 or "#" in text.partition("\n")[2]:
        return None
    tree = tree_of(text)
    return None if tree.flow or not tree.entries else _braced(tree) + _break(text)


def reindent(text, pick, tag):
    lists = [node for _, node in tree_of(text).entries if isinstance(node, Items) and not node.flow]
    if not lists:
        return None
    node = pick.choice(lists)
    first = text.rfind("\n", 0, text.rfind("-", 0, node.values[0].start)) + 1
    end = last_of(node)
    by = pick.choice([-2, 2, 4])
    rows = [(" " * by + row if by > 0 else row[-by:] if row.startswith(" " * -by) else row) for row in _lines(text[first:end])]
    return text[:first] + "".join(rows) + text[end:]


def move_field(text, pick, tag):
    rows = _lines(text)
    tops = [i for i, row in enumerate(rows) if re.match(r"\w", row)]
    if len(tops) < 2 or not text.endswith("\n"):
        return None
    start = pick.choice(tops)
    stop = next((i for i in tops if i > start), len(rows))
    block, rest = rows[start:stop], rows[:start] + rows[stop:]
    return "".join(rest + block if pick.random() < 0.5 else rest[: tops[0]] + block + rest[tops[0] :])


def swap_parts(text, pick, tag):
    _, item = _an_item(text, pick)
    if item is None or len(item.entries) < 2:
        return None
    (k1, v1), (k2, v2) = item.entries[:2]
    if any(v.style in ("|", ">") for v in (v1, v2) if isinstance(v, Text)):
        return None
    return text[: k1.start] + text[k2.start : v2.end] + text[v1.end : k2.start] + text[k1.start : v1.end] + text[v2.end :]


def whole_file(text, pick, tag):
    match pick.randrange(5):
        case 0:
            return text.replace("\n", "\r\n") if "\r\n" not in text else text.replace("\r\n", "\n")
        case 1:
            return text if text.startswith("\ufeff") else "\ufeff" + text
        case 2:
            return text.rstrip("\r\n")
        case 3:
            return text if "---" in text else text.removeprefix("\ufeff").join([f"---{_break(text)}", ""])
        case _:
            return text if "..." in text or not text.endswith("\n") else f"{text}...{_break(text)}"


def reject(text, pick, tag):
    name = pick.choice([*SINGLES, *LISTS, *ITEMS])
    values = {**SINGLES, **LISTS}.get(name) or [", ".join(key) for key in ITEMS[name]]
    if tree_of(text).get("rejected") is not None or pick.random() < 0.5:
        return None
    stop = _break(text)
    entry = f"rejected:{stop}  - field: {name}{stop}    value: {quote(pick.choice(values))}{stop}    reason: {tag}{stop}"
    return f"{text}{'' if text.endswith(stop) or not text else stop}{entry}"


EDITS = (
    *(comment_line, comment_behind, comment_behind, blank_line, rewrite_value, rewrite_value, rewrite_value),
    *(delete_lines, delete_member, delete_member, add_field, add_member, add_member, add_part, add_part),
    *(item_to_flow, list_to_flow, all_to_flow, reindent, move_field, swap_parts, whole_file, reject),
)
