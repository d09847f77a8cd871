"""Checks of the configuration that stop a build before it begins."""

import os
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from generator.project.files import SUFFIXES

_PAGES = "content/pages"


def configuration_file(config: MkDocsConfig) -> Path:
    """The absolute path of the configuration file; MkDocs keeps it as given."""
    config.config_file_path = os.path.abspath(config.config_file_path)  # noqa: PTH100 -- a link stays a link
    return Path(config.config_file_path)


def check_once(config: MkDocsConfig, plugin: type[BasePlugin]) -> None:  # type: ignore[type-arg]
    """Raises PluginError if the plugin stands twice: two builds of one folder would wait for each other."""
    if sum(isinstance(each, plugin) for each in config.plugins.values()) > 1:
        message = "the plugin `communique` stands in mkdocs.yml twice: put all its options below one, delete the other"
        raise PluginError(message)


def check_docs(docs: Path, root: Path) -> None:
    """Raises PluginError if the folder of the hand-written pages holds articles or records, too."""
    for name in SUFFIXES:
        if (root / name).is_relative_to(docs):
            message = f"docs_dir: {docs.name}/ holds {name}/, too, which are no pages: write `docs_dir: {_PAGES}`"
            raise PluginError(f"{message}, and move hand-written pages there")


def user_configurations(config: MkDocsConfig) -> Sequence[Mapping[str, Any]]:
    """What the user said: the file, and the options of the command."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing else in MkDocs tells a default from a choice
        return tuple(config.user_configs)
