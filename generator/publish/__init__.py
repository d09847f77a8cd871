"""Pages in, the site's files out: only those are made anew that can be others than in the last build."""

from generator.publish.host import RecordPage
from generator.publish.road import Road
from generator.publish.served import Served
from generator.publish.theme import Theme
from generator.publish.works import Asked, WordsError

__all__ = ["Asked", "RecordPage", "Road", "Served", "Theme", "WordsError"]
