"""A release: one archive with the site and its data, the schemas, the digests of all files, and how to cite it."""

import calendar
import datetime as dt
import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.drafting.folding import as_id
from generator.incremental.build_plan import BuildRequest
from generator.knowledge_base import KnowledgeBase
from generator.pages.dates import as_of_site, instant
from generator.pages.downloads import FOLDER, PACKAGE, README
from generator.project.configuration import CONFIGURATION
from generator.project.files import peoples_own
from generator.publishing.citation_file import citation_file
from generator.publishing.disk_links import name_index_files
from generator.publishing.output_folder import PublishError, staging
from generator.publishing.recorded_site import warnings_reported
from generator.rendering.build_results import forget
from generator.rendering.worker_site import PLUGIN
from generator.schema import json_schema
from generator.text.count import count

_DATE = "SOURCE_DATE_EPOCH"
_SITE = "site"
_SUMS = "SHA256SUMS"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP archive knows, and the only one in ours."""
_UNUSUAL = re.compile(r"[^A-Za-z0-9.]+")
_MODE = 0o100644 << 16
_UNIX = 3
_ARCHIVE = f"""
## This archive

- `{_SITE}/`: the whole site. Open `{_SITE}/index.html` in a browser: it needs no server.
- `{_SITE}/{FOLDER}`: the data, file by file as listed below; `datapackage.json` describes its tables.
- `schema/`: JSON Schemas of the records of each kind, and of the `index.json` beside each page.
- `CITATION.cff`: how to cite this data set.
- `{_SUMS}`: the digests of all other files; `sha256sum -c {_SUMS}` compares them.

Addresses without a host are relative to `{_SITE}/`.
"""


@dataclass(frozen=True, slots=True)
class Release:
    """The number of files in a release, and their size in bytes before compression."""

    files: int
    size: int


def write_release(
    root: Path, out: Path, base: KnowledgeBase, report: Callable[[str], None], *, is_strict: bool, is_dry: bool
) -> Release:
    """Build the site of the project at `root`, and write the archive `out`; with `is_dry` only say what it would hold.

    `report` gets each warning; with `is_strict` a warning is a failure. Raises PublishError and OSError; then there is
    no archive.
    """
    _check_target(root, out)
    warnings: list[str] = []

    def noted(message: str) -> None:
        warnings.append(message)
        report(message)

    date = as_of_site(base)
    with staging(out) as folder:
        request = _build(root / CONFIGURATION, out, folder / _SITE, noted, date)
        if is_strict and warnings:
            raise PublishError(f"{count(len(warnings), 'warning')}, and `--strict` allows none")
        name_index_files(folder / _SITE)
        _add_texts(folder, request, base, date)
        made = _archive(folder, folder.parent / "archive", _name(request))
        if not is_dry:
            (folder.parent / "archive").rename(out)
    return made


def _name(request: BuildRequest) -> str:
    """The folder in the archive, of title and version: the name of the archive changes no byte in it."""
    version = _UNUSUAL.sub("-", request.publication.version).strip("-.")
    return "-".join(filter(None, (as_id(request.title) or _SITE, version)))


def _check_target(root: Path, out: Path) -> None:
    """Raises PublishError where an archive can't be, or would not stay."""
    if out.exists() or out.is_symlink():
        raise PublishError(f"{out} is there already; delete it, or give another name")
    if reason := peoples_own(out, root):
        raise PublishError(reason)
    if not out.parent.is_dir():
        raise PublishError(f"there is no folder {out.parent}; create it, or give another name")


def _check_beside(out: Path, site: str) -> None:
    """Raises PublishError where the next build would delete an archive."""
    if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(site)):
        raise PublishError(f"{out}: the next build empties {Path(site).name}; choose a folder outside of it")


def _build(configuration: Path, out: Path, site: Path, report: Callable[[str], None], date: str) -> BuildRequest:
    """Build the site, dated as its newest article or correction, not as today; `out` is the archive to be."""
    with warnings_reported(report), _dated(date):
        try:
            _check_beside(out, load_config(str(configuration), strict=False).site_dir)
            config = load_config(str(configuration), site_dir=str(site), strict=False)
            ours = config.plugins.get(PLUGIN)
            if ours is None:
                raise PublishError(f"{configuration.name} has no plugin `communique`; write `plugins: [communique]`")
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except MkDocsException as error:
            raise PublishError(str(error)) from error
        request: BuildRequest = ours.build.request
        forget(request)
    return request


@contextmanager
def _dated(date: str) -> Iterator[None]:
    """Set MkDocs' date of a build, unless somebody has set it."""
    if _DATE in os.environ:
        yield
        return
    seconds = calendar.timegm(dt.datetime.fromisoformat(instant(date)).timetuple())
    os.environ[_DATE] = str(max(seconds, 0))
    try:
        yield
    finally:
        del os.environ[_DATE]


def _add_texts(folder: Path, request: BuildRequest, base: KnowledgeBase, date: str) -> None:
    """Add what stands beside the site: README, citation, data package, schemas."""
    site, schema = folder / _SITE, folder / "schema"
    head, _, files = (site / README).read_text("utf-8").partition("\n## Files\n")
    (folder / "README.md").write_text(f"{head}{_ARCHIVE}\n## Files\n{files}", "utf-8")
    (folder / "CITATION.cff").write_text(citation_file(request, date), "utf-8")
    package = json.loads((site / PACKAGE).read_text("utf-8"))
    for resource in package["resources"]:
        resource["path"] = f"{_SITE}/{FOLDER}{resource['path']}"
    (folder / "datapackage.json").write_text(_json(package), "utf-8")
    shutil.copytree(site / "schema", schema)
    (schema / "kinds").mkdir()
    for kind in base.schema.kinds:
        (schema / "kinds" / f"{kind.name}.json").write_text(_json(json_schema(base.schema, kind)), "utf-8")


def _json(value: object) -> str:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


def _archive(folder: Path, out: Path, name: str) -> Release:
    """Write the files of a folder into an archive, below the folder `name`, with their digests."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    sums, size = [], 0
    with zipfile.ZipFile(out, "w") as archive:
        for path in paths:
            data = (folder / path).read_bytes()
            size += len(data)
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {path}\n")
            _add(archive, f"{name}/{path}", data)
        _add(archive, f"{name}/{_SUMS}", "".join(sums).encode())
    return Release(len(paths) + 1, size)


def _add(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _TIME)
    entry.external_attr, entry.create_system, entry.compress_type = _MODE, _UNIX, zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
