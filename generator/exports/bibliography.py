"""The articles of the site as one bibliography: BibTeX, BibLaTeX, RIS and CSL-JSON."""

from collections.abc import Callable
from functools import partial

from generator.articles.model import Article
from generator.exports.json_lines import encode
from generator.exports.splicing import Part, Pieces, Splicer, pieces_of, separated
from generator.last_file import Content
from generator.pages.citation import Work, as_biblatex, as_bibtex, as_ris, csl_item, retraction_words
from generator.pages.dates import without_time
from generator.pages.downloads import BIBLATEX, BIBTEX, CSL, RIS
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.records.addresses import note_on


def make_bibtex(site: SiteIndex, splicer: Splicer) -> Content | None:
    """For BibTeX: `year`, `month`, `day`."""
    return _entries(site, splicer, BIBTEX, lambda work: f"{as_bibtex(work)}\n")


def make_biblatex(site: SiteIndex, splicer: Splicer) -> Content | None:
    """For BibLaTeX: `date`."""
    return _entries(site, splicer, BIBLATEX, lambda work: f"{as_biblatex(work)}\n")


def make_ris(site: SiteIndex, splicer: Splicer) -> Content | None:
    """For Zotero, EndNote and others."""
    return splicer.joined(RIS, _pieces(site, lambda work: f"{as_ris(work)}\n\n".replace("\n", "\r\n")))


def make_csl(site: SiteIndex, splicer: Splicer) -> Content | None:
    """For Pandoc and CSL processors: a list, one item a line."""
    pieces = _pieces(site, lambda work: encode(csl_item(work)))
    return splicer.joined(CSL, pieces, lambda parts: (Part(b"[\n"), *separated(parts, b",\n"), Part(b"\n]\n")))


def _entries(site: SiteIndex, splicer: Splicer, path: str, make: Callable[[Work], str]) -> Content | None:
    return splicer.joined(path, _pieces(site, make), partial(separated, separator=b"\n"))


def _pieces(site: SiteIndex, make: Callable[[Work], str]) -> Pieces:
    """What is made of each article, in the order of their ids."""

    def piece(id_: str) -> bytes:
        return make(_work(site, site.base.articles[id_])).encode()

    return pieces_of(sorted(site.base.articles), piece, str)


def _work(site: SiteIndex, article: Article) -> Work:
    """An article as its publisher published it; its page on the site where no URL is known."""
    front, page = article.front, site.place("")
    day = without_time(front.date)
    own = f"{site.base_url}articles/{article.id}/" if site.base_url else ""
    return Work(
        id=f"article-{article.id}",
        title=front.title,
        author=front.author or front.publisher,
        publisher=front.publisher,
        site=front.publisher,
        day=day,
        day_in_words=page.date(day) if day else "",
        url=front.url or own,
        language=front.language,
        authors=front.written_by,
        note=_note(page, article),
    )


def _note(page: PageContext, article: Article) -> str:
    """That an article was withdrawn, and where a copy of it is."""
    front = article.front
    archived = note_on(page.base.addresses, front.url, front.archived).archived
    words = [retraction_words(page, front.retracted)] if front.retracted else []
    words += [page.text("archived_at", url=archived)] if archived else []
    return ". ".join(words)
