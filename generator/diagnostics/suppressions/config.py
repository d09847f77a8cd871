"""Suppressions in mkdocs.yml, read without executing any of its tags."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.diagnostics.problem import Problem
from generator.diagnostics.suppressions.model import Suppression
from generator.project.files import read_source
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest

CONFIGURATION = "mkdocs.yml"
_PLUGIN = "communique"
_OPTION = "accept"
_KEYS = ("rule", "file", "reason", "value")
_PARENTS = 5
_LONGEST = 400_000
"""In characters: PyYAML's pure Python parser takes seconds for a file of this length."""


def in_configuration(root: Path, name: str = CONFIGURATION) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Suppressions from the plugin's option `accept`, and problems with them; none of either if there is no file.

    The file is parsed but never loaded: `!ENV` and `!!python/name:` are allowed in it and stay plain nodes. If it has
    no `plugins`, the file that it inherits from is read.
    """
    path = root / name
    for _ in range(_PARENTS):
        if not _is_file(path):
            break
        source, problems = _source(root, path)
        tree = _composed(source) if source else None
        if source is None or isinstance(tree, Problem):
            return (), (*problems, *([tree] if isinstance(tree, Problem) else []))
        plugins, parent = _get(tree, "plugins"), _get(tree, "INHERIT")
        if plugins is None and isinstance(parent, ScalarNode):
            path = path.parent / parent.value
            continue
        found = tuple(_entries(source, _get(_options(plugins), _OPTION)))
        suppressed = tuple(one for one in found if isinstance(one, Suppression))
        return suppressed, tuple(one for one in found if isinstance(one, Problem))
    return (), ()


def _is_file(path: Path) -> bool:
    """Whether the file exists; a name that the file system rejects doesn't."""
    try:
        return path.is_file()
    except OSError:
        return False


def _source(root: Path, path: Path) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """The text of a file; a file outside the project is named relative to its own folder."""
    inside = path.resolve().is_relative_to(root.resolve()) and path.is_relative_to(root)
    own = root if inside else path.parent
    return read_source(own, path.relative_to(own).as_posix())


def _composed(source: SourceText) -> Node | Problem | None:
    """The nodes of the file: composing creates no objects from tags."""
    hint = "correct the file; `mkdocs build` reads it too"
    if len(source.text) > _LONGEST:
        message = f"longer than {_LONGEST:,} characters"
        return Problem("configuration-is-readable", message, source.whole(), hint=hint)
    try:
        return yaml.compose(source.text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else 0
        message, span = error.problem or "not valid YAML", source.span(at, at)
    except RecursionError:
        message, span = "nested too deeply", source.whole()
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # a code point or a version beyond all numbers
        message, span = str(error).partition("\n")[0] or type(error).__name__, source.whole()
    return Problem("configuration-is-readable", message, span, hint=hint)


def _options(plugins: Node | None) -> Node | None:
    """The options of the plugin, from a list or a mapping of plugins."""
    entries = plugins.value if isinstance(plugins, SequenceNode) else [plugins]
    return next((options for entry in entries if (options := _get(entry, _PLUGIN)) is not None), None)


def _entries(source: SourceText, node: Node | None) -> Iterator[Suppression | Problem]:
    if node is None or (isinstance(node, ScalarNode) and node.value in ("", "null", "~")):
        return
    if not isinstance(node, SequenceNode):
        hint = "write a list below it: `- {rule: …, file: …, reason: …}`"
        yield Problem("suppression-is-complete", f"`{_OPTION}` has to be a list", _span(source, node), hint=hint)
        return
    for item in node.value:
        yield _entry(source, item)


def _entry(source: SourceText, item: Node) -> Suppression | Problem:
    if not isinstance(item, MappingNode):
        return _incomplete(source, item, "an entry has to be a mapping")
    nodes = {key.value: value for key, value in item.value if isinstance(key, ScalarNode)}
    texts = {key: node.value for key, node in nodes.items() if isinstance(node, ScalarNode)}
    unknown = [key for key in nodes if key not in _KEYS]
    if unknown:
        near = nearest(unknown[0], _KEYS)
        hint = f"did you mean `{near}`?" if near else ""
        return _incomplete(source, item, f"unknown key `{unknown[0]}`", hint)
    missing = [key for key in ("rule", "file", "reason") if not texts.get(key, "").strip()]
    if missing:
        return _incomplete(source, item, f"the entry has no `{missing[0]}`")
    span = _span(source, nodes["rule"])
    return Suppression(texts["rule"], texts["file"], texts["reason"], texts.get("value", ""), span)


def _incomplete(source: SourceText, item: Node, message: str, hint: str = "") -> Problem:
    hint = hint or "write `- {rule: …, file: …, reason: …}`; `value: …` narrows it"
    return Problem("suppression-is-complete", message, _span(source, item), hint=hint)


def _get(node: Node | None, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if isinstance(name, ScalarNode) and name.value == key), None)


def _span(source: SourceText, node: Node) -> Span:
    return source.span(node.start_mark.index, node.end_mark.index)
