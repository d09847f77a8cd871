"""Checks that stop a build with a message: foreign files, files that are not text, and disk errors."""

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

from jinja2 import TemplateNotFound
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files

from generator.diagnostics.problem import as_text
from generator.incremental.cache_folder import CACHE, is_tracked, link_to
from generator.project.files import decode, outside_links
from generator.project.lock import LockRefusedError
from generator.project.template_problem import template_problem
from generator.text.source import SourceText

_LINK = "{}: a link that leads elsewhere, or no file; put the file itself here"
_TEXTS = (".j2", ".html", ".yaml")
_THEME_HINT = "mend the template, or delete it: then the site has the original"
_KEEP_NOTHING = "the option `fast: false` keeps nothing between builds"
_REMEDIES = {
    errno.ENOENT: "it was deleted during the build: build again",
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST, errno.EISDIR), "move away what is in its place, then build again"),
}


@contextmanager
def disk_errors_reported() -> Iterator[None]:
    """Report a disk error or a killed worker with cause and remedy, without a stack trace.

    Raises PluginError.
    """
    try:
        yield
    except OSError as error:
        raise PluginError(disk_error_words(error)) from None
    except BrokenProcessPool:
        message = "a process that writes pages was killed, as systems do where memory runs short; build again"
        raise PluginError(message) from None


def disk_error_words(error: OSError) -> str:
    """The cause and remedy of a disk error, or of a missing template, which Jinja reports like one."""
    if isinstance(error, TemplateNotFound):
        names = ", ".join(f"`{name}`" for name in getattr(error, "templates", None) or [error.name])
        return f"no template {names}; restore it from the release, or mend the name where another template includes it"
    path = os.fsdecode(error.filename or "") if not isinstance(error.filename, int) else ""
    remedy = _REMEDIES.get(error.errno or 0, "make room or allow reading and writing, then build again")
    if isinstance(error, LockRefusedError):
        return f"{error}; {_KEEP_NOTHING}, and needs none"
    if CACHE in Path(path).parts:
        remedy += f"; {_KEEP_NOTHING}"
    return f"{path or 'the disk'}: {error.strerror or error}; {remedy}"


def abort_on_disk_error(error: Exception) -> None:
    """Raises Abort with cause and remedy if MkDocs met a disk error."""
    if isinstance(error, OSError):
        raise Abort(disk_error_words(error)) from None


def refuse_template_error(error: Exception, templates: Path) -> None:
    """Raises PluginError with the problem of a template of the theme; `templates` are the project's."""
    if problem := template_problem(error, templates, _THEME_HINT):
        raise PluginError(as_text(problem)) from None


def check_site_dir(site: Path, root: Path, others: Iterable[Path]) -> None:
    """Raises PluginError if the site's folder is not a folder of its own.

    A build deletes what it did not write there. So the folder must not be a link below `root`, which somebody else may
    have made, nor contain one of `others` or be inside one.
    """
    if (site.exists() or site.is_symlink()) and not site.is_dir():
        message = f"{site}: site_dir exists and is not a directory; move it away, or give another `site_dir`"
        raise PluginError(message)
    if link := link_to(site, root):
        message = f"{_shown(link, root)}: a link, and a build empties the site's folder; delete the link"
        raise PluginError(f"{message}, and give the folder itself as `site_dir`")
    real = Path(os.path.realpath(site))
    for other in others:
        kept = Path(os.path.realpath(other))
        if real.is_relative_to(kept) or kept.is_relative_to(real):
            message = f"{site}: a build empties the site's folder, and this would empty {_shown(other, root)}"
            raise PluginError(f"{message}; give another `site_dir`")


def check_store(folder: Path, root: Path) -> None:
    """Raises PluginError if the store may come from somebody else: tracked by git, or behind a link.

    Jinja's bytecode in it is code that runs.
    """
    if is_tracked(root):
        message = f"{CACHE}: tracked by git, and a build runs the compiled templates in it"
        raise PluginError(f"{message}; run `git rm -r --cached {CACHE}`, delete it, and build again")
    if link := link_to(folder, root):
        message = f"{_shown(link, root)}: a link, and nothing is kept outside of the project; {_REMEDIES[errno.EEXIST]}"
        raise PluginError(f"{message}; {_KEEP_NOTHING}")


def check_names(folder: Path, root: Path) -> None:
    """Raises PluginError if a name in a folder is not UTF-8: a page of that name has no address."""
    for path in sorted(folder.rglob("*")):
        if not _is_text(path.name):
            message = f"{_shown(path, root)}: the name is not UTF-8; give it another name"
            raise PluginError(message)


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8: Python gives other bytes as surrogates."""
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)


def check_own(folder: Path, root: Path) -> None:
    """Raises PluginError if a folder below `root` is a link, or something in it is not its own."""
    base, real = os.path.realpath(root), os.path.realpath(folder)
    if folder.is_symlink() or (folder.is_relative_to(root) and not Path(real).is_relative_to(base)):
        raise PluginError(_LINK.format(_shown(folder, root)))
    for path in outside_links(folder):
        raise PluginError(_LINK.format(_shown(folder / path, root)))


def read_own_text(path: Path, root: Path) -> SourceText:
    """A file that only people write. Raises PluginError if it is not text."""
    with disk_errors_reported():
        source, problems = decode(_shown(path, root), path.read_bytes())
    if source is None:
        raise PluginError(as_text(problems[0]))
    return source


def check_page_templates(files: Files) -> None:
    """Raises PluginError if the front matter of a page that people write gives a template that is no name."""
    for page in (file.page for file in files.documentation_pages()):
        if page and not isinstance(name := page.meta.get("template", ""), str):
            message = f"{page.file.src_uri}: `template` in its front matter can't be {name!r}"
            raise PluginError(f"{message}; write the name of a template, such as main.html, or delete it")


def check_texts(folder: Path, root: Path) -> None:
    """Raises PluginError if a folder is not the project's own, or a template or catalogue in it is not text."""
    check_own(folder, root)
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _TEXTS):
        read_own_text(path, root)


def same_on_disk(theirs: Iterable[str], ours: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of paths that are the same file on disks that ignore case or Unicode normalization.

    `ours` are known to differ: an id is in lower case.
    """
    first: dict[str, str] = {}
    for path in sorted(theirs):
        key = normalize("NFC", path).casefold()
        other = first.setdefault(key, key if key in ours else path)
        if other != path:
            yield path, other


def _shown(path: Path, root: Path) -> str:
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return os.fsencode(shown.as_posix()).decode(errors="backslashreplace")
