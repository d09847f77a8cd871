"""The tables of statements, one row for each fact, and of their evidence, one row for each sentence."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from generator.exports.json_lines import line
from generator.exports.sourced import Evidence, Reader, Sourced
from generator.pages.columns import THINGS, Column
from generator.pages.site_index import SiteIndex
from generator.pages.tables import ARTICLES, EVIDENCE, STATEMENTS, Rows, Table, permalink
from generator.records.history import slot_text
from generator.schema.model import Ref

_FACT = (
    Column("id", "Id of the fact, the same as long as record, field and value are"),
    Column("subject", "Record that the fact is about", THINGS),
    Column("kind", "Kind of that record"),
    Column("field", "Field of the record: `date`, `participants[ann-roe].role`"),
    Column("value", "Value; empty if the fact is an item itself"),
    Column("state", "State of the fact: sourced, single, cited, disputed, unconfirmed, almanac or unsourced"),
    Column("review", "`draft` if the fact rests on articles alone whose annotations nobody has reviewed"),
    Column("source", "Source that a person gave: the id of an article, or a URL and its date"),
    Column("sentences", "Number of sentences in the table of evidence", type="integer"),
    Column("permalink", "URL of the record that lasts when it is renamed; relative to the root if the site has no URL"),
)
_EVIDENCE = (
    Column("fact", "Fact that the sentence supports", STATEMENTS),
    Column("article", "Article that says so", ARTICLES),
    Column("sentence", "Its sentence"),
    Column("words", "The annotated words in it"),
    Column("origin", "Article of its origin: reprints share one origin", ARTICLES),
    Column("retracted", "Day on which the article was retracted"),
    Column("review", "`draft` if nobody has reviewed the annotations of the article"),
    Column("address", "URL of the words; relative to the site's root if the site has no URL"),
)


@dataclass(frozen=True, slots=True)
class _Statement:
    row: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def statement_tables(site: SiteIndex, reader: Reader) -> tuple[Table, Table]:
    """All facts and all sentences behind them, in the order of the records and their fields."""

    @site.briefly
    def made(ref: Ref) -> tuple[_Statement, ...]:
        return tuple(_statements(site, reader, ref))

    def facts(ref: Ref) -> Rows:
        return (each.row for each in made(ref))

    def evidence(ref: Ref) -> Rows:
        return (row for each in made(ref) for row in _sentences(site, each))

    def owners() -> Iterable[Ref]:
        return site.base.records

    about = site.catalogue["download_statements"], site.catalogue["download_evidence"]
    return (
        Table(STATEMENTS, about[0], _FACT, key=True, owners=owners, rows_of=facts),
        Table(EVIDENCE, about[1], _EVIDENCE, key=False, owners=owners, rows_of=evidence, owner="fact"),
    )


def statement_lines(facts: Table, evidence: Table, ref: Ref) -> bytes:
    """The facts of a record, one a line, with their evidence as lists."""
    sentences: dict[str, list[Mapping[str, str]]] = {}
    names = [column.name for column in evidence.columns[1:]]
    for fact, *cells in evidence.rows_of(ref):
        found = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
        sentences.setdefault(fact, []).append(found)
    columns = [column.name for column in facts.columns if column.type == "string"]
    made = []
    for row in facts.rows_of(ref):
        cells_by_name = dict(zip((column.name for column in facts.columns), row, strict=True))
        head = {name: cells_by_name[name] for name in columns if cells_by_name[name]}
        made.append(line({**head, "evidence": sentences.get(row[0], [])}))
    return b"".join(made)


def _statements(site: SiteIndex, reader: Reader, ref: Ref) -> Iterator[_Statement]:
    taken: set[str] = set()
    link = permalink(site, ref)
    for fact in reader.facts(ref):
        id_ = _fact_id(link.removeprefix(site.base_url), fact)
        if id_ in taken:  # a list has the value twice
            continue
        taken.add(id_)
        place = (ref.id, ref.kind, slot_text(fact.slot), fact.value)
        row = (id_, *place, fact.state, fact.review, fact.cited, str(len(fact.evidence)), link)
        yield _Statement(row, fact.evidence)


def _fact_id(page: str, fact: Sourced) -> str:
    """An id that depends on the record's permanent address, the slot and the value alone."""
    parts = json.dumps([page, fact.slot.field, fact.slot.key, fact.slot.part, fact.value])
    return blake2b(parts.encode(), digest_size=10).hexdigest()


def _sentences(site: SiteIndex, statement: _Statement) -> Rows:
    for each in statement.evidence:
        said = (each.article, each.sentence, each.words, each.origin, each.retracted, each.review)
        yield statement.row[0], *said, f"{site.base_url}{each.address}"
