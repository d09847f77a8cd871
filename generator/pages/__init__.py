"""The knowledge base and templates in; pages as Markdown, and what is wrong with the templates, out."""

from generator.pages.links import path_of
from generator.pages.model import Page, Planned
from generator.pages.plan import plan
from generator.pages.render import Templates, read_templates, render
from generator.pages.repository import Repository
from generator.pages.site import Site, gather

__all__ = [
    "Page",
    "Planned",
    "Repository",
    "Site",
    "Templates",
    "gather",
    "path_of",
    "plan",
    "read_templates",
    "render",
]
