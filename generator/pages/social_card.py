"""What the social card of a page says: the picture that chats and networks show beside a link to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.addresses import address_of
from generator.pages.chips import chip_label
from generator.pages.page_context import address
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

LIMIT = 500
"""A site with more records and articles has no cards: each is a file of about 30 KB."""
_FILE = "card.png"


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The texts of a card: what kind of page it is, its title, lines below it, and the site."""

    kind: str
    title: str
    lines: tuple[str, ...]
    site: str


def card_path(site: SiteIndex, path: str) -> str:
    """Where the card of the page of a record or article lies, from the site's root; "" if it has none."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    is_article = folder == "articles" and name in site.base.articles
    ref = site.base.ids.get(name)
    is_record = ref is not None and address_of(site.base, ref) == address(path)
    return f"{address(path)}{_FILE}" if site.has_cards and (is_article or is_record) else ""


def card_of_record(site: SiteIndex, ref: Ref) -> SocialCard:
    """The kind, name, date, status and sides of a record."""
    kind, date = site.base.schema.kind(ref.kind), site.base.timeline_date(ref)
    when = " · ".join(filter(None, (site.place("").date(date) if date else "", chip_label(site, ref))))
    return SocialCard(
        kind.label if kind else "",
        site.base.name(ref),
        tuple(filter(None, (when, " – ".join(_sides(site, ref))))),
        site.title,
    )


def card_of_article(site: SiteIndex, id_: str) -> SocialCard:
    """The title, publisher and date of an article."""
    front = site.base.fronts[id_]
    when = site.place("").date(front.date) if front.date else ""
    return SocialCard(site.catalogue["article"], front.title, tuple(filter(None, (front.publisher, when))), site.title)


def _sides(site: SiteIndex, ref: Ref) -> Iterator[str]:
    """The names of the sides of a meeting, or of the side of a person at the newest meeting."""
    own = site.meetings.by_person.get(ref, ())
    for side in site.meetings.sides.get(ref, (own[0].side,) if own else ()):
        if side:
            yield site.base.name(side)
