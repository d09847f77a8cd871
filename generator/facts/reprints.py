"""An unnamed speaker or guest whom an article and its reprints have in the same words is one."""

from collections.abc import Mapping, Sequence

from generator.articles.model import Article
from generator.articles.origins import original_of, same_report
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts
from generator.schema.model import Ref, Schema

_Item = tuple[Ref, Slot, str]
"""A record, an item without the article in its key, and the original of that article."""


def with_one_report(facts: PlacedFacts, articles: Sequence[Article], schema: Schema) -> PlacedFacts:
    """The facts, those on items that their article tells apart moved to the first article of the same report.

    That is the original, if it has the item, else the oldest reprint. `articles` are oldest first.
    """
    places = {
        (kind.name, field.name): field.key.index(part.name)
        for kind in schema.kinds
        for field in kind.fields
        for part in field.fields
        if part.type == "source" and part.name in field.key
    }
    numbered = {number: fact for number, fact in facts.of_fields(places) if fact.slot.key}
    own = numbered.values()
    if len({fact.article for fact in own}) < 2:  # noqa: PLR2004 -- no reprint
        return facts
    fronts, same = {article.id: article.front for article in articles}, same_report(articles)
    origins = {fact.article: original_of(fact.article, fronts, same) for fact in own}
    first: dict[_Item, str] = {}
    for fact in sorted(own, key=lambda fact: fact.article != origins[fact.article]):
        first.setdefault(_item(fact, places, origins), fact.article)
    moved = (
        (number, _reported_in(fact, places, first[_item(fact, places, origins)])) for number, fact in numbered.items()
    )
    return facts.replacing({number: fact for number, fact in moved if fact is not numbered[number]})


def _item(fact: Fact, places: Mapping[tuple[str, str], int], origins: Mapping[str, str]) -> _Item:
    at = places[fact.subject.kind, fact.slot.field]
    slot = Slot(fact.slot.field, _with(fact.slot.key, at, ""))
    return fact.subject, slot, origins[fact.article]


def _reported_in(fact: Fact, places: Mapping[tuple[str, str], int], article: str) -> Fact:
    """The fact on the item of an article; one without an article in its key, of a named speaker, stays."""
    at = places[fact.subject.kind, fact.slot.field]
    key = fact.slot.key
    is_there = key[at] in ("", article)
    return fact if is_there else fact._replace(slot=fact.slot._replace(key=_with(key, at, article)))


def _with(key: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*key[:at], text, *key[at + 1 :])
