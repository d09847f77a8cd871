"""Publishing: a site as MkDocs makes it, written as a project that another generator builds into the same site."""

from generator.publishing.output_folder import PublishError
from generator.publishing.publish import publish_site
from generator.publishing.zensical_project import ZENSICAL

__all__ = ["ZENSICAL", "PublishError", "publish_site"]
