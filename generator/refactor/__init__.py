"""Rename, merge and split ids: the changes of all files that an editor's decision needs."""

from generator.refactor.merging import merge
from generator.refactor.redirects import redirect_page, redirects
from generator.refactor.removed_page import removed_pages
from generator.refactor.removing import RemovalRequest, Removed, remove
from generator.refactor.renaming import rename, rename_readable
from generator.refactor.splitting import split

__all__ = [
    "RemovalRequest",
    "Removed",
    "merge",
    "redirect_page",
    "redirects",
    "remove",
    "removed_pages",
    "rename",
    "rename_readable",
    "split",
]
