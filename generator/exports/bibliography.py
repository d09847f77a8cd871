"""The articles of the site as one bibliography: BibTeX, BibLaTeX, RIS and CSL-JSON."""

from collections.abc import Callable, Iterator

from generator.articles.model import Article
from generator.exports.json_lines import encode
from generator.pages.citation import Work, as_biblatex, as_bibtex, as_ris, csl_item, retraction_words
from generator.pages.dates import without_time
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.records.addresses import note_on


def make_bibtex(site: SiteIndex) -> bytes:
    """For BibTeX: `year`, `month`, `day`."""
    return _entries(site, as_bibtex)


def make_biblatex(site: SiteIndex) -> bytes:
    """For BibLaTeX: `date`."""
    return _entries(site, as_biblatex)


def make_ris(site: SiteIndex) -> bytes:
    """For Zotero, EndNote and others."""
    return "".join(f"{as_ris(work)}\n\n".replace("\n", "\r\n") for work in _works(site)).encode()


def make_csl(site: SiteIndex) -> bytes:
    """For Pandoc and CSL processors: a list, one item a line."""
    lines = ",\n".join(encode(csl_item(work)) for work in _works(site))
    return f"[\n{lines}\n]\n".encode()


def _entries(site: SiteIndex, make: Callable[[Work], str]) -> bytes:
    return "\n".join(f"{make(work)}\n" for work in _works(site)).encode()


def _works(site: SiteIndex) -> Iterator[Work]:
    """The articles in the order of their ids."""
    return (_work(site, site.base.articles[id_]) for id_ in sorted(site.base.articles))


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
