"""The original that an article reprints: five reprints of a report are one source."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from generator.articles.model import Article, FrontMatter


def same_report(articles: Iterable[Article]) -> dict[str, tuple[str, ...]]:
    """For each article whose URL others have too, the ids of all of them, in the order of the articles."""
    by_url: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.front.url:
            by_url[article.front.url.rstrip("/")].append(article.id)
    return {id_: tuple(ids) for ids in by_url.values() if len(ids) > 1 for id_ in ids}


def origin_of(article: str, fronts: Mapping[str, FrontMatter], same: Mapping[str, tuple[str, ...]]) -> str:
    """The id of the article from which all is that an article says, directly or not; its own id if there is none.

    That is the original that it reprints, and the report that it corrects, if both have one publisher: who corrects
    themselves are no second source.
    """
    return _first(article, fronts, lambda id_, front: front.origin or _own_report(front, fronts) or _same(id_, same))


def original_of(article: str, fronts: Mapping[str, FrontMatter], same: Mapping[str, tuple[str, ...]]) -> str:
    """The id of the original that an article reprints, directly or not; its own id if it reprints none.

    Of several articles with one URL, which are parts or digests of one report, the oldest is the original.
    """
    return _first(article, fronts, lambda id_, front: front.origin or _same(id_, same))


def _first(article: str, fronts: Mapping[str, FrontMatter], before: Callable[[str, FrontMatter], str]) -> str:
    seen: set[str] = set()
    while article not in seen and (known := fronts.get(article)):
        seen.add(article)
        article = before(article, known)
    return article


def _same(article: str, same: Mapping[str, tuple[str, ...]]) -> str:
    """The oldest article with the same URL."""
    return next(iter(same.get(article, ())), article)


def _own_report(front: FrontMatter, fronts: Mapping[str, FrontMatter]) -> str:
    """The article of the same publisher that an article corrects; "" for none."""
    corrected = fronts.get(front.corrects) if front.corrects else None
    return front.corrects if corrected and front.publisher and front.publisher == corrected.publisher else ""
