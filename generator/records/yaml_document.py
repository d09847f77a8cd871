"""A YAML file that people own: an edit changes only the lines that it must, and every other byte stays."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

from generator.records import yaml_edits
from generator.records.yaml_edits import EditRejectedError, NewEntry, NewValue
from generator.records.yaml_layout import comments, comments_within, dash_before, end_of, newline
from generator.text import yaml_tree
from generator.text.source import Edit, SourceText, apply
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

__all__ = ["WRONG_TYPE", "EditRejectedError", "NewValue", "YamlDocument", "YamlPath"]

YamlPath: TypeAlias = tuple[str | int, ...]
"""The way to a node from the root: a key for each mapping, a number for each list."""
_Data: TypeAlias = Any  # what `yaml_tree.plain` returns, to be changed at a path
WRONG_TYPE = "the record holds something else there than the schema says"
_MISSING = "the record has no such field"
_NO_PLACE = "the lines around it are written in a way that leaves no safe place"
_NO_PLACE_AT_THE_END = "its last lines leave no place for comments behind them"
_COMMENT_LOST = "a comment would be lost"


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A YAML mapping as text and as the tree that it reads as.

    Each edit returns a new document. It raises `EditRejectedError` unless the new text reads as the old one with just
    that change and keeps every comment.
    """

    text: str
    tree: YamlMapping

    @classmethod
    def parse(cls, text: str) -> "YamlDocument":
        """Read a text; raises `EditRejectedError` if it is not valid."""
        tree, problems = yaml_tree.read(SourceText("", text))
        if tree is None:
            raise EditRejectedError(problems[0].message)
        return cls(text, tree)

    @property
    def comments(self) -> tuple[str, ...]:
        """All comments, each from its `#` to the end of its line."""
        return tuple(self.text[start:end] for start, end in comments(self.text, self.tree))

    def node(self, path: YamlPath) -> YamlNode | None:
        """The node at a path."""
        found: YamlNode | None = self.tree
        for step in path:
            match found, step:
                case YamlMapping(), str():
                    found = found.get(step)
                case YamlList(), int() if step < len(found.values):
                    found = found.values[step]
                case _:
                    return None
        return found

    def has_comment(self, path: YamlPath) -> bool:
        """Whether there is a comment inside a list's value, from its dash to the end of its last line."""
        node = self.node(path)
        if node is None:
            return False
        dash = dash_before(self.text, node)
        start = node.start if dash is None else dash
        return bool(comments_within(self.text, self.tree, start, end_of(self.text, node)))

    def set(self, path: YamlPath, value: str, order: Sequence[str] = ()) -> "YamlDocument":
        """Set a text, in the quotes of the one that it replaces.

        A new key goes after the nearest key that `order` lists before it; without `order` it goes to the end, and so
        does a mapping around it that does not exist yet.
        """
        if self.node(path) is not None:
            return self.set_texts({path: value})
        if self.node(path[:-1]) is None:
            return self._add_entry(path[:-1], {str(path[-1]): value}, ())
        return self._add_entry(path, value, order)

    def set_texts(self, values: Mapping[YamlPath, str]) -> "YamlDocument":
        """Replace texts, each in its own quotes."""
        edits = [self._replace(path, value) for path, value in values.items()]
        expected: _Data = yaml_tree.plain(self.tree)
        for path, value in values.items():
            _at(expected, path[:-1])[path[-1]] = value
        return self._edited(edits, expected)

    def add(self, path: YamlPath, value: NewValue, at: int = 0, order: Sequence[str] = ()) -> "YamlDocument":
        """Add a text or an item to a list as number `at`; a list that does not exist yet gets its key as in `set`."""
        items = self.node(path)
        if items is None:
            return self._add_entry(path, [value], order)
        if not isinstance(items, YamlList):
            raise EditRejectedError(WRONG_TYPE)
        expected: _Data = yaml_tree.plain(self.tree)
        _at(expected, path).insert(at, _plain(value))
        return self._edited([yaml_edits.add_value(self.text, items, at, value)], expected)

    def extend(self, path: YamlPath, values: Sequence[NewValue]) -> "YamlDocument":
        """Add values at the end of a list, as `add` does with one."""
        items = self.node(path)
        if not isinstance(items, YamlList):
            return self.add(path, values[0]).extend(path, values[1:]) if values else self
        at, expected = len(items.values), yaml_tree.plain(self.tree)
        _at(expected, path).extend(map(_plain, values))
        return self._edited([yaml_edits.add_value(self.text, items, at, each) for each in values], expected)

    def keep(self, path: YamlPath, numbers: Collection[int]) -> "YamlDocument":
        """Remove the values of a list but those of some numbers, as `remove` does with one."""
        items = self.node(path)
        if not isinstance(items, YamlList):
            raise EditRejectedError(WRONG_TYPE)
        gone = [number for number in reversed(range(len(items.values))) if number not in numbers]
        if not numbers:
            return self.remove(path)
        if items.flow:
            return reduce(lambda document, number: document.remove((*path, number)), gone, self)
        expected: _Data = yaml_tree.plain(self.tree)
        for number in gone:
            _at(expected, path).pop(number)
        return self._edited([yaml_edits.remove(self.text, self.tree, items, number) for number in gone], expected)

    def remove(self, path: YamlPath) -> "YamlDocument":
        """Remove a mapping's entry or a list's value; a list that would be empty goes with its key.

        A comment on a removed line stays, on a line of its own.
        """
        parent = self.node(path[:-1])
        if self.node(path) is None or not isinstance(parent, YamlMapping | YamlList):
            raise EditRejectedError(_MISSING)
        if isinstance(parent, YamlList) and len(parent.values) == 1:
            return self.remove(path[:-1])
        expected: _Data = yaml_tree.plain(self.tree)
        _at(expected, path[:-1]).pop(path[-1])
        return self._edited([yaml_edits.remove(self.text, self.tree, parent, path[-1])], expected)

    def append_comments(self, lines: Iterable[str]) -> "YamlDocument":
        """Add comments after the last line."""
        stop = newline(self.text)
        gap = "" if self.text.endswith(("\n", "\r")) or not self.text else stop
        block = "".join(f"# {line}".rstrip() + stop for line in lines)
        edit = Edit(len(self.text), len(self.text), gap + block)
        return self._edited([edit], yaml_tree.plain(self.tree), _NO_PLACE_AT_THE_END)

    def _replace(self, path: YamlPath, value: str) -> Edit:
        node, parent = self.node(path), self.node(path[:-1])
        if not isinstance(node, YamlText) or not isinstance(parent, YamlMapping | YamlList):
            raise EditRejectedError(WRONG_TYPE)
        return yaml_edits.replace_text(self.text, node, value, flow=parent.flow)

    def _add_entry(self, path: YamlPath, value: NewEntry, order: Sequence[str]) -> "YamlDocument":
        mapping, name = self.node(path[:-1]), str(path[-1])
        if not isinstance(mapping, YamlMapping):
            raise EditRejectedError(WRONG_TYPE)
        edit = yaml_edits.add_entry(self.text, self.tree, mapping, _index(mapping, name, order), (name, value))
        expected: _Data = yaml_tree.plain(self.tree)
        _at(expected, path[:-1])[name] = [_plain(one) for one in value] if isinstance(value, list) else _plain(value)
        return self._edited([edit], expected)

    def _edited(self, edits: Iterable[Edit], expected: _Data, reason: str = _NO_PLACE) -> "YamlDocument":
        text = apply(self.text, edits)
        tree, _ = yaml_tree.read(SourceText("", text))
        if tree is None or yaml_tree.plain(tree) != expected:
            raise EditRejectedError(reason)
        changed = YamlDocument(text, tree)
        if Counter(self.comments) - Counter(changed.comments):
            raise EditRejectedError(_COMMENT_LOST)
        return changed


def _at(data: _Data, path: YamlPath) -> _Data:
    for step in path:
        data = data[step]
    return data


def _plain(value: NewValue) -> str | dict[str, str]:
    return value if isinstance(value, str) else dict(value)


def _index(mapping: YamlMapping, name: str, order: Sequence[str]) -> int:
    """The number of a new entry: after the nearest one that `order` lists before it, without `order` the last."""
    if not order:
        return len(mapping.entries)
    numbers = {key.value: at for at, (key, _) in enumerate(mapping.entries)}
    before = order[: order.index(name)] if name in order else order
    return next((numbers[other] + 1 for other in reversed(before) if other in numbers), 0)
