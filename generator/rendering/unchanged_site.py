"""Lets a build that has nothing to do end at once: all that it would read and write is as the last one left it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.incremental import fingerprints, finished_build
from generator.incremental.background import in_background
from generator.incremental.file_stamp import FileStamp, stamp
from generator.incremental.fingerprints import InputPaths, InputScan
from generator.incremental.finished_build import FinishedBuild
from generator.incremental.store import MANIFEST, Store, read_part, store_folder
from generator.project.packaged import PACKAGED
from generator.rendering import preflight, site_dir
from generator.rendering.configuration import user_configurations

_TOOLS = ("markdown", "pymdown-extensions")
_PLUGINS = frozenset({"communique", "search", "material/search"})
_BUILTIN = (
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes md_in_html meta nl2br sane_lists "
    "smarty tables toc wikilinks"
)
_EXTENSIONS = frozenset(_BUILTIN.split())
_READERS = frozenset({"pymdownx.snippets", "pymdownx.b64"})
"""Extensions of Markdown that read other files."""
STEPS = "mkdocs.commands.build"
"""The logger that tells what MkDocs is about to do."""
LARGE = 1_000_000
"""A manifest of so many bytes is of some five thousand files, which take longer to scan than a process to begin."""
PASSING = {"is_passing": True}
"""Marks a message that is about one build alone, and not about the site."""


class MessageLog(logging.Handler):
    """Records what a build says about the site."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.messages: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Record a message."""
        is_step = record.name == STEPS and record.levelno == logging.INFO
        if not is_step and not hasattr(record, *PASSING):
            self.messages.append((record.name, record.levelno, record.getMessage()))


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """All that decides what a build writes, as it was when the build began: the options, as a digest, and the files.

    `paths` are those of the files that pages and findings are made from; `site_files` gives the stamps of the site's.
    """

    root: Path
    site: Path
    options: bytes
    files: InputScan
    paths: InputPaths
    site_files: Callable[[], Mapping[str, FileStamp]]

    @property
    def of_project(self) -> InputScan:
        """The scan of what pages and findings are made from."""
        return self.files.part(self.paths)

    def finished(self) -> FinishedBuild | None:
        """The last build, if it read the same and its site is unchanged."""
        folder = store_folder(self.root, self.site)
        last = read_part(folder, FinishedBuild, fingerprints.tool_key())
        if last is None or last.options != self.options or not last.has_same_inputs(self.files):
            return None
        is_same = finished_build.stamps_digest(self.site_files()) == last.site
        return last if is_same and last.level == _level() else None

    def save(self, store: Store, site: Mapping[str, FileStamp], messages: MessageLog) -> None:
        """Save the fingerprint of the build that ends, whose site has these stamps."""
        recent = finished_build.recent_digests(self.files)
        if recent is not None:
            inputs, made = (finished_build.stamps_digest(*each) for each in ((self.files.seen, recent), (site,)))
            said = tuple(messages.messages)
            finished = FinishedBuild(self.options, inputs, recent, made, _level(), said)
            store.write(finished, fingerprints.tool_key())


def build_inputs(config: MkDocsConfig, root: Path, templates: Path) -> BuildInputs | None:
    """What a build is about to read; None if plugins, hooks or extensions may read what nobody knows."""
    if not _is_known(config) or _level() < logging.INFO:
        return None
    site, custom = Path(config.site_dir), config.theme.custom_dir
    preflight.check_store(store_folder(root, site), root)
    preflight.check_site_dir(site, root, (root / "content", templates, *([Path(custom)] if custom else [])))
    folders = [Path(config.docs_dir), PACKAGED, *_own_folders(config.theme.dirs)]
    paths = fingerprints.input_paths(root, templates, Path(config.config_file_path).name)
    site_files = _scan_site(store_folder(root, site), site)
    made = blake2b(fingerprints.tool_key(), digest_size=16)
    for part in (paths.conditions, *map(version, _TOOLS), find_spec("PIL") is None, config.site_dir):
        made.update(repr(part).encode(errors="backslashreplace") + b"\0")
    made.update(repr(user_configurations(config)).encode(errors="backslashreplace"))
    files = fingerprints.scan_folders(dict.fromkeys((*paths.folders, *folders)), paths.files)
    return BuildInputs(root, site, made.digest(), files, paths, site_files)


def _scan_site(store: Path, site: Path) -> Callable[[], Mapping[str, FileStamp]]:
    """The stamps of the site's files, which another process finds meanwhile if they are many."""
    manifest = stamp(store / MANIFEST)
    begin = in_background if manifest and manifest[0] > LARGE else partial
    return begin(site_dir.scan_site, site)


def repeat(last: FinishedBuild) -> None:
    """Say again what the last build said about the site."""
    for name, level, text in last.messages:
        logging.getLogger(name).log(level, "%s", text)


def _level() -> int:
    return logging.getLogger("mkdocs").getEffectiveLevel()


def _is_known(config: MkDocsConfig) -> bool:
    """Whether all is known that the configuration lets MkDocs read: it inherits from no other, and runs no stranger."""
    known = (name in _EXTENSIONS or name.startswith("pymdownx.") for name in config.markdown_extensions)
    is_alone = _PLUGINS.issuperset(config.plugins) and not config.hooks
    has_readers = not _READERS.isdisjoint(config.markdown_extensions)
    inherits = b"INHERIT" in Path(config.config_file_path).read_bytes()
    return is_alone and all(known) and not has_readers and not inherits


def _own_folders(folders: list[str]) -> list[Path]:
    """The folders of a theme without those of MkDocs and Material, whose version says what is in them."""
    packages = [found.origin for name in ("mkdocs", "material") if (found := find_spec(name))]
    theirs = [Path(origin).parent for origin in packages if origin]
    return [path for path in map(Path, folders) if not any(path.is_relative_to(folder) for folder in theirs)]
