"""The knowledge base and templates in; pages as Markdown, and what is wrong with the templates, out."""

from generator.pages.model import Page
from generator.pages.render import render, view

__all__ = ["Page", "render", "view"]
