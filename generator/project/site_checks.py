"""What stands in the way of a site: its configuration, before MkDocs looks at it."""

from collections.abc import Iterator
from pathlib import Path

from yaml.nodes import ScalarNode

from generator.diagnostics.problem import Problem
from generator.project.configuration import CONFIGURATION, SiteConfiguration, get
from generator.project.files import SUFFIXES, read_configuration
from generator.project.overrides import check_overrides
from generator.project.packaged import PACKAGED
from generator.text.source import Span
from generator.text.suggest import nearest
from generator.values.quote import quoted

_PAGES = "content/pages"
_DEFAULT = "docs"
OPTIONS = (
    "templates",
    "language",
    "subject",
    "publication",
    "format",
    "fast",
    "workers",
    "cards",
    "drafting_model",
    "excerpt_share",
    "excerpt_run",
    "accept",
)
"""The plugin's options: MkDocs, which knows them too, is not loaded for a check."""


def check_site(root: Path, name: str = CONFIGURATION) -> tuple[Problem, ...]:
    """What is wrong with the configuration of a site that has our plugin; nothing where there is none.

    Reading suppressions reports files that can't be read at all.
    """
    configuration, _ = read_configuration(root, name)
    if configuration is None or not configuration.has_plugin():
        return ()
    overrides = check_overrides(_templates(root, configuration))
    return (*_pages(root, configuration), *_options(configuration), *overrides)


def templates_folder(root: Path, name: str = CONFIGURATION) -> Path:
    """The folder of the project's own templates and words, which need not exist."""
    configuration, _ = read_configuration(root, name)
    return _templates(root, configuration) if configuration else root / PACKAGED.name


def _templates(root: Path, configuration: SiteConfiguration) -> Path:
    node = configuration.option("templates")
    return root / (node.value if isinstance(node, ScalarNode) else PACKAGED.name)


def _options(configuration: SiteConfiguration) -> Iterator[Problem]:
    """The options that the plugin does not have."""
    for key in configuration.option_keys():
        if key.value not in OPTIONS:
            near = nearest(key.value, OPTIONS)
            hint = f"did you mean `{near}`?" if near else f"it has: {', '.join(f'`{name}`' for name in OPTIONS)}"
            message = f"the plugin has no option {quoted(key.value)}"
            yield Problem("option-is-known", message, configuration.span(key), "warning", hint)


def check_pages(root: Path, name: str) -> tuple[Problem, ...]:
    """What is wrong with the folder of hand-written pages, which MkDocs would report without a remedy."""
    configuration, _ = read_configuration(root, name)
    return () if configuration is None else tuple(_pages(root, configuration))


def _pages(root: Path, configuration: SiteConfiguration) -> Iterator[Problem]:
    """The folder of hand-written pages is there, and holds nothing else."""
    node = get(configuration.tree, "docs_dir")
    if configuration.source.path != CONFIGURATION or (node and not node.tag.startswith("tag:yaml.org")):
        return  # it may stand in a file that this one inherits from, or in a variable
    said = node.value if isinstance(node, ScalarNode) else ""
    span = configuration.span(node) if node else configuration.source.whole()
    folder = root / (said or _DEFAULT)
    if held := next((each for each in SUFFIXES if (root / each).is_relative_to(folder)), ""):
        hint = f"write `docs_dir: {_PAGES}`, and move hand-written pages there"
        yield _problem(f"the folder of hand-written pages holds {held}/, too", span, hint)
    elif not folder.is_dir():
        hint = "make it and put a page into it, such as about.md: git keeps no empty folder"
        if not said:
            hint = f"write `docs_dir: {_PAGES}`, and make that folder with a page, such as about.md"
        yield _problem(f"there is no folder {said or _DEFAULT}/ for hand-written pages", span, hint)


def _problem(message: str, span: Span, hint: str) -> Problem:
    return Problem("docs-dir-is-pages", message, span, hint=hint)
