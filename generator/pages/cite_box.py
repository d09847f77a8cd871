"""A page as something to cite, and the lines that its box shows."""

from generator.pages.citation import FORMATS, Work
from generator.pages.escape import Markdown, escape
from generator.pages.newest import newest, newest_day
from generator.pages.page_context import PageContext, address


def work(place: PageContext, title: str, site: str, base_url: str) -> Work:
    """The page at a place: an article is its author's, any other page the work of `site`, the site's title."""
    base, path = place.base, place.path
    stem = path.removesuffix(".md").rsplit("/", 1)[-1]
    article = base.articles.get(stem) if path.startswith("articles/") else None
    ref = base.ids.get(stem) if "/" in path and not article else None
    front = article.front if article else None
    day = newest_day(base, ref) if ref else newest(base, [article.id] if article else base.articles)
    return Work(
        id=f"{'article' if article else ref.kind if ref else 'page'}-{stem}",
        title=title,
        author=front.author or front.publisher if front else site,
        publisher=front.publisher if front else "",
        site=site,
        day=day,
        shown=place.date(day) if day else "",
        url=f"{base_url}{address(path)}" if base_url else "",
        language=front.language if front else place.language,
    )


def shown(found: Work) -> tuple[tuple[str, Markdown], ...]:
    """How a page is cited: the name of each format, and its lines as they stand in a `pre`."""
    return tuple(
        (name, Markdown("&#10;".join(escape(line) for line in make(found).split("\n")))) for name, make in FORMATS
    )
