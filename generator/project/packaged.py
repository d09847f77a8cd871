"""What the program brings along: page templates, words and the theme, in a wheel and in the repository alike."""

from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]
_NAME = "site_templates"


def _found() -> Path:
    """The folder, inside the package where it is installed and beside it where one works on the program."""
    inside = _HERE / _NAME
    return inside if inside.is_dir() else _HERE.parent / _NAME


PACKAGED = _found()
"""The folder with `pages/`, `words/` and `theme/`."""


def is_packaged(folder: Path) -> bool:
    """Whether a project's templates are the program's own, as in its repository."""
    return folder.resolve() == PACKAGED
