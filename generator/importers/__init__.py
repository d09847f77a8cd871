"""Files from elsewhere in, the text of a new article out: web pages, plain text, and bibliographic data."""

from generator.importers.convert import article_text, import_article
from generator.importers.model import Metadata

__all__ = ["Metadata", "article_text", "import_article"]
