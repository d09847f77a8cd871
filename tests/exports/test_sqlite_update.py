"""Rows are replaced in the last build's database: it says what one that is made anew says."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.databases import content

from generator.exports import LastFiles, PieceLayout, Splicer, comma_separated, sqlite, sqlite_update
from generator.exports.splicing import Part, owner_of, pieces_of
from generator.last_file import whole
from generator.pages.columns import THINGS, Column
from generator.pages.tables import EVIDENCE, STATEMENTS, Rows, Table
from generator.schema.model import Ref

World = Mapping[str, tuple[str, tuple[str, ...]]]
"""A name and sentences of each record; a record whose name is empty has a row only in the table of records."""
WORDS = st.text("aé ', \"\n=", max_size=5)
WORLDS = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(WORDS, st.lists(WORDS, max_size=3).map(tuple)), max_size=8),
    min_size=2,
    max_size=4,
)
TEXTS = {THINGS: ("name",), EVIDENCE: ("sentence",)}


def tables(world: World) -> tuple[Table, ...]:
    def things(ref: Ref) -> Rows:
        yield ref.id, world[ref.id][0]

    def numbers(ref: Ref) -> Rows:
        yield from ((ref.id, str(len(word))) for word in world[ref.id][1])

    def facts(ref: Ref) -> Iterator[tuple[str, str]]:
        yield from ((f"{ref.id}{word}", ref.id) for word in dict.fromkeys(world[ref.id][1]))

    def evidence(ref: Ref) -> Rows:
        yield from ((f"{ref.id}{word}", word) for word in world[ref.id][1])

    def owners() -> list[Ref]:
        return [Ref("person", id_) for id_ in sorted(world, key=lambda id_: world[id_])]

    subject = Column("subject", "", THINGS)
    row, rows = partial(Table, about="", key=True, owners=owners), partial(Table, about="", key=False, owners=owners)
    return (
        row(name=THINGS, columns=(Column("id", ""), Column("name", "")), rows_of=things, owner="id"),
        rows(name="lengths", columns=(subject, Column("length", "", type="integer")), rows_of=numbers),
        row(name=STATEMENTS, columns=(Column("id", ""), subject), rows_of=facts),
        rows(
            name=EVIDENCE,
            columns=(Column("fact", "", STATEMENTS), Column("sentence", "")),
            rows_of=evidence,
            owner="fact",
        ),
    )


def spliced(splicer: Splicer, table: Table, used: set[str]) -> bytes:
    def piece(ref: Ref) -> bytes:
        used.add(ref.id)
        return comma_separated.make_lines(table, table.rows_of(ref))

    head, pieces = Part(comma_separated.make_head(table)), pieces_of(table.owners(), piece, owner_of)
    data = splicer.joined(table.name, pieces, lambda parts: (head, *parts))
    return splicer.last_of(table.name) if data is None else whole(data)


def anew(made: Mapping[str, tuple[Table, bytes]]) -> bytes:
    tables = [table for table, _ in made.values()]
    return sqlite.make_sqlite(
        tables, lambda table: comma_separated.read_rows(table, made[table.name][1]), (), TEXTS.items()
    )


def updated(folder: Path, data: bytes, splicer: Splicer, made: Mapping[str, tuple[Table, bytes]]) -> bytes | None:
    changed = []
    for table, csv in made.values():
        changes = splicer.changes(table.name)
        if changes is None:
            return None
        changed.append(sqlite_update.ChangedTable(table, changes, len(csv), TEXTS.get(table.name, ())))
    if not sqlite_update.is_worthwhile(changed):
        return None
    file = folder / "copy.db"
    file.write_bytes(data)
    return file.read_bytes() if sqlite_update.update_sqlite(file, changed, comma_separated.read_piece) else None


@given(WORLDS)
def test_any_changes_of_rows(tmp_path_factory: pytest.TempPathFactory, worlds: list[World]):
    folder, used = tmp_path_factory.getbasetemp(), set[str]()
    before, last, layouts = dict[str, object](), None, dict[str, PieceLayout]()

    def watch() -> set[str]:
        used.clear()
        return used

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_update, "_MOST", 0)  # however many rows change
        for world in worlds:
            changed = {id_ for id_ in {*world, *before} if world.get(id_) != before.get(id_)}
            splicer = Splicer(LastFiles(folder, layouts, changed), watch)
            made = {table.name: (table, spliced(splicer, table, used)) for table in tables(world)}
            clean = anew(made)
            last = (updated(folder, last, splicer, made) if last else None) or clean
            assert content(last) == content(clean)
            for name, (_, csv) in made.items():
                (folder / name).write_bytes(csv)
            layouts, before = splicer.layouts, dict(world)


def test_few_changes_are_put_into_the_database_that_is_there(tmp_path: Path):
    used = set[str]()
    world = {f"p{number:03}": (f"Ann {number}", ("She spoke.", "He spoke.")) for number in range(100)}
    world["p050"] = ("Ann unheard", ("She spoke.", "He went unheard."))
    first = Splicer()
    made = {table.name: (table, spliced(first, table, used)) for table in tables(world)}
    clean = anew(made)
    for name, (_, csv) in made.items():
        (tmp_path / name).write_bytes(csv)
    layouts = {
        name: layout._replace(used=tuple((owner.removeprefix("person/"),) for owner in layout.owners))
        for name, layout in first.layouts.items()
    }
    world |= {"p050": ("Bo", ()), "p051a": ("Cy", ("He spoke twice.",))}
    splicer = Splicer(LastFiles(tmp_path, layouts, {"p050", "p051a"}))
    now = {table.name: (table, spliced(splicer, table, used)) for table in tables(world)}
    found = updated(tmp_path, clean, splicer, now)
    assert found is not None
    assert content(found) == content(anew(now)) != content(clean)
    assert b"unheard" in clean
    assert b"unheard" not in found, "a word that is gone is not left in unused parts of the file"
    assert updated(tmp_path, clean[:-4096], splicer, now) is None, "a damaged database is made anew"
