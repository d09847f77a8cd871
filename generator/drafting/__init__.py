"""An article's text, a register and a date to proposals: annotations that a person accepts or refuses.

`draft_articles` drafts articles of a project, `draft_one` one text with a `Drafter` made ready; `apply` writes accepted
proposals into the text. All but the first are pure.
"""

from generator.drafting.apply import apply
from generator.drafting.draft import Drafter, drafter, language_of
from generator.drafting.model import Draft, Entry, MeetingEntry, Proposal, Register
from generator.drafting.review_mark import mark_draft
from generator.drafting.session import DraftedArticle, draft_articles, draft_one, register_of

__all__ = [
    "Draft",
    "DraftedArticle",
    "Drafter",
    "Entry",
    "MeetingEntry",
    "Proposal",
    "Register",
    "apply",
    "draft_articles",
    "draft_one",
    "drafter",
    "language_of",
    "mark_draft",
    "register_of",
]
