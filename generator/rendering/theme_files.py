"""The theme, whose hidden folders are not listed: Material has 11,000 icons there, and no site publishes them."""

import os
from collections.abc import Iterator

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class ListedTheme(Theme):
    """A theme with all that another has."""

    def __init__(self, theme: Theme) -> None:  # it has been read already
        self.__dict__.update(theme.__dict__)

    def get_env(self) -> Environment:
        """The environment of templates; hidden ones are found by name, but not listed."""
        environment = super().get_env()
        environment.loader = _Loader(self.dirs)
        return environment


class _Loader(FileSystemLoader):
    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _listed(folder)})


def _listed(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = os.path.relpath(parent, folder).replace(os.sep, "/")
        yield from names if place == "." else (f"{place}/{name}" for name in names)
