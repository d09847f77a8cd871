"""The table of statements: one row for each fact and each sentence of its evidence."""

from collections.abc import Iterator

from generator.exports.sourced import Reader, path_of_slot
from generator.pages.site_index import SiteIndex
from generator.pages.tables import ARTICLES, STATEMENTS, THINGS, Column, Table

_COLUMNS = (
    Column("subject", "Record that the fact is about", THINGS),
    Column("field", "Field of the record: `date`, `participants[ann-roe].role`"),
    Column("value", "Value; empty if the fact is an item itself"),
    Column("state", "State of the fact: sourced, single, cited, disputed, almanac or unsourced"),
    Column("article", "Article that says so", ARTICLES),
    Column("sentence", "Its sentence"),
    Column("words", "The annotated words in it"),
    Column("origin", "Article of its origin: reprints share one origin", ARTICLES),
    Column("retracted", "Day on which the article was retracted"),
    Column("source", "Source that a person gave: the id of an article, or a URL and its date"),
    Column("url", "URL of the words; relative to the site's root if the site has no URL"),
)


def statements(site: SiteIndex, reader: Reader) -> Table:
    """All facts, in the order of the records and their fields."""

    @site.once
    def made() -> tuple[tuple[str, ...], ...]:
        return tuple(rows())

    def rows() -> Iterator[tuple[str, ...]]:
        for ref in site.base.records:
            for fact in reader.facts(ref):
                head = (ref.id, path_of_slot(fact.slot), fact.value, fact.state)
                for each in fact.evidence:
                    url = f"{site.base_url}{each.address}"
                    said = (each.article, each.sentence, each.words, each.origin, each.retracted)
                    yield *head, *said, fact.cited, url
                if not fact.evidence:
                    yield *head, "", "", "", "", "", fact.cited, ""

    return Table(STATEMENTS, site.catalogue["download_statements"], _COLUMNS, key=False, rows=lambda: iter(made()))
