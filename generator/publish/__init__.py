"""Pages in, the site's files out: only those are made anew that can be others than in the last build."""

from generator.publish.host import RecordPage
from generator.publish.road import Asked, Road, WordsError
from generator.publish.theme import Theme

__all__ = ["Asked", "RecordPage", "Road", "Theme", "WordsError"]
