"""The acceptances that mkdocs.yml holds, read without carrying out any of its tags."""

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
"""Characters: Python's own reader of YAML takes seconds for so many."""


def in_configuration(root: Path, name: str = CONFIGURATION) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """What the plugin's option `accept` says, nothing where there is no such file; and what is wrong with it.

    The file is taken apart and never loaded: `!ENV` and `!!python/name:` may stand in it, and stay words. Where it says
    nothing of plugins, the file that it inherits from is read.
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
    """Whether there is such a file; no file system has one with a name that is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _source(root: Path, path: Path) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """A file's text; one that lies outside the project is known by its own folder."""
    inside = path.resolve().is_relative_to(root.resolve()) and path.is_relative_to(root)
    own = root if inside else path.parent
    return read_source(own, path.relative_to(own).as_posix())


def _composed(source: SourceText) -> Node | Problem | None:
    """The file's nodes: composing makes no objects of tags."""
    hint = "correct the file; `mkdocs build` reads it, too"
    if len(source.text) > _LONGEST:
        message = f"longer than {_LONGEST:,} characters"
        return Problem("configuration-is-readable", message, source.whole(), hint=hint)
    try:
        return yaml.compose(source.text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else 0
        message, span = error.problem or "no YAML", source.span(at, at)
    except RecursionError:
        message, span = "nested too deep", source.whole()
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # a code point or a version beyond all numbers
        message, span = str(error).partition("\n")[0] or type(error).__name__, source.whole()
    return Problem("configuration-is-readable", message, span, hint=hint)


def _options(plugins: Node | None) -> Node | None:
    """The plugin's options, in a list of plugins or a mapping of them."""
    entries = plugins.value if isinstance(plugins, SequenceNode) else [plugins]
    return next((options for entry in entries if (options := _get(entry, _PLUGIN)) is not None), None)


def _entries(source: SourceText, node: Node | None) -> Iterator[Suppression | Problem]:
    if node is None or (isinstance(node, ScalarNode) and node.value in ("", "null", "~")):
        return
    if not isinstance(node, SequenceNode):
        hint = "write below it: `- {rule: …, file: …, reason: …}`"
        yield Problem("suppression-is-complete", f"`{_OPTION}` takes a list", _span(source, node), hint=hint)
        return
    for item in node.value:
        yield _entry(source, item)


def _entry(source: SourceText, item: Node) -> Suppression | Problem:
    if not isinstance(item, MappingNode):
        return _incomplete(source, item, "an acceptance is a mapping")
    nodes = {key.value: value for key, value in item.value if isinstance(key, ScalarNode)}
    texts = {key: node.value for key, node in nodes.items() if isinstance(node, ScalarNode)}
    unknown = [key for key in nodes if key not in _KEYS]
    if unknown:
        near = nearest(unknown[0], _KEYS)
        hint = f"did you mean `{near}`?" if near else ""
        return _incomplete(source, item, f"an acceptance has no `{unknown[0]}`", hint)
    lacking = [key for key in ("rule", "file", "reason") if not texts.get(key, "").strip()]
    if lacking:
        return _incomplete(source, item, f"an acceptance without {lacking[0]}")
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
