"""Drafts annotations for an article: proposals that a person accepts or rejects.

`draft_articles` drafts articles of a project, `draft_one` one text with a prepared `Drafter`; `apply_proposals` writes
accepted proposals into the text. All but `draft_articles` are pure.
"""

from generator.drafting.apply import apply_proposals, fitting, sure_proposals
from generator.drafting.draft import Drafter, build_drafter, language_of
from generator.drafting.model import Draft, Entry, MeetingEntry, Proposal, Register
from generator.drafting.recognition import configured_recognizer
from generator.drafting.review_mark import mark_draft, mark_reviewed, unmarkable
from generator.drafting.session import (
    DraftedArticle,
    article_problems,
    draft_articles,
    draft_one,
    draft_source,
    draft_unless_signed,
    project_register,
)

__all__ = [
    "Draft",
    "DraftedArticle",
    "Drafter",
    "Entry",
    "MeetingEntry",
    "Proposal",
    "Register",
    "apply_proposals",
    "article_problems",
    "build_drafter",
    "configured_recognizer",
    "draft_articles",
    "draft_one",
    "draft_source",
    "draft_unless_signed",
    "fitting",
    "language_of",
    "mark_draft",
    "mark_reviewed",
    "project_register",
    "sure_proposals",
    "unmarkable",
]
