"""The knowledge base and templates in; pages as Markdown, and what is wrong with the templates, out."""

from generator.pages.model import Page
from generator.pages.render import draw, render, survey

__all__ = ["Page", "draw", "render", "survey"]
