"""The page on corrections: what was corrected in records, rejected by the editors, or retracted by publishers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from generator.pages import json_ld
from generator.pages.addresses import ATOM, CORRECTIONS_FEED, forms
from generator.pages.article_notes import correction_notes, retraction_note
from generator.pages.changes import ChangeRow, Rejection, change_row, corrections, rejections_of
from generator.pages.contexts import Context
from generator.pages.escape import Markdown
from generator.pages.model import AlternateForm, PageDraft
from generator.pages.site_index import SiteIndex

PATH = "corrections.md"
_MOST = 500


class CorrectedArticle(NamedTuple):
    """An article that was retracted or corrected, or that corrects another: its date, and what to know of it."""

    article: str
    date: str
    notes: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsContext(Context):
    """What the template of the page on corrections can use."""

    corrected_count: Annotated[int, "How many facts of records were corrected, listed or not."]

    @property
    def corrected(self) -> tuple[ChangeRow, ...]:
        """The newest corrections of records."""
        found = corrections(self.base)[:_MOST]
        return tuple(change_row(self.base, self.page, ref, change) for ref, change in found)

    @property
    def rejected(self) -> tuple[Rejection, ...]:
        """What the editors reject of the articles' facts, record by record."""
        return tuple(row for ref in self.base.records for row in rejections_of(self.base, self.page, ref))

    @property
    def articles(self) -> tuple[CorrectedArticle, ...]:
        """The articles that were retracted or corrected, newest first."""
        found = []
        for article in self.base.articles.values():
            retraction = article.front.retracted
            notes = [retraction_note(self.page, article)] if retraction else []
            notes += correction_notes(self.base, self.page, article)
            date = retraction.date if retraction else article.front.date
            found += [CorrectedArticle(article.id, date, tuple(notes))] if notes else []
        return tuple(sorted(found, key=lambda row: (row.date, row.article), reverse=True))


def drafts(site: SiteIndex, updated: str) -> Iterator[PageDraft]:
    """The page, if there is anything to tell."""
    title, about = site.catalogue["corrections"], site.catalogue["corrections_about"]
    count = len(corrections(site.base))
    feeds = (AlternateForm(ATOM, title, CORRECTIONS_FEED),) if count else ()

    def make_context() -> CorrectionsContext:
        page = site.place(PATH)
        own = forms(site, PATH, feeds)
        return CorrectionsContext(site=site, page=page, name=title, forms=own, corrected_count=count)

    context = make_context()
    if count or context.rejected or context.articles:
        data = json_ld.collection(site, title, PATH)
        yield PageDraft(PATH, title, about, "corrections.md.j2", "", updated, data, make_context, feeds)
