"""Pages in, the site's files out: only those are made anew that can be others than in the last build."""

from generator.publish.host import RecordPage
from generator.publish.road import Road, WordsError
from generator.publish.theme import Theme

__all__ = ["RecordPage", "Road", "Theme", "WordsError"]
