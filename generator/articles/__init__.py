"""Read articles from Markdown, and render them as HTML."""

from generator.articles.read import read_article
from generator.articles.render import HtmlPiece, article_pieces, render_article

__all__ = ["HtmlPiece", "article_pieces", "read_article", "render_article"]
