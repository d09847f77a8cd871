"""What people do to a record's text: remarks, values, quotes, order, indentation, braces, whole files."""

import random
import re

from histories import History
from worlds import ITEMS, KIND, LISTS, PARTS, SINGLES, last_of, tree_of

from generator.records.quoting import quote
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

TRIES = 5


def edit(history: History, pick: random.Random) -> None:
    """One change to the record's text; one that would make the file invalid is not made."""
    if history.text is None:
        return
    for _ in range(TRIES):
        changed = pick.choice(EDITS)(history.text, pick, f"h{pick.randrange(10**9)}")
        if changed is not None and changed != history.text and tree_of(changed) is not None:
            history.text, history.edited = changed, True
            history.count["human edits"] += 1
            return


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
    rows[at] = f"{body}  # {tag}{rows[at][len(body) :]}"
    return "".join(rows)


def blank_line(text, pick, _tag):
    rows = _lines(text)
    rows.insert(pick.randrange(len(rows) + 1), _break(text))
    return "".join(rows)


def _leaves(node: YamlNode, *, flow: bool = False):
    match node:
        case YamlText():
            yield node, flow
        case YamlList():
            for value in node.values:
                yield from _leaves(value, flow=flow or node.flow)
        case YamlMapping():
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


def delete_lines(text, pick, _tag):
    rows = _lines(text)
    at = pick.randrange(len(rows)) if rows else 0
    del rows[at : at + pick.choice([1, 1, 1, 2, 3])]
    return "".join(rows)


def delete_member(text, pick, _tag):
    """An item or a value of a list; with the last one its key."""
    lists = [(key, node) for key, node in tree_of(text).entries if isinstance(node, YamlList) and not node.flow]
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
        pairs = [f"{n}: {quote(v, flow=True)}" for n, v in zip(names, key, strict=True) if v]
    else:
        pairs = [quote(_new_value(name, pick, tag), flow=True)]
    node = tree_of(text).get(name)
    stop = _break(text)
    if not isinstance(node, YamlList):
        pad = " " * pick.choice([0, 2, 4])
        inner = "{" + ", ".join(pairs) + "}" if name in ITEMS else pairs[0]
        body = f" [{inner}]" if braces else f"{stop}{pad}- " + f"{stop}{pad}  ".join(pairs)
        return f"{text}{'' if text.endswith(stop) or not text else stop}{name}:{body}{stop}"
    if node.flow or not node.values:
        return None
    like = pick.choice(node.values)
    dash = text.rfind("-", 0, like.start)
    pad = " " * (dash - text.rfind("\n", 0, dash) - 1)
    words = (
        "- {" + ", ".join(pairs) + "}"
        if braces and name in ITEMS
        else f"{stop}{pad}  ".join(["- " + pairs[0], *pairs[1:]])
    )
    first = text.rfind("\n", 0, dash) + 1
    return text[:first] + pad + words + stop + text[first:]


def _an_item(text, pick):
    found = [
        (key.value, item)
        for key, node in tree_of(text).entries
        if isinstance(node, YamlList) and key.value in ITEMS
        for item in node.values
        if isinstance(item, YamlMapping)
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


def item_to_flow(text, pick, _tag):
    _, item = _an_item(text, pick)
    if item is None or item.flow:
        return None
    body = text[item.start : last_of(item)]
    if "#" in body or not all(isinstance(v, YamlText) for _, v in item.entries):
        return None
    return text[: item.start] + _braced(item) + text[last_of(item) :]


def _braced(node: YamlNode) -> str:
    match node:
        case YamlText():
            return quote(node.value, flow=True)
        case YamlList():
            return "[" + ", ".join(map(_braced, node.values)) + "]"
        case YamlMapping():
            return "{" + ", ".join(f"{key.value}: {_braced(value)}" for key, value in node.entries) + "}"


def list_to_flow(text, pick, _tag):
    lists = [node for _, node in tree_of(text).entries if isinstance(node, YamlList) and not node.flow]
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


def all_to_flow(text, pick, _tag):
    if pick.random() < 0.8 or "#" in text.partition("\n")[2]:
        return None
    tree = tree_of(text)
    return None if tree.flow or not tree.entries else _braced(tree) + _break(text)


def reindent(text, pick, _tag):
    lists = [node for _, node in tree_of(text).entries if isinstance(node, YamlList) and not node.flow]
    if not lists:
        return None
    node = pick.choice(lists)
    first = text.rfind("\n", 0, text.rfind("-", 0, node.values[0].start)) + 1
    end = last_of(node)
    by = pick.choice([-2, 2, 4])
    rows = [
        (" " * by + row if by > 0 else row[-by:] if row.startswith(" " * -by) else row)
        for row in _lines(text[first:end])
    ]
    return text[:first] + "".join(rows) + text[end:]


def move_field(text, pick, _tag):
    rows = _lines(text)
    tops = [i for i, row in enumerate(rows) if re.match(r"\w", row)]
    if len(tops) < 2 or not text.endswith("\n"):
        return None
    start = pick.choice(tops)
    stop = next((i for i in tops if i > start), len(rows))
    block, rest = rows[start:stop], rows[:start] + rows[stop:]
    return "".join(rest + block if pick.random() < 0.5 else rest[: tops[0]] + block + rest[tops[0] :])


def swap_parts(text, pick, _tag):
    _, item = _an_item(text, pick)
    if item is None or len(item.entries) < 2:
        return None
    (k1, v1), (k2, v2) = item.entries[:2]
    if any(v.style in ("|", ">") for v in (v1, v2) if isinstance(v, YamlText)):
        return None
    return (
        text[: k1.start] + text[k2.start : v2.end] + text[v1.end : k2.start] + text[k1.start : v1.end] + text[v2.end :]
    )


def whole_file(text, pick, _tag):
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
    values = {**SINGLES, **LISTS}.get(name) or [", ".join(filter(None, key)) for key in ITEMS[name]]
    if tree_of(text).get("rejected") is not None or pick.random() < 0.5:
        return None
    stop = _break(text)
    entry = (
        f"rejected:{stop}  - field: {name}{stop}    value: {quote(pick.choice(values))}{stop}    reason: {tag}{stop}"
    )
    return f"{text}{'' if text.endswith(stop) or not text else stop}{entry}"


EDITS = (
    *(comment_line, comment_behind, comment_behind, blank_line, rewrite_value, rewrite_value, rewrite_value),
    *(delete_lines, delete_member, delete_member, add_field, add_member, add_member, add_part, add_part),
    *(item_to_flow, list_to_flow, all_to_flow, reindent, move_field, swap_parts, whole_file, reject),
)
