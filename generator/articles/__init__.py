"""Read articles from Markdown, and render them as HTML."""

from generator.articles.read import read_article
from generator.articles.render import render_article

__all__ = ["read_article", "render_article"]
