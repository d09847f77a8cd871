"""Drafts of invented texts, as tests say them."""

from datetime import date

from generator.drafting import Draft, Entry, Proposal, Register, build_drafter, draft_one
from generator.text.source import SourceText

FRONT = "---\ntitle: An article\ndate: 2025-12-04\nlanguage: {}\n---\n\n"
TODAY = date(2025, 12, 4)
NOBODY = Register()


def people(*names: str) -> Register:
    return Register(tuple(Entry("person", name.lower().replace(" ", "-"), (name,)) for name in names))


def article(text: str, language: str = "en") -> SourceText:
    return SourceText("content/articles/a.md", FRONT.format(language) + text)


def drafted(text: str, known: Register = NOBODY, language: str = "en") -> Draft:
    return draft_one(article(text, language), build_drafter(known, language))


def found(text: str, *kinds: str, known: Register = NOBODY, language: str = "en") -> list[tuple[str, str]]:
    """The words and the id of every proposal of some kinds, all of them without any."""
    return [
        (proposal.text, proposal.id)
        for proposal in drafted(text, known, language).proposals
        if not kinds or proposal.kind in kinds
    ]


def only(text: str, kind: str, known: Register = NOBODY) -> Proposal:
    (proposal,) = [proposal for proposal in drafted(text, known).proposals if proposal.kind == kind]
    return proposal
