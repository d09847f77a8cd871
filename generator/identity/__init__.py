"""A project's files and an editor's decision about an id in; the changes that carry it through all files out."""

from generator.identity.merging import merge
from generator.identity.redirects import page, redirects
from generator.identity.renaming import rename
from generator.identity.splitting import split

__all__ = ["merge", "page", "redirects", "rename", "split"]
