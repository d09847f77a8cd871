"""Renders the knowledge base with templates to Markdown pages, and reports template problems."""

from generator.pages.model import Page, PlannedPage, Publication
from generator.pages.page_context import path_of
from generator.pages.plan import plan, plan_records
from generator.pages.render import Templates, read_templates, render
from generator.pages.repository import Repository, edit_url
from generator.pages.site_index import SiteIndex, gather_site

__all__ = [
    "Page",
    "PlannedPage",
    "Publication",
    "Repository",
    "SiteIndex",
    "Templates",
    "edit_url",
    "gather_site",
    "path_of",
    "plan",
    "plan_records",
    "read_templates",
    "render",
]
