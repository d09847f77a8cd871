"""The file that configures a site, taken apart without carrying out any of its tags."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.diagnostics.problem import Problem
from generator.project.files import read_source
from generator.text.source import SourceText, Span

CONFIGURATION = "mkdocs.yml"
FORMAT = 1
"""The format of the files of a project that this release reads and writes."""
_FORMAT = "format"
_DIGITS = 10
_PLUGIN = "communique"
_PARENTS = 5
_LONGEST = 400_000
"""In characters: PyYAML's pure Python parser takes seconds for a file of this length."""


@dataclass(frozen=True, slots=True)
class SiteConfiguration:
    """A file that configures a site, and its nodes, which are never made into objects."""

    source: SourceText
    tree: Node | None

    def option(self, name: str) -> Node | None:
        """What the plugin's option says, None where it is not there."""
        options = (found for entry in self._plugins() if (found := get(entry, _PLUGIN)) is not None)
        return get(next(options, None), name)

    def has_plugin(self) -> bool:
        """Whether the site has our plugin."""
        return any(
            get(entry, _PLUGIN) is not None or (isinstance(entry, ScalarNode) and entry.value == _PLUGIN)
            for entry in self._plugins()
        )

    def _plugins(self) -> list[Node | None]:
        plugins = get(self.tree, "plugins")
        return plugins.value if isinstance(plugins, SequenceNode) else [plugins]

    def span(self, node: Node) -> Span:
        """Where a node stands."""
        return self.source.span(node.start_mark.index, node.end_mark.index)


def read_configuration(root: Path, name: str = CONFIGURATION) -> tuple[SiteConfiguration | None, tuple[Problem, ...]]:
    """The file that says which plugins a site has: `name` in `root`, or one that it inherits from.

    None where there is no such file, or no sound one. `!ENV` and `!!python/name:` may stand in it, and stay words.
    """
    path = root / name
    for _ in range(_PARENTS):
        if not _is_file(path):
            break
        source, problems = _source(root, path)
        tree = _composed(source) if source else None
        if source is None or isinstance(tree, Problem):
            return None, (*problems, *([tree] if isinstance(tree, Problem) else []))
        parent = get(tree, "INHERIT")
        if get(tree, "plugins") is not None or not isinstance(parent, ScalarNode):
            return SiteConfiguration(source, tree), ()
        path = path.parent / parent.value
    return None, ()


def newer_format(root: Path, name: str = CONFIGURATION) -> str:
    """Why this release leaves a project alone, "" where it does not: a newer one wrote it."""
    configuration, _ = read_configuration(root, name)
    node = configuration.option(_FORMAT) if configuration else None
    said = node.value if isinstance(node, ScalarNode) else ""
    return newer_words(int(said)) if said.isascii() and said.isdigit() and len(said) < _DIGITS else ""


def newer_words(found: int) -> str:
    """What to do about a project of a newer format, "" where this release knows the format."""
    if found <= FORMAT:
        return ""
    message = f"{CONFIGURATION} says `format: {found}`, and this release reads formats up to {FORMAT}"
    return f"{message}; nothing was read or written; install a newer one: `pip install --upgrade communique`"


def get(node: Node | None, key: str) -> Node | None:
    """The value of a key in a mapping, None where there is none."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if isinstance(name, ScalarNode) and name.value == key), None)


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
