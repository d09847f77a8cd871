"""Suppressions in mkdocs.yml, read without executing any of its tags."""

from collections.abc import Iterator
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.diagnostics.problem import Problem
from generator.diagnostics.suppressions.model import Suppression
from generator.project.configuration import CONFIGURATION, SiteConfiguration
from generator.project.files import read_configuration
from generator.text.suggest import nearest

_OPTION = "accept"
_KEYS = ("rule", "file", "reason", "value")


def in_configuration(root: Path, name: str = CONFIGURATION) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Suppressions from the plugin's option `accept`, and problems with them; none of either if there is no file."""
    configuration, problems = read_configuration(root, name)
    if configuration is None:
        return (), problems
    found = tuple(_entries(configuration, configuration.option(_OPTION)))
    suppressed = tuple(one for one in found if isinstance(one, Suppression))
    return suppressed, tuple(one for one in found if isinstance(one, Problem))


def _entries(source: SiteConfiguration, node: Node | None) -> Iterator[Suppression | Problem]:
    if node is None or (isinstance(node, ScalarNode) and node.value in ("", "null", "~")):
        return
    if not isinstance(node, SequenceNode):
        hint = "write a list below it: `- {rule: …, file: …, reason: …}`"
        yield Problem("suppression-is-complete", f"`{_OPTION}` has to be a list", source.span(node), hint=hint)
        return
    for item in node.value:
        yield _entry(source, item)


def _entry(source: SiteConfiguration, item: Node) -> Suppression | Problem:
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
    span = source.span(nodes["rule"])
    return Suppression(texts["rule"], texts["file"], texts["reason"], texts.get("value", ""), span)


def _incomplete(source: SiteConfiguration, item: Node, message: str, hint: str = "") -> Problem:
    hint = hint or "write `- {rule: …, file: …, reason: …}`; `value: …` narrows it"
    return Problem("suppression-is-complete", message, source.span(item), hint=hint)
