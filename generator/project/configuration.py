"""Reads `mkdocs.yml` as nodes, so that none of its tags is executed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.diagnostics.problem import Problem
from generator.text.source import SourceText, Span

CONFIGURATION = "mkdocs.yml"
PAGES = "content/pages"
"""The folder of the pages that people write in the projects that `communique init` makes."""
FORMAT = 1
"""The format of the files of a project that this release reads and writes."""
_FORMAT = "format"
_DIGITS = 10
_PLUGIN = "communique"
_PARENTS = 5
_LONGEST = 400_000
"""In characters: PyYAML's pure Python parser takes seconds for a file of this length."""
DEFAULT_LANGUAGE = "en"
EXCERPT_SHARE, EXCERPT_RUN = 25, 100
"""The largest share of a text that an excerpt keeps, in per cent, and the most words without a gap, by default."""
_Path = TypeVar("_Path", bound=PurePath)
_Read = tuple[SourceText | None, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class SiteConfiguration:
    """A file that configures a site, and its nodes; `theme_language` may come from a file that inherits from it."""

    source: SourceText
    tree: Node | None
    theme_language: str = ""

    def option(self, name: str) -> Node | None:
        """The value of one of the plugin's options; None if it is not set."""
        options = (found for entry in self._plugins() if (found := get(entry, _PLUGIN)) is not None)
        return get(next(options, None), name)

    def option_keys(self) -> list[ScalarNode]:
        """The names of the plugin's options, as nodes."""
        options = next((found for entry in self._plugins() if (found := get(entry, _PLUGIN)) is not None), None)
        pairs = options.value if isinstance(options, MappingNode) else ()
        return [name for name, _ in pairs if isinstance(name, ScalarNode)]

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
        """The span of a node."""
        return self.source.span(node.start_mark.index, node.end_mark.index)


_Configuration = tuple[SiteConfiguration | None, tuple[Problem, ...]]


def find_configuration(path: _Path, read: Callable[[_Path], _Read | None]) -> _Configuration:
    """The file that says which plugins a site has: `path`, or one that it inherits from, each read by `read`.

    None if there is no such file, or no valid one. `!ENV` and `!!python/name:` in it remain words.
    """
    theme: list[Node | None] = []
    for _ in range(_PARENTS):
        found = read(path)
        if found is None:
            break
        source, problems = found
        tree = _composed(source) if source else None
        if source is None or isinstance(tree, Problem):
            return None, (*problems, *([tree] if isinstance(tree, Problem) else []))
        theme.append(get(tree, "theme"))
        parent = get(tree, "INHERIT")
        if get(tree, "plugins") is not None or not isinstance(parent, ScalarNode):
            return SiteConfiguration(source, tree, _theme_language(theme)), ()
        path = path.parent / parent.value
    return None, ()


def site_language(configuration: SiteConfiguration | None) -> str:
    """The language in which names are chosen: the plugin's option `language`, else the theme's, else English."""
    option = _plain(configuration.option("language")) if configuration else ""
    return option or (configuration.theme_language if configuration else "") or DEFAULT_LANGUAGE


def site_address(configuration: SiteConfiguration | None) -> str:
    """The address of the site; "" if the file does not say it."""
    return _plain(get(configuration.tree, "site_url")) if configuration else ""


def pages_folder(configuration: SiteConfiguration | None) -> str:
    """The folder of the pages that people write, from the project's root; "" if it is outside, or all of it."""
    if configuration is None:
        return PAGES
    folder = PurePosixPath(_plain(get(configuration.tree, "docs_dir")) or "docs")
    return "" if folder.is_absolute() or ".." in folder.parts or not folder.parts else str(folder)


def format_words(configuration: SiteConfiguration | None) -> str:
    """Why this release cannot read a project, which a newer release wrote; "" if it can."""
    node = configuration.option(_FORMAT) if configuration else None
    said = node.value if isinstance(node, ScalarNode) else ""
    return newer_words(int(said)) if said.isascii() and said.isdigit() and len(said) < _DIGITS else ""


def newer_words(found: int) -> str:
    """What to do about a project of a newer format; "" if this release knows the format."""
    if found <= FORMAT:
        return ""
    message = f"{CONFIGURATION} says `format: {found}`, and this release reads formats up to {FORMAT}"
    return f"{message}; nothing was read or written; install a newer one: `pip install --upgrade communique`"


def get(node: Node | None, key: str) -> Node | None:
    """The value of a key in a mapping; None if there is none."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if isinstance(name, ScalarNode) and name.value == key), None)


def _theme_language(themes: Sequence[Node | None]) -> str:
    """The theme's language, where a file's mapping adds to that of the file that it inherits from; "" if none."""
    for theme in themes:
        if get(theme, "language") is not None:
            return _plain(get(theme, "language"))
        if theme is not None and not isinstance(theme, MappingNode):
            break
    return ""


def _plain(node: Node | None) -> str:
    """A plain value; "" for a list or mapping, and for a value such as `!ENV`, which is known only to MkDocs."""
    return str(node.value) if isinstance(node, ScalarNode) and node.tag.startswith("tag:yaml.org") else ""


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
