"""The social cards of a site's records and articles."""

from collections.abc import Iterator
from functools import partial

from generator.exports.card_drawing import draw_card
from generator.exports.model import Export
from generator.pages.page_context import path_of
from generator.pages.site_index import SiteIndex
from generator.pages.social_card import card_of_article, card_of_record, card_path
from generator.schema.model import Ref


def plan(site: SiteIndex) -> Iterator[Export]:
    """A card for each record and article; none if the site has no cards."""
    for ref in site.base.records if site.has_cards else ():
        yield Export(card_path(site, path_of(site.base, ref)), ref, partial(_record, site, ref))
    for id_ in site.base.articles if site.has_cards else ():
        yield Export(card_path(site, f"articles/{id_}.md"), Ref("article", id_), partial(_article, site, id_))


def _record(site: SiteIndex, ref: Ref) -> bytes:
    return draw_card(card_of_record(site, ref))


def _article(site: SiteIndex, id_: str) -> bytes:
    return draw_card(card_of_article(site, id_))
