"""What the SQLite database has beyond tables: views, and the columns that full-text search looks at."""

from collections.abc import Iterator, Sequence

from generator.exports.sqlite import quoted_name
from generator.pages.columns import THINGS
from generator.pages.references import is_meeting, participants_field
from generator.pages.tables import ARTICLES, ENCOUNTERS, EVIDENCE, QUOTATIONS, STATEMENTS, Table
from generator.schema.model import Schema

SOURCED = "statements_with_evidence"
_SEARCHED = {
    THINGS: ("name",),
    "names": ("name",),
    ARTICLES: ("title",),
    QUOTATIONS: ("says", "original", "speaker"),
    EVIDENCE: ("sentence",),
}


def views(schema: Schema, tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    """The views of a database with these tables: encounters, and each fact with each of its sentences."""
    yield ENCOUNTERS, _encounters(schema, tables)
    if SOURCED not in {table.name for table in tables}:
        facts, evidence = (next(table for table in tables if table.name == name) for name in (STATEMENTS, EVIDENCE))
        columns = ", ".join(_evidence_columns(facts, evidence))
        query = f"SELECT statements.*, {columns} FROM {STATEMENTS}"  # noqa: S608 # nosec B608 -- names are quoted
        yield SOURCED, f"{query} LEFT JOIN {EVIDENCE} ON evidence.fact = statements.id"


def _evidence_columns(facts: Table, evidence: Table) -> Iterator[str]:
    """The columns of the evidence beside those of the facts, by other names where both have one of a name."""
    taken = {column.name for column in facts.columns}
    for column in evidence.columns[1:]:
        name = f"evidence_{column.name}" if column.name in taken else column.name
        yield f"evidence.{quoted_name(column.name)} AS {quoted_name(name)}"


def searched(tables: Sequence[Table]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The tables that full-text search looks at, and their columns."""
    known = {table.name: {column.name for column in table.columns} for table in tables}
    for name, columns in _SEARCHED.items():
        if known.get(name, set()).issuperset(columns) and f"{name}_fts" not in known:
            yield name, columns


def _encounters(schema: Schema, tables: Sequence[Table]) -> str:
    """The query of the table of encounters, from the tables of meetings and of their participants."""
    by_content = {table.of: table for table in tables}
    parts = []
    for kind in schema.kinds:
        field = participants_field(kind)
        meetings, seats = by_content.get((kind.name, "")), by_content.get((kind.name, field.name if field else ""))
        if is_meeting(kind) and field and meetings and seats:
            parts.append(_pairs(meetings, seats, kind.timeline, field.key[0]))
    order = "ORDER BY meeting, person, other"
    return f"{' UNION ALL '.join(parts)} {order}" if parts else "SELECT NULL AS person, NULL AS other WHERE 0"


def _pairs(meetings: Table, seats: Table, date: str, person: str) -> str:
    """Pairs of people not known to be of one side; the last columns are review and side, or what counts."""
    who, (review, side) = quoted_name(person), (quoted_name(column.name) for column in seats.columns[-2:])
    counts = quoted_name(meetings.columns[-1].name)
    status = '"status"' if any(column.name == "status" for column in meetings.columns) else "NULL"
    days = (f"held.{quoted_name(f'{date}{end}')} AS date{end}" for end in ("", "_earliest", "_latest"))
    return (
        f"SELECT one.{who} AS person, other.{who} AS other, held.id AS meeting, {', '.join(days)}, "  # noqa: S608 # nosec B608 -- names are quoted
        f"held.{status} AS status, one.{side} AS side, other.{side} AS other_side, "
        f"coalesce(one.{review}, other.{review}) AS review "
        f"FROM {quoted_name(seats.name)} AS one "
        f"JOIN {quoted_name(seats.name)} AS other ON one.subject = other.subject AND one.{who} < other.{who} "
        f"JOIN {quoted_name(meetings.name)} AS held ON held.id = one.subject "
        f"WHERE held.{counts} = 1 AND (one.{side} IS NULL OR other.{side} IS NULL OR one.{side} <> other.{side})"
    )
