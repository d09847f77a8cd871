"""A project's files and an editor's decision about an id in; the changes that carry it through all files out."""

from generator.refactor.merging import merge
from generator.refactor.redirects import redirect_page, redirects
from generator.refactor.renaming import rename
from generator.refactor.splitting import split

__all__ = ["merge", "redirect_page", "redirects", "rename", "split"]
