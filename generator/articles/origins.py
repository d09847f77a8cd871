"""The original that an article reprints: five reprints of a report are one source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.articles.model import Article, FrontMatter


def same_report(articles: Iterable[Article]) -> dict[str, tuple[str, ...]]:
    """For each article whose URL others have too, the ids of all of them, in the order of the articles."""
    by_url: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.front.url:
            by_url[article.front.url.rstrip("/")].append(article.id)
    return {id_: tuple(ids) for ids in by_url.values() if len(ids) > 1 for id_ in ids}


def origin_of(article: str, fronts: Mapping[str, FrontMatter], same: Mapping[str, tuple[str, ...]]) -> str:
    """The id of the original that an article reprints, directly or not; its own id if it reprints none.

    Of several articles with one URL, which are parts or digests of one report, the oldest is the original.
    """
    seen: set[str] = set()
    while article not in seen and (known := fronts.get(article)):
        seen.add(article)
        article = known.origin or next(iter(same.get(article, ())), article)
    return article
