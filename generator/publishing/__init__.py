"""Publishing: a site as a project that another generator builds into the same site, or as an archive of all."""

from generator.publishing.output_folder import PublishError
from generator.publishing.publish import publish_site
from generator.publishing.release import write_release
from generator.publishing.zensical_project import ZENSICAL

__all__ = ["ZENSICAL", "PublishError", "publish_site", "write_release"]
