"""The knowledge base and templates in; pages as Markdown, and what is wrong with the templates, out."""

from generator.pages.model import Page
from generator.pages.render import render
from generator.pages.repository import repository

__all__ = ["Page", "render", "repository"]
