"""Rename, merge and split ids: the changes of all files that an editor's decision needs."""

from generator.refactor.merging import merge
from generator.refactor.redirects import redirect_page, redirects
from generator.refactor.renaming import rename
from generator.refactor.splitting import split

__all__ = ["merge", "redirect_page", "redirects", "rename", "split"]
