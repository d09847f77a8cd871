"""Projects to build, and what a build writes."""

import logging
import os
import re
import shutil
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from support.databases import content
from support.tools import ROOT

CONTENT = ("articles", "records", "facts")


def configuration() -> str:
    """The shipped configuration without the plugin's options, so that a test may give its own."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    bare, count = re.subn(r"^  - communique:\n(?:      .*\n)+", "  - communique\n", text, flags=re.MULTILINE)
    assert count == 1
    return bare


def empty_project(folder: Path, options: str = "") -> Path:
    """A project with the shipped configuration, templates and hand-written pages, and no content."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "site_templates", folder / "site_templates")
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    (folder / "mkdocs.yml").write_text(configuration() + options, "utf-8")
    return folder


def copy_project(folder: Path) -> Path:
    """A copy of the shipped project, with its content."""
    empty_project(folder)
    for part in CONTENT:
        shutil.copytree(ROOT / "content" / part, folder / "content" / part)
    return folder


def make(root: Path, site: Path) -> list[str]:
    """Build a project into a folder, in this process; the warnings."""
    told: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: told.append(record.getMessage()) if record.levelno >= logging.WARNING else None
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except SystemExit as ended:
        if ended.code:  # nothing changed, otherwise
            raise
    finally:
        logger.removeHandler(handler)
    return sorted(told)


def files(site: Path) -> dict[str, bytes]:
    """The files of a site without the compressed site map, which holds the time of its making.

    Of the database, whose pages tell the order of changes, what it says.
    """
    found = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(site).as_posix(): _said(path.read_bytes()) for path in found}


def _said(data: bytes) -> bytes:
    return repr(content(data)).encode() if data.startswith(b"SQLite format 3\0") else data


def age(root: Path) -> None:
    """Make every file of the project an hour old, as it is between most builds."""
    for path in (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts):
        found = path.stat()
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - 3_600_000_000_000))
