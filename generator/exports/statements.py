"""The table of statements: each fact with each sentence behind it, one a row."""

from collections.abc import Iterator

from generator.exports.sourced import Reader, path_of_slot
from generator.pages.site_index import SiteIndex
from generator.pages.tables import ARTICLES, STATEMENTS, THINGS, Column, Table

_COLUMNS = (
    Column("subject", "Record that the fact is about", THINGS),
    Column("field", "Where in the record: `date`, `participants[steve-witkoff].role`"),
    Column("value", "Value; none where an item itself is the fact"),
    Column("state", "Standing of the fact: sourced, single, cited, disputed, almanac or unsourced"),
    Column("article", "Article that says so", ARTICLES),
    Column("sentence", "Its sentence"),
    Column("words", "The annotated words in it"),
    Column("origin", "Article that it goes back to: reprints have one origin", ARTICLES),
    Column("source", "Source that a person gave: an article's id, or a URL and its date"),
    Column("url", "Where the words stand; from the site's root, where the site has no address"),
)


def statements(site: SiteIndex, reader: Reader) -> Table:
    """All facts in the order of the records and their fields."""

    @site.once
    def made() -> tuple[tuple[str, ...], ...]:
        return tuple(rows())

    def rows() -> Iterator[tuple[str, ...]]:
        for ref in site.base.records:
            for fact in reader.facts(ref):
                head = (ref.id, path_of_slot(fact.slot), fact.value, fact.state)
                for each in fact.evidence:
                    url = f"{site.base_url}{each.address}"
                    yield *head, each.article, each.sentence, each.words, each.origin, fact.cited, url
                if not fact.evidence:
                    yield *head, "", "", "", "", fact.cited, ""

    return Table(STATEMENTS, site.catalogue["download_statements"], _COLUMNS, key=False, rows=lambda: iter(made()))
