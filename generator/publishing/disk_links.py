"""Links for reading from a disk, where a folder's address shows the list of its files: they name its `index.html`."""

import posixpath
import re
from collections.abc import Set as AbstractSet
from pathlib import Path
from urllib.parse import unquote

_INDEX = "index.html"
_LINK = re.compile(r'(<a\s[^<>]*?\bhref=")([^"<>:?#]+)(?=["?#])')


def name_index_files(site: Path) -> None:
    """Let the links in all pages of a site lead to files. Raises OSError."""
    files = {path.relative_to(site).as_posix() for path in site.rglob(_INDEX)}
    for page in sorted(site.rglob("*.html")):
        text = page.read_bytes().decode("utf-8", "surrogateescape")
        named = with_index_files(text, page.relative_to(site).as_posix(), files)
        if named != text:
            page.write_bytes(named.encode("utf-8", "surrogateescape"))


def with_index_files(text: str, page: str, files: AbstractSet[str]) -> str:
    """The text of a page in which each link to a folder with an index names it; `files` are the indexes of the site."""
    folder = posixpath.dirname(page)

    def named(found: re.Match[str]) -> str:
        start, path = found.groups()
        target = posixpath.normpath(posixpath.join(folder, unquote(path), _INDEX))
        return f"{start}{path.removesuffix('/')}/{_INDEX}" if target in files else found[0]

    return _LINK.sub(named, text)
